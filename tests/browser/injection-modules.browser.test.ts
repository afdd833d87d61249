/**
 * Modules made of attacks: in every place for words, in names and sources. Each goes through the real gate; what that refuses
 * never reaches a screen, what it takes is drawn by the real player and on the page that shows what has arrived, and stays
 * text. There is no content security policy here: what holds must hold without it.
 */
import type { Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { Navigation } from '$platform/navigation';
import {
	addReview,
	addTranslation,
	moduleBytes,
	newSigningIdentity,
	readingOf,
	readModule,
	signModule,
	textsProblems,
	unsafeText,
	type SigningIdentity,
} from '$platform/modules';
import { hostOf, linksIn } from '$platform/modules/links';
import { createSession } from '$platform/session';
import { sourceSchema, type SignedModule, type Source } from '$protocol/module';
import { slotsOf, type Page } from '$protocol/module-blocks';
import playerBodyWords from '$locales/en/ui/player-body.json';
import playerWords from '$locales/en/ui/player.json';
import modulesWords from '$locales/en/ui/modules.json';
import Player from '../../src/lib/parts/player/Player.svelte';
import AboutModule from '../../src/lib/parts/sharing/AboutModule.svelte';
import { peopleOf } from '../../src/lib/parts/sharing/people';
import { figure } from '../support/figure';
import { EVERY_BLOCK, textsFor, unsignedModule } from '../support/modules';
import { PAYLOADS } from '../support/payloads';
import Given from './Given.svelte';
import { bones, harm, i18nWith, PATIENT, watch, whole } from './harm';

vi.setConfig({ testTimeout: 300_000 });
watch();

const PACK = { player: playerWords, 'player-body': playerBodyWords, modules: modulesWords };
/** Both draw every currency there is, which takes longer than all the others together: they have a test of their own. */
const MONEY = new Set(['budget', 'wage']);
/** Every other block on one page, so that one look sees them all. */
const PAGES: Page[] = [
	{ id: 'p1', blocks: EVERY_BLOCK.flatMap(({ blocks }) => blocks.filter(({ type }) => !MONEY.has(type))) },
];
const SLOTS = slotsOf(PAGES);
/** She has answered everything: the replies are there too. */
const ANSWERS = {
	b9: { chosen: ['o1'] },
	b10: { placed: { i1: 'n1', i2: 'n1' } },
	b11: { chosen: ['o2'] },
	b13: { chosen: ['i1'] },
};
const HARMLESS = 'harmless';

let refused = 0;
let shown = 0;
/** The attack where the gate lets it in, a harmless word where it does not. */
const where = <T>(allowed: boolean, attack: T, instead: T): T => {
	if (allowed) shown += 1;
	else refused += 1;
	return allowed ? attack : instead;
};

function textsOf(text: string): Record<string, string> {
	const texts = textsFor(PAGES, () => text);
	const bad = new Set([...textsProblems(PAGES, texts)].map((problem) => ('at' in problem ? problem.at : '')));
	return Object.fromEntries(
		SLOTS.map(({ key }) => [key, where(!bad.has(key), texts[key] ?? HARMLESS, HARMLESS)]),
	);
}

const named = (text: string): SigningIdentity => {
	const name = text.slice(0, 80);
	return newSigningIdentity(where(name.trim() !== '' && !unsafeText(name, false), name, HARMLESS));
};
function sourcesOf(text: string): Source[] {
	const plain = { title: HARMLESS, url: 'https://harmless.example/' };
	const [title, url] = [text.slice(0, 200), text.slice(0, 300)];
	const isTitle = title.trim() !== '' && !unsafeText(title, false);
	const isUrl = sourceSchema.safeParse({ ...plain, url }).success && hostOf(url) !== null;
	return [where(isTitle, { ...plain, title }, plain), where(isUrl, { ...plain, url }, plain)];
}

/** A module whose every field is this text, as it came out of the gate. */
async function moduleOf(text: string): Promise<SignedModule> {
	const [texts, sources] = [textsOf(text), sourcesOf(text)];
	const signed = signModule(unsignedModule({ pages: PAGES, texts, sources }), named(text));
	const translated = await addTranslation(signed, { language: 'ar', texts }, named(text));
	const read = await readModule(moduleBytes(await addReview(translated, ['ar'], '2026-11-20', named(text))));
	if (!read.ok) throw new Error(`${JSON.stringify(read.error)}: ${text}`);
	return read.value;
}

const LINKS = 'button.link';

test('attacks in every field of a module: refused by the gate, or text', async () => {
	const i18n = await i18nWith(PACK);
	const session = createSession('workshop');
	const navigation = new Navigation([{ id: 'today', order: 1, screen: 'today' }]);
	const draw = (screen: unknown, given: Record<string, unknown>) =>
		render(Given, { i18n, session, navigation, screen: screen as Component, given });
	const seen = () => ({ bones: bones(document.body, LINKS), text: document.body.textContent });
	const button = (label: string) =>
		[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label);
	/** What came, as it is told; then its first page, and the page with everything on it. */
	const looks = async (signed: SignedModule, text: string, until: (now: string) => boolean) => {
		await draw(AboutModule, { signed, language: 'en', trusted: [] });
		const about = seen();
		cleanup();
		const progress = {
			load: async (module: string) => ({
				v: 1,
				module,
				page: 'p1',
				done: true,
				before: [],
				answers: ANSWERS,
			}),
			save: async () => true,
		};
		const host = {
			leave: () => undefined,
			titleOf: () => text,
			progress,
			people: peopleOf(signed, 'ar'),
		};
		await draw(Player, { reading: readingOf(signed, 'en'), host });
		await vi.waitFor(() => expect(button(playerWords.start)).toBeDefined(), { ...PATIENT, interval: 5 });
		const start = seen();
		button(playerWords.start)?.click();
		await vi
			.waitFor(() => expect(until(bones(document.body, LINKS))).toBe(true), { timeout: 10_000, interval: 5 })
			.catch(() => undefined);
		const page = seen();
		cleanup();
		return [about, start, page];
	};

	// The parts of the page come one by one the first time: it is whole when it stays the same.
	let last = '';
	let same = 0;
	const plain = await looks(await moduleOf(HARMLESS), HARMLESS, (now) => {
		same = now === last ? same + 1 : 0;
		last = now;
		return same > 100;
	});
	expect(plain[2]?.bones).toContain('textarea');
	expect(plain[2]?.text.split(HARMLESS).length).toBeGreaterThan(30);
	[refused, shown] = [0, 0];

	const changed: string[] = [];
	const unseen: string[] = [];
	for (const payload of PAYLOADS) {
		const text = payload.trim() === '' ? `.${payload}.` : payload;
		const signed = await moduleOf(text);
		const look = () => looks(signed, text, (now) => now === plain[2]?.bones);
		const isOther = (all: Awaited<ReturnType<typeof look>>) =>
			all.some((one, at) => one.bones !== plain[at]?.bones);
		let found = await look();
		// A page that is looked at before all of it is there looks other too, once; what an attack makes of it stays.
		if (isOther(found)) found = await look();
		if (isOther(found)) changed.push(payload);
		const written = signed.module.texts['b1.text'] ?? '';
		const isPlain = linksIn(written).every(({ type }) => type === 'text') && !/\n{2}/.test(written);
		if (isPlain && !found[2]?.text.includes(whole(written))) unseen.push(payload);
	}
	await new Promise((resolve) => setTimeout(resolve, 50));
	const fields = SLOTS.length + 5;
	figure(
		'modules: executions of attacks in every field',
		`${String(harm().length + changed.length)} of ${String(PAYLOADS.length)} x ${String(fields)} (${String(shown)} shown, ${String(refused)} refused)`,
		'0',
	);
	expect(PAYLOADS.length).toBeGreaterThanOrEqual(200);
	expect(shown + refused).toBe(PAYLOADS.length * fields);
	expect(refused).toBeGreaterThan(PAYLOADS.length);
	expect(harm()).toEqual([]);
	expect(changed, 'became more than text').toEqual([]);
	expect(unseen, 'is not shown as it was written').toEqual([]);
});

test('attacks in the lines of a budget and beside a wage are text', async () => {
	const i18n = await i18nWith(PACK);
	const session = createSession('workshop');
	const navigation = new Navigation([{ id: 'today', order: 1, screen: 'today' }]);
	const draw = async (structure: Page, words: Record<string, string>) => {
		const signed = signModule(
			unsignedModule({ pages: [structure], texts: words }),
			newSigningIdentity(HARMLESS),
		);
		const read = await readModule(moduleBytes(signed));
		if (!read.ok) throw new Error(JSON.stringify(read.error));
		const host = { leave: () => undefined, titleOf: () => null };
		const given = { reading: readingOf(read.value, 'en'), host };
		await render(Given, { i18n, session, navigation, screen: Player as never, given });
		const start = () =>
			[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === playerWords.start);
		await vi.waitFor(() => expect(start()).toBeDefined(), { ...PATIENT, interval: 5 });
		start()?.click();
		await vi.waitFor(() => expect(document.querySelectorAll('select').length).toBe(2), {
			...PATIENT,
			interval: 5,
		});
		const drawn = { bones: bones(document.body, LINKS), text: document.body.textContent };
		cleanup();
		return drawn;
	};
	const LINES = 24;
	const page: Page = {
		id: 'p1',
		blocks: [
			{
				id: 'b1',
				type: 'budget',
				lines: Array.from({ length: LINES }, (_, at) => ({
					id: `l${at + 1}`,
					direction: at % 2 ? 'in' : 'out',
				})),
			},
			{ id: 'b2', type: 'wage' },
		],
	};
	const plain = await draw(
		page,
		textsFor([page], () => HARMLESS),
	);
	const attacks = PAYLOADS.map((payload) => payload.slice(0, 80)).filter(
		(text) => text.trim() !== '' && !unsafeText(text, false),
	);
	expect(attacks.length).toBeGreaterThan(200);
	const changed: string[] = [];
	const unseen: string[] = [];
	for (let from = 0; from < attacks.length; from += LINES) {
		const some = attacks.slice(from, from + LINES);
		const words = textsFor([page], (key) => some[Number(/l(\d+)$/.exec(key)?.[1] ?? 1) - 1] ?? HARMLESS);
		const drawn = await draw(page, words);
		if (drawn.bones !== plain.bones) changed.push(...some);
		unseen.push(...some.filter((text) => !drawn.text.includes(text)));
	}
	expect(harm()).toEqual([]);
	expect(changed, 'became more than text').toEqual([]);
	expect(unseen, 'is not shown as it was written').toEqual([]);
});
