/**
 * Reading a screen aloud. With the browser's own voice: headless Chromium has none that is local, and then there is no button.
 * With a voice in the browser's place, which is not ours: what is read, what is marked, and when it falls silent.
 */
import '$ui/tokens.css';
import '$ui/base.css';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import words from '$locales/en/ui/player-body.json';
import { I18n } from '$platform/i18n';
import { browserSpeech } from '$platform/reading-aloud';
import { ok } from '$protocol/result';
import ReadScreen from './ReadScreen.svelte';

vi.setConfig({ testTimeout: 60_000 });
type Speech = NonNullable<ReturnType<typeof browserSpeech>>;

const SCREEN = { title: 'A title', text: 'First one. Then another.', beside: 'Not read.' };

function voice() {
	const said: string[] = [];
	let over: ((well: boolean) => void) | null = null;
	const speech: Speech = {
		voices: () => [{ lang: 'en-GB', localService: true, default: true }],
		onVoices: () => () => {},
		say: (text, _voice, _language, told) => {
			said.push(text);
			over = told;
		},
		cancel: () => {
			over = null;
		},
	};
	return {
		speech,
		said,
		end: () => {
			over?.(true);
		},
		get silent() {
			return over === null;
		},
	};
}

async function draw(speech?: Speech) {
	const i18n = new I18n({
		load: async () => ok({ 'player-body': words }),
		keep: async () => {},
		kept: async () => undefined,
		preferred: ['en'],
	});
	await i18n.use('en');
	return render(ReadScreen, { i18n, ...SCREEN, ...(speech ? { speech } : {}) });
}
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const marked = () => {
	const [range] = CSS.highlights.get('read-aloud') ?? [];
	return range instanceof Range ? range.toString() : null;
};
afterEach(() => {
	cleanup();
});

it('is not there where the browser has no voice of its own on this machine', async () => {
	const own = browserSpeech();
	const local = (own?.voices() ?? []).filter(({ localService }) => localService);
	expect(local).toEqual([]);
	const { container } = await draw();
	expect(container.querySelector('.aloud button')).toBeNull();
});

it('says first that others can hear it, reads only words of the module, and marks what is read', async () => {
	const reader = voice();
	const { container } = await draw(reader.speech);
	const before = container.querySelector('.words')?.innerHTML;
	await press(words.aloud.read);
	await expect.element(page.getByText(words.aloud.heard)).toBeVisible();
	expect(reader.said).toEqual([]);
	await press(words.aloud.begin);
	expect(reader.said).toEqual(['A title']);
	reader.end();
	await expect.poll(marked).toBe('First one.');
	reader.end();
	await expect.poll(marked).toBe('Then another.');
	expect(container.querySelector('.words')?.innerHTML).toBe(before);
	await press(words.aloud.pause);
	expect(reader.silent).toBe(true);
	await press(words.aloud.resume);
	reader.end();
	await expect.element(page.getByRole('button', { name: words.aloud.read })).toBeVisible();
	expect(reader.said).toEqual(['A title', 'First one.', 'Then another.', 'Then another.']);
	expect(marked()).toBeNull();
});

it('is silent at once when the exit is pressed, the page is left, or the screen goes', async () => {
	const leave = [
		() => dispatchEvent(new Event('rosebay:exit')),
		() => dispatchEvent(new Event('pagehide')),
		() => {
			cleanup();
		},
	];
	for (const left of leave) {
		const reader = voice();
		await draw(reader.speech);
		// It was said before that others can hear it, and is not said again.
		await press(words.aloud.read);
		expect(reader.silent).toBe(false);
		left();
		expect(reader.silent).toBe(true);
		cleanup();
	}
});
