/**
 * Every exercise and lesson that comes with the app, played to its end as it is built, over a real vault, in English and in
 * Arabic: one half with a finger and the other with a keyboard alone, in Arabic the other way round. So each is played in
 * both languages and in both ways, and every kind of block in both ways in each language. On each screen every control
 * has a name, the focus is somewhere, and Arabic has no words of English left.
 */
import '../../src/lib/ui/tokens.css';
import '../../src/lib/ui/base.css';
import type { Component } from 'svelte';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { BuiltIn } from '$parts/content';
import { I18n } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import { loadContent } from '$platform/packs';
import type { Session } from '$platform/session';
import type { Reading } from '$protocol/module';
import type { Page } from '$protocol/module-blocks';
import { figure } from '../support/figure';
import Given from './Given.svelte';
import { opened } from './opened';
import { doBlock, type Doing } from './playing/doings';
import { latinIn, latinShown, unnamed } from './playing/seen';
import { KEYBOARD, TOUCH, type Way } from './playing/ways';

// Every one of them to its end, on a machine that is busy with others.
vi.setConfig({ testTimeout: 900_000 });
const PATIENT = { timeout: 30_000, interval: 20 };
const PLACES = ['coping', 'lessons', 'help'].map((id, order) => ({ id, order, screen: 'list' }));

afterEach(() => {
	document.documentElement.removeAttribute('dir');
	document.documentElement.lang = 'en';
});

/** One module, played by one person. */
class Play {
	readonly #navigation = new Navigation(PLACES);

	constructor(
		readonly reading: Reading,
		readonly i18n: I18n,
		readonly way: Way,
		readonly session: Session,
	) {}

	t = (key: string, params?: Record<string, string | number>): string => this.i18n.t(key, params);

	async toItsEnd(): Promise<void> {
		const { id, kind, pages } = this.reading.structure;
		cleanup();
		this.#navigation.home('lessons');
		this.#navigation.open({ room: 'coping', screen: 'play', params: { module: id } });
		await render(Given, {
			i18n: this.i18n,
			session: this.session,
			navigation: this.#navigation,
			screen: BuiltIn as Component,
			given: { module: id },
		});
		await this.#arrive(this.reading.texts.title ?? '');
		await this.#press('player:start');
		if (kind === 'exercise') await this.#sayHowHard('before', 'player:before.next');
		for (const [index, each] of pages.entries()) {
			await this.#arrive(this.reading.texts[`${each.id}.title`] ?? '');
			await this.#do(each);
			await this.#press(index === pages.length - 1 ? 'player:done' : 'player:next');
		}
		if (kind === 'exercise') await this.#sayHowHard('after', 'player:after.save');
		await this.#arrive(this.t(`player:end.${kind === 'exercise' ? 'enough' : 'read'}.title`));
		await this.#press('player:end.done');
		expect(this.#led(), 'where it ends').toBe('lessons');
	}

	/** On a new screen: its title has the focus, everything has a name, and it is in one language. */
	async #arrive(title: string): Promise<void> {
		await expect.poll(() => document.activeElement?.textContent.trim(), PATIENT).toBe(title);
		expect(document.activeElement?.localName).toBe('h1');
		this.#look();
	}

