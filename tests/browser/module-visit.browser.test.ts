/** An exercise over a real vault: how hard it was before and after, a lock in between, and what is offered then. */
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import en from '$locales/en/ui/player.json';
import { I18n, provideI18n } from '$platform/i18n';
import { openCollection, type Session } from '$platform/session';
import { ok } from '$protocol/result';
import type { Page } from '$protocol/module-blocks';
import { textsFor, unsignedModule } from '../support/modules';
import { opened } from './opened';
import { Player, progressIn, visitSchema, visitsIn } from '$parts/player';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 100_000 });
const PATIENT = { timeout: 60_000 };

const i18n = new I18n({
	load: () => Promise.resolve(ok({ player: en })),
	keep: () => Promise.resolve(),
	kept: () => Promise.resolve('en'),
});
beforeEach(() => i18n.start());

const PAGES: Page[] = [
	{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] },
	{ id: 'p2', blocks: [{ id: 'b2', type: 'reflection', long: false }] },
];
const host = {
	leave: vi.fn(),
	openHelp: vi.fn(),
	titleOf: () => null,
	others: [{ title: 'Feet on the floor', open: vi.fn() }],
};
async function draw(session: Session, id: string, asked = true) {
	const { texts: _texts, ...structure } = unsignedModule({
		id,
		kind: 'exercise',
		pages: PAGES,
	});
	const Given = (...[anchor, props]: Parameters<typeof Player>) => {
		provideI18n(i18n);
		return Player(anchor, props);
	};
	cleanup();
	await render(Given as typeof Player, {
		reading: { structure, language: 'en', texts: textsFor(PAGES) },
		host: { ...host, progress: progressIn(session), ...(asked ? { visits: visitsIn(session) } : {}) },
	});
}
const button = (words: string) => page.getByRole('button', { name: words, exact: true });
const says = (words: string) => page.getByText(words, { exact: true });
const sayHowHard = async (number: number) => {
	await page.getByRole('slider').fill(String(number));
};
/** The vault may be one that another file has played in. */
const visitsOf = async (session: Session) => {
	const visits = openCollection(session, 'distress', visitSchema);
	await visits.load();
	return visits.items.map(({ value: { exercise, before, after, done } }) => ({
		exercise,
		before,
		after,
		done,
	}));
};

it('a number given before a lock is there after it, and a number afterwards is kept beside it', async () => {
	const session = await opened();
	await draw(session, 'in:one');
	await button(en.start).click();
	await sayHowHard(7);
	await button(en.before.next).click();
	await button(en.next).click();
	await page.getByLabelText('Words of b2.text.').fill('what helps');
	await expect
		.poll(async () => (await progressIn(session).load('in:one'))?.answers, PATIENT)
		.toEqual({
			b2: { text: 'what helps' },
		});

	const again = await opened();
	await draw(again, 'in:one');
	await expect.element(says(i18n.t('player:draft.text', { before: '7' })), PATIENT).toBeVisible();
	await button(en.goOn).click();
	await expect.element(page.getByLabelText('Words of b2.text.')).toHaveValue('what helps');
	await button(en.done).click();
	await sayHowHard(4);
	await button(en.after.save).click();
	await expect.element(says(en.end.enough.text)).toBeVisible();
	await expect
		.poll(async () => (await visitsOf(again)).filter(({ exercise }) => exercise === 'in:one'), PATIENT)
		.toEqual([{ exercise: 'in:one', before: 7, after: 4, done: true }]);
});

it('when it got harder: something else of another kind first, then a person', async () => {
	const session = await opened();
	await draw(session, 'in:two');
	await button(en.start).click();
	await sayHowHard(3);
	await button(en.before.next).click();
	await button(en.stop).click();
	await sayHowHard(5);
	await button(en.after.save).click();
	await expect.element(says(en.end.other.text)).toBeVisible();
	await button('Feet on the floor').click();
	expect(host.others[0]?.open).toHaveBeenCalledOnce();
	await button(en.end.person).click();
	expect(host.openHelp).toHaveBeenCalledWith(undefined);
});

it('nobody has to say a number, and then nothing is kept of the visit', async () => {
	const session = await opened();
	const before = await visitsOf(session);
	await draw(session, 'in:three');
	await button(en.start).click();
	await button(en.before.skip).click();
	await button(en.stop).click();
	await button(en.after.skip).click();
	await expect.element(says(en.end.enough.text)).toBeVisible();
	expect(await visitsOf(session)).toEqual(before);
});

it('what was kept before exercises were modules is gone on with', async () => {
	const session = await opened();
	const old = { v: 1, at: new Date().toISOString(), before: 9, after: null, done: false };
	await session.vault.save([
		{ collection: 'distress', id: 'O'.repeat(22), value: { ...old, exercise: 'slow-breathing' } },
	]);
	await draw(session, 'in:slow-breathing');
	await button(en.goOn).click();
	await button(en.stop).click();
	await sayHowHard(8);
	await button(en.after.save).click();
	await expect.element(says(en.end.other.text)).toBeVisible();
	await expect
		.poll(() => visitsOf(session), PATIENT)
		.toContainEqual({ exercise: 'in:slow-breathing', before: 9, after: 8, done: true });
});

it('without a place to keep numbers she is not asked for any', async () => {
	await draw(await opened(), 'in:five', false);
	await button(en.start).click();
	await expect.element(page.getByRole('heading', { name: 'Words of p1.title.' })).toBeVisible();
});
