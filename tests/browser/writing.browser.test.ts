/**
 * A module is written in English and in Arabic with the keyboard alone, over a real vault: every step is reached with Tab, the
 * focus is never lost, nothing typed is lost to a reload, and what she signs opens in the gate that every reader's app has.
 */
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import modules from '$locales/en/ui/modules.json';
import player from '$locales/en/ui/player.json';
import workshop from '$locales/en/ui/workshop.json';
import words from '$locales/en/ui/writing.json';
import { I18n } from '$platform/i18n';
import { languagesOf, readModule, readingOf } from '$platform/modules';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import { ok } from '$protocol/result';
import Modules from '../../src/lib/features/workshop/writing/Modules.svelte';
import { keptVersions } from '../../src/lib/features/workshop/writing/kept';
import Given from './Given.svelte';
import { opened } from './opened';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });
const PATIENT = { timeout: 60_000 };

async function draw(session: Session) {
	const i18n = new I18n({
		load: async () => ok({ writing: words, workshop, player, modules }),
		keep: async () => undefined,
		kept: async () => 'en',
	});
	await i18n.start();
	cleanup();
	await render(Given, {
		i18n,
		session,
		navigation: new Navigation([{ id: 'today', order: 1, screen: 'today' }]),
		screen: Modules,
		given: {},
	});
}

const has = (name: string | RegExp, text: string) =>
	typeof name === 'string' ? text === name : name.test(text);
const nameOf = (element: Element | null): string =>
	element instanceof HTMLInputElement ||
	element instanceof HTMLTextAreaElement ||
	element instanceof HTMLSelectElement
		? (element.labels?.[0]?.textContent.trim() ?? '')
		: (element?.textContent.trim().replaceAll(/\s+/g, ' ') ?? '');

/** Tab until it has the focus; more stops than the whole sheet has would mean that it is not reached. */
async function tabTo(name: string | RegExp): Promise<void> {
	for (let stop = 0; stop < 160; stop += 1) {
		if (has(name, nameOf(document.activeElement))) return;
		await userEvent.tab();
	}
	throw new Error(`The keyboard does not get to ${String(name)}`);
}
const press = async (name: string | RegExp) => {
	await tabTo(name);
	await userEvent.keyboard('{Enter}');
};
const type = async (name: string | RegExp, text: string) => {
	await tabTo(name);
	await userEvent.keyboard(text);
};
const focused = (name: string | RegExp) =>
	expect.poll(() => has(name, nameOf(document.activeElement)), PATIENT).toBe(true);
const field = (what: string, language: string, more = '') => `${what} (${language})${more}`;

test('by keyboard alone: written in two languages, moved, deleted, brought back, reloaded, signed', async () => {
	const session = await opened();
	await draw(session);
	await expect.element(page.getByRole('heading', { level: 1 }), PATIENT).toHaveTextContent(words.title);
	await press(words.list.new);
	await focused(words.list.unnamed);

	// A second language stands beside it.
	await tabTo(words.beside);
	await userEvent.selectOptions(document.activeElement as HTMLSelectElement, 'ar');
	await type(field(words.slot.title, 'English'), 'Look around');
	await type(field(words.slot.title, 'Arabic'), 'نظرة حولك');
	await type(field(words.slot.summary, 'English'), 'You can try this when you feel on edge.');
	await type(field(words.slot.summary, 'Arabic'), 'يمكن تجربة هذا عند التوتر.');
	await press(words.about.done);
	await focused(/^What it is/);

	// What it is about, by the space bar.
	await press(words.facts.title);
	await tabTo(words.topic['on-edge']);
	await userEvent.keyboard(' ');
	await press(words.about.done);

	// The page's title, then two pieces; the focus goes into each as it comes.
	await press(/^Page 1/);
	await type(field(words.slot.page, 'English'), 'Here and now');
	await type(field(words.slot.page, 'Arabic'), 'هنا والآن');
	await press(words.piece.done);
	const add = words.piece.add.replace('{{n}}', '1');
	await press(add);
	await focused(words.piece.choose.replace('{{n}}', '1'));
	await press(/^Text/);
	await focused(field(words.slot.text, 'English'));
	await userEvent.keyboard('Name five things you see.');
	await type(field(words.slot.text, 'Arabic'), 'خمسة أشياء يمكن رؤيتها.');
	await press(add);
	await press(/^Timer/);
	await focused(/^A line before it \(English\)/);

	// Up, away, and back again: the focus stays with the piece, then with the way back.
	await press(words.piece.up);
	await focused(words.piece.down);
	await press(words.piece.delete);
	await focused(words.piece.undo);
	await userEvent.keyboard('{Enter}');
	await focused(/^Timer/);

	// What she typed last is there after the page was torn away a moment later.
	await expect.element(page.getByText(words.kept), PATIENT).toBeVisible();
	session.end();
	const again = await opened();
	await draw(again);
	await press(/^Look around/);
	await focused('Look around');

	// Everything is looked at, a name is asked once, and it is signed.
	await press(words.check.title);
	await expect.element(page.getByText(words.check.ready)).toBeVisible();
	await press(words.sign.do);
	await type(words.sign.name, 'Mariam');
	await press(words.sign.nameDo);
	await expect.element(page.getByText(words.sign.done.replace('{{number}}', '1')), PATIENT).toBeVisible();
	const versions = keptVersions(again);
	await versions.load();
	const read = await readModule(new TextEncoder().encode(versions.items[0]?.value.text));
	if (!read.ok) throw new Error(read.error.type);
	expect(languagesOf(read.value)).toEqual(['en', 'ar']);
	expect(read.value.module.pages[0]?.blocks.map(({ type: kind }) => kind)).toEqual(['timer', 'text']);
	expect(readingOf(read.value, 'ar').texts['title']).toBe('نظرة حولك');
	expect(read.value.module.author.name).toBe('Mariam');
});