	#look(): void {
		expect(unnamed().join('\n'), 'controls without a name').toBe('');
		if (this.reading.language !== 'ar') return;
		const own = new Set(Object.values(this.reading.texts).flatMap(latinIn));
		const foreign = latinShown().filter((word) => !own.has(word));
		expect(foreign.join(' '), 'words that are not Arabic').toBe('');
	}

	async #do(each: Page): Promise<void> {
		const parts = () => [...document.querySelectorAll<HTMLElement>('main .block')];
		await expect.poll(() => parts().length, PATIENT).toBe(each.blocks.length);
		for (const [index, block] of each.blocks.entries()) {
			const part = parts()[index];
			if (!part) throw new Error(`The block ${block.id} is not there`);
			expect(part.childElementCount).toBeGreaterThan(0);
			const doing: Doing = {
				part,
				block,
				reading: this.reading,
				way: this.way,
				t: this.t,
				led: () => this.#led(),
			};
			try {
				await doBlock(doing);
			} catch (error) {
				throw new Error(`${each.id} ${block.type}: ${String(error)}`, { cause: error });
			}
			this.#look();
		}
	}

	async #sayHowHard(when: 'before' | 'after', next: string): Promise<void> {
		await this.#arrive(this.t(`player:${when}.title`));
		const slider = document.querySelector<HTMLElement>('[type="range"]');
		if (!slider) throw new Error('There is nothing to say it with');
		await this.way.further(slider);
		await this.#press(next);
	}

	async #press(key: string): Promise<void> {
		const name = this.t(key);
		const found = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
		if (!found) throw new Error(`There is no “${name}”`);
		await this.way.press(found);
	}

	/** The module or the place that was opened since; the play itself stays on the screen. */
	#led(): string | undefined {
		const { params, room } = this.#navigation.current;
		const led = params?.['module'] ?? room;
		if (led !== this.reading.structure.id) {
			this.#navigation.home('lessons');
			this.#navigation.open({
				room: 'coping',
				screen: 'play',
				params: { module: this.reading.structure.id },
			});
		}
		return led;
	}
}

/** Words that are nobody's name and stand alone, in a text that should be Arabic. */
const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text) || latinIn(text).length === 0;

const blocksOf = ({ structure }: Reading) =>
	structure.pages.flatMap(({ blocks }) => blocks.map(({ type }) => type));

/** Every second one, and whatever has a kind of block that none of those has. */
function halfOf(all: readonly Reading[], half: 0 | 1): Reading[] {
	const chosen = new Set(all.filter((_, index) => index % 2 === half));
	const kinds = new Set([...chosen].flatMap(blocksOf));
	for (const each of all) {
		if (blocksOf(each).every((kind) => kinds.has(kind))) continue;
		chosen.add(each);
		for (const kind of blocksOf(each)) kinds.add(kind);
	}
	return all.filter((one) => chosen.has(one));
}

it.each([
	['en', 'by touch', TOUCH, 0],
	['en', 'by keyboard', KEYBOARD, 1],
	['ar', 'by touch', TOUCH, 1],
	['ar', 'by keyboard', KEYBOARD, 0],
] as const)('content in %s, %s, to its end', async (language, called, way, half) => {
	await page.viewport(360, 740);
	const i18n = new I18n({ kept: () => Promise.resolve(language), keep: () => Promise.resolve() });
	expect((await i18n.start()).ok).toBe(true);
	const loaded = await loadContent(language);
	if (!loaded.ok) throw new Error(loaded.error.type);
	const session = await opened();
	await session.vault.forget(['progress', 'distress']);
	const faults: string[] = [];
	const inOrder = loaded.value.toSorted((a, b) => (a.structure.id < b.structure.id ? -1 : 1));
	const chosen = halfOf(inOrder, half);
	for (const reading of inOrder) {
		const { id } = reading.structure;
		if (reading.language !== language) faults.push(`${id}: it is in ${reading.language}`);
		if (language === 'ar')
			faults.push(
				...Object.entries(reading.texts).flatMap(([key, text]) =>
					isArabic(text) ? [] : [`${id} ${key}: ${text}`],
				),
			);
		if (!chosen.includes(reading)) continue;
		try {
			await new Play(reading, i18n, way, session).toItsEnd();
		} catch (error) {
			faults.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	const played = chosen.length - new Set(faults.map((fault) => fault.split(/[: ]/, 2).join(':'))).size;
	figure(
		'content: played to its end',
		`${language}, ${called}: ${String(played)}`,
		`${String(chosen.length)} of ${String(inOrder.length)}, the rest ${called === 'by touch' ? 'by keyboard' : 'by touch'}`,
	);
	expect(chosen).not.toEqual([]);
	expect(faults).toEqual([]);
});
