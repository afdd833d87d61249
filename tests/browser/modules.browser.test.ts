/**
 * What others wrote, on its way in, in a real browser over a real vault: nothing is kept before she says so, trust is given
 * and taken back by her alone, a newer version keeps where she was and what she wrote, and what is hostile is refused with a
 * reason and changes nothing. Codes are drawn and read by the app's own reader.
 */
import type { Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import helpWords from '$locales/en/ui/help.json';
import words from '$locales/en/ui/modules.json';
import playerWords from '$locales/en/ui/player.json';
import playerBodyWords from '$locales/en/ui/player-body.json';
import { I18n } from '$platform/i18n';
import { moduleBytes, newSigningIdentity, signModule, type SigningIdentity } from '$platform/modules';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import type { SignedModule } from '$protocol/module';
import type { Page } from '$protocol/module-blocks';
import { ok } from '$protocol/result';
import Module from '../../src/lib/features/modules/Module.svelte';
import Person from '../../src/lib/features/modules/Person.svelte';
import Receive from '../../src/lib/features/modules/Receive.svelte';
import { Library } from '../../src/lib/features/modules/library.svelte';
import { progressIn } from '../../src/lib/parts/player/keeping';
import PassedCodes from '../../src/lib/parts/sharing/PassedCodes.svelte';
import { qrCells } from '../../src/lib/platform/channel/qr';
import { framesOf } from '../../src/lib/platform/modules/carriers';
import { drawnCamera, showCode } from '../support/drawn-camera';
import { textsFor, unsignedModule } from '../support/modules';
import Given from './Given.svelte';
import { opened } from './opened';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };

afterEach(() => {
	vi.restoreAllMocks();
});

async function draw(session: Session, screen: unknown, given: Record<string, unknown> = {}) {
	const i18n = new I18n({
		load: async () =>
			ok({ help: helpWords, modules: words, player: playerWords, 'player-body': playerBodyWords }),
		keep: async () => undefined,
		kept: async () => 'en',
	});
	await i18n.start();
	cleanup();
	const navigation = new Navigation([{ id: 'today', order: 1, screen: 'today' }]);
	await render(Given, { i18n, session, navigation, screen: screen as Component, given });
	return navigation;
}

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const seen = (text: string | RegExp) => expect.element(page.getByText(text).first(), PATIENT).toBeVisible();
const choose = async (content: Uint8Array | string) => {
	const bytes = typeof content === 'string' ? content : new Uint8Array(content);
	await userEvent.upload(
		page.getByLabelText(new RegExp(`^${words.receive.file}`)),
		new File([bytes], 'a.txt'),
	);
};

const PAGES: Page[] = [
	{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] },
	{ id: 'p2', blocks: [{ id: 'b2', type: 'reflection', long: true }] },
];
const mina = newSigningIdentity('Mina of Quay 4');
const written = (revision: number, by: SigningIdentity = mina): SignedModule =>
	signModule(unsignedModule({ revision, pages: PAGES, texts: textsFor(PAGES) }), by);
const ID = unsignedModule().id;

/** All that is in the vault of what others wrote. */
const keptNow = async (session: Session) => {
	const [modules, signers] = await Promise.all(
		['modules', 'module-signers'].map((name) => session.vault.all(name)),
	);
	return JSON.stringify([modules, signers]);
};

test('nothing is kept before she says so; a newer version of somebody she trusts keeps what she wrote', async () => {
	const session = await opened();
	await session.forget(['modules', 'module-signers', 'progress']);
	const library = new Library(session);
	const before = await keptNow(session);

	await draw(session, Receive);
	await choose(moduleBytes(written(1)));
	await seen(words.arrived.lead);
	await seen('Mina of Quay 4');
	// Page by page, as far as the field for her own words; nothing of it stays.
	await press(words.arrived.preview);
	await press(playerWords.start);
	await seen('Words of p1.title.');
	await press(playerWords.back);
	expect(await keptNow(session)).toBe(before);
	expect(await session.vault.all('progress')).toEqual([]);

	await draw(session, Receive);
	await choose(moduleBytes(written(1)));
	await press(words.arrived.dont);
	await seen(words.receive.lead);
	expect(await keptNow(session)).toBe(before);

	await choose(moduleBytes(written(1)));
	await press(words.arrived.keepAndTrust);
	await expect.poll(() => library.recordOf(ID)?.value.revision, PATIENT).toBe(1);
	await expect.poll(() => library.trusted.map(({ name }) => name), PATIENT).toEqual(['Mina of Quay 4']);

	const hers = {
		v: 1 as const,
		module: ID,
		page: 'p2',
		done: false,
		answers: { b2: { text: 'A line of mine' } },
	};
	expect(await progressIn(session).save(hers)).toBe(true);
	const navigation = await draw(session, Receive);
	await choose(moduleBytes(written(2)));
	await seen(words.arrived.stays);
	await press(words.arrived.newerKeep);
	await expect.poll(() => library.recordOf(ID)?.value.revision, PATIENT).toBe(2);
	expect(library.modules.items).toHaveLength(1);
	expect(await progressIn(session).load(ID)).toEqual(hers);
	expect(navigation.current).toMatchObject({ room: 'modules', screen: 'module', params: { id: ID } });
	// As it was signed, to the byte: what she passes on is what came.
	expect(library.recordOf(ID)?.value.text).toBe(new TextDecoder().decode(moduleBytes(written(2))));
});

test('trust is hers to take back: what she kept stays and is marked, a newer version is looked at like a stranger’s', async () => {
	const session = await opened();
	await session.forget(['modules', 'module-signers', 'progress']);
	const library = new Library(session);
	await library.load();
	expect(await library.keep(written(1), 'file')).toBe(true);
	expect(await library.trust(written(1).module.author)).toBe(true);

	await draw(session, Person, { params: { key: written(1).module.author.key } });
	await page.getByLabelText(words.person.name).fill('My Mina');
	await press(words.person.rename);
	await seen(words.person.renamed);
	expect(library.trusted[0]?.name).toBe('My Mina');
	await press(words.person.untrust);
	await seen(words.person.untrusted);
	expect(library.trusted).toEqual([]);

	await draw(session, Module, { params: { id: ID } });
	await seen(words.module.untrusted);
	await draw(session, Receive);
	await choose(moduleBytes(written(2)));
	await seen(words.arrived.newerThan);
	await seen(words.arrived.keepAndTrust);
	expect(library.recordOf(ID)?.value.revision).toBe(1);
});

test('what is wrong, old, somebody else’s or changed on the way is refused with a reason, and nothing changes', async () => {
	const session = await opened();
	await session.forget(['modules', 'module-signers']);
	const library = new Library(session);
	await library.load();
	await library.keep(written(2), 'file');
	const before = await keptNow(session);

	const text = new TextDecoder().decode(moduleBytes(written(3)));
	const changed = text.replace('Words of b1.text.', 'Call this number.');
	expect(changed).not.toBe(text);
	const hidden = signModule(
		unsignedModule({ pages: PAGES, texts: { ...textsFor(PAGES), title: 'A \u202e title' } }),
		mina,
	);
	const cases: [Uint8Array | string, { text: string; next: string }][] = [
		[moduleBytes(written(1)), words.refused.Older],
		[moduleBytes(written(3, newSigningIdentity('Mina of Quay 4'))), words.refused.OtherAuthor],
		[changed, words.problem.BadSignature],
		[moduleBytes(hidden), words.problem.UnsafeText],
		[text.replace('rosebay/module/1', 'rosebay/module/9'), words.problem.OtherVersion],
		[text.replace('"kind":"lesson"', '"kind":"script"'), words.problem.MadeWrong],
		['<script>alert(1)</script>', words.problem.NotModule],
		['{'.repeat(50_000), words.problem.NotModule],
		['x'.repeat(600_000), words.problem.TooLarge],
		[new Uint8Array([1, 2, 3, 4]), words.problem.Cut],
	];
	for (const [content, said] of cases) {
		await draw(session, Receive);
		await choose(content);
		await seen(said.text);
		await seen(said.next);
		await seen(words.arrived.nothingLost);
		expect(await keptNow(session), said.text).toBe(before);
	}
});

test('what the built-in ones are called, nobody else’s can be', async () => {
	const session = await opened();
	await session.forget(['modules', 'module-signers']);
	const taken = signModule(
		unsignedModule({ id: 'in:slow-breathing', pages: PAGES, texts: textsFor(PAGES) }),
		mina,
	);
	await draw(session, Receive);
	await choose(moduleBytes(taken));
	await seen(words.problem.MadeWrong.text);
});

test('codes on another screen come in any order, again and again, and are read by the app’s own reader', async () => {
	drawnCamera();
	const session = await opened();
	// Words that no packing makes much shorter.
	const noise = (key: string) =>
		Array.from(key, (letter, at) => (letter.charCodeAt(0) * (at + 7_919)).toString(36)).join(' ');
	const { pages } = unsignedModule();
	const signed = signModule(unsignedModule({ texts: textsFor(pages, noise) }), mina);
	const other = signModule(unsignedModule({ id: 'BBBBBBBBBBBBBBBBBBBBBB' }), mina);
	const codeOf = (text: string) => {
		const cells = qrCells(text);
		const path = cells
			.flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x + 4)} ${String(y + 4)}h1v1h-1z` : '')))
			.join('');
		return { path, side: cells.length + 8 };
	};
	const codes = (await framesOf(moduleBytes(signed))).map(codeOf);
	expect(codes.length).toBeGreaterThan(3);
	const [foreign = ''] = await framesOf(moduleBytes(other));
	const read: unknown[] = [];
	await draw(session, PassedCodes, { onread: (found: unknown) => read.push(found) });
	await press(words.codes.scan);
	const far = (have: number) =>
		seen(words.codes.far.replace('{{have}}', String(have)).replace('{{of}}', String(codes.length)));
	const order = codes.map((_, at) => at).reverse();
	const show = (at: number) => {
		const code = codes[order[at] ?? 0];
		if (code) showCode(code);
	};
	show(0);
	await far(1);
	show(1);
	await far(2);
	// One that was seen before, one that is none, one of another lesson: they are told apart.
	show(0);
	showCode(codeOf('https://example.org/'));
	await seen(words.codes.NotFrame);
	showCode(codeOf(foreign));
	await seen(words.codes.OtherModule);
	// Round and round, as the other screen turns them, however long a look takes here.
	for (let turn = 0; read.length === 0 && turn < 30 * codes.length; turn += 1) {
		show(turn % codes.length);
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	await expect.poll(() => read, PATIENT).toEqual([{ ok: true, value: signed }]);
});
