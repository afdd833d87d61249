/**
 * Modules that anybody may have made, through the one gate: 10^4 cases each (ROSEBAY_PROPERTY_RUNS for more), each of which
 * ends as a typed problem, or as a module that is spelt again exactly as it came.
 */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { randomBytes, utf8 } from '$platform/crypto';
import {
	addReview,
	addTranslation,
	kept,
	moduleBytes,
	newSigningIdentity,
	readModule,
	signModule,
	type ModuleProblem,
} from '$platform/modules';
import type { SignedModule } from '$protocol/module';
import type { Page } from '$protocol/module-blocks';
import { canonicalText } from '../../src/lib/platform/modules/canonical';
import { Frames, framesOf, linkOf, readAny } from '../../src/lib/platform/modules/carriers';
import { linksIn } from '../../src/lib/platform/modules/links';
import { figure } from '../support/figure';
import { textsFor, unsignedModule } from '../support/modules';
import { LONG, spoiledBytes, spoiledText, withstands } from '../support/parsers';

/** Little of each thing there is, so that ten thousand of them are soon read. */
const PAGES: Page[] = [
	{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] },
	{
		id: 'p2',
		blocks: [
			{
				id: 'b2',
				type: 'quiz',
				options: [
					{ id: 'o1', right: true },
					{ id: 'o2', right: false },
				],
			},
		],
	},
];
const [author, translator] = [newSigningIdentity('An author'), newSigningIdentity('A translator')];
const small = signModule(unsignedModule({ pages: PAGES, texts: textsFor(PAGES, (key) => key) }), author);
let whole: SignedModule;
beforeAll(async () => {
	const texts = textsFor(PAGES, (key) => `كلمات ${key}`);
	const translated = await addTranslation(small, { language: 'ar', texts }, translator);
	whole = await addReview(translated, ['ar'], '2026-11-20', newSigningIdentity('An organisation'));
});

const PROBLEMS: Record<ModuleProblem['type'], true> = {
	...{ TooLarge: true, NotModule: true, OtherVersion: true, NotCanonical: true, BadShape: true },
	...{ MissingText: true, UnknownText: true, TooLong: true, UnsafeText: true, BadBlock: true },
	...{ TooManyBlocks: true, BadSignature: true, OfAnother: true },
};

/** What must be true of whatever came; @returns how it ended */
async function through(bytes: Uint8Array): Promise<string> {
	const read = await readModule(bytes);
	if (read.ok) {
		expect(moduleBytes(read.value)).toEqual(new Uint8Array(bytes));
		return 'taken';
	}
	expect(PROBLEMS[read.error.type]).toBe(true);
	return read.error.type;
}

/** Any place in a JSON value, chosen by a list of numbers, with something else in it, or gone, or with a neighbour. */
type Change = { at: number[]; how: 'put' | 'drop' | 'add' | 'twin'; value: unknown; key: string };
const STRANGE = ['__proto__', 'constructor', 'toString', 'extra', 'b1.text', 'p1.title', 'b99.i1', ''];
const changes: fc.Arbitrary<Change> = fc.record({
	at: fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }),
	how: fc.constantFrom('put', 'drop', 'add', 'twin'),
	value: fc.oneof(
		fc.jsonValue({ maxDepth: 2 }),
		fc.string({ unit: 'binary', maxLength: 20 }),
		fc.constantFrom<unknown>(
			-1,
			0,
			1e308,
			-0,
			1.5,
			2 ** 53,
			'',
			' ',
			'\ud800',
			'\u202e',
			'a\u0000',
			'x'.repeat(2_000),
		),
		fc.constantFrom<unknown>(
			'in:x',
			'http://a.b',
			'https://a@b.c/',
			'2026-02-30',
			'b1',
			'p1',
			'EN',
			[],
			{},
			null,
		),
	),
	key: fc.constantFrom(...STRANGE),
});

function changed(value: unknown, { at, how, value: other, key }: Change): unknown {
	if (typeof value !== 'object' || value === null || at.length === 0) return other;
	const [where = 0, ...rest] = at;
	const inner = { at: rest, how, value: other, key };
	if (Array.isArray(value)) {
		const list: unknown[] = value;
		const place = where % Math.max(1, list.length);
		if (rest.length > 0 && list.length > 0)
			return list.map((one, index) => (index === place ? changed(one, inner) : one));
		if (how === 'drop') return list.toSpliced(place, 1);
		if (how === 'twin') return list.toSpliced(place, 0, list[place]);
		return how === 'add' ? [...list, other] : list.toSpliced(place, 1, other);
	}
	const entries = Object.entries(value);
	const place = where % Math.max(1, entries.length);
	const set = (all: [string, unknown][]) => {
		const next: Record<string, unknown> = {};
		// As JSON.parse does it: `__proto__` is a key like any other.
		for (const [name, one] of all)
			Object.defineProperty(next, name, { value: one, enumerable: true, configurable: true, writable: true });
		return next;
	};
	if (rest.length > 0 && entries.length > 0)
		return set(entries.map(([name, one], index) => [name, index === place ? changed(one, inner) : one]));
	if (how === 'drop') return set(entries.toSpliced(place, 1));
	if (how === 'add' || how === 'twin')
		return set([...entries.filter(([name]) => name !== key), [key, other]]);
	return set(entries.map(([name, one], index) => [name, index === place ? other : one]));
}

test(
	'bytes: noise, and a good module with its bytes turned, cut, doubled',
	async () => {
		const ends = new Map<string, number>();
		await withstands('module, bytes', spoiledBytes(moduleBytes(small)), async (bytes) => {
			const end = await through(bytes);
			ends.set(end, (ends.get(end) ?? 0) + 1);
		});
		// The good one is among the cases, so that this is known to be able to take one.
		expect(ends.get('taken')).toBeGreaterThan(0);
		expect(ends.size).toBeGreaterThan(3);
	},
	LONG,
);

test(
	'values: any part of a good module replaced, dropped, doubled, joined by a stranger, and spelt as it must be',
	async () => {
		const ends = new Set<string>();
		await withstands('module, values', fc.array(changes, { minLength: 1, maxLength: 3 }), async (all) => {
			const value = all.reduce<unknown>(changed, whole);
			const text = value === undefined ? '' : canonicalText(value);
			ends.add(await through(utf8(text)));
			const again = kept(text);
			if (again.ok) expect(again.value.format).toBe('rosebay/module/1');
		});
		expect(({} as Record<string, unknown>)['extra']).toBeUndefined();
		for (const one of ['BadShape', 'MissingText', 'UnknownText', 'UnsafeText', 'BadSignature'])
			expect(ends).toContain(one);
	},
	LONG,
);

test(
	'each bit of a module alone: none is taken for it',
	async () => {
		const bytes = moduleBytes(small);
		let [taken, count] = [0, 0];
		for (let bit = 0; bit < bytes.length * 8; bit += 1) {
			const turned = new Uint8Array(bytes);
			turned[bit >> 3]! ^= 1 << (bit & 7);
			count += 1;
			if ((await through(turned)) === 'taken') taken += 1;
		}
		figure('modules: taken with one bit turned', `${String(taken)} of ${String(count)}`, '0');
		expect(taken).toBe(0);
	},
	LONG,
);

test(
	'files, links and codes, whatever happened to them on the way',
	async () => {
		const link = await linkOf('https://help.example', small);
		// Beyond one code, whatever deflate makes of it.
		const frames = await framesOf(randomBytes(900));
		const texts = [
			link.ok ? link.value : '',
			...frames.slice(0, 2),
			new TextDecoder().decode(moduleBytes(small)),
		];
		const types = new Set<string>();
		await withstands('module, carriers', spoiledText(...texts, '#m=1', '#m=0', 'M1:'), async (text) => {
			const read = await readAny(text);
			types.add(read.ok ? 'taken' : read.error.type);
		});
		expect(types).toContain('NothingHere');
		expect(types).toContain('Cut');
		const gathering = new Frames();
		const shown = fc.array(fc.oneof(fc.constantFrom(...frames), spoiledText(...frames)), { maxLength: 2 });
		await withstands('module, codes', shown, async (list) => {
			for (const text of list) {
				const taken = await gathering.take(text);
				if (taken.ok && taken.value.done) expect(taken.value.done).toHaveLength(900);
			}
		});
	},
	LONG,
);

test(
	'addresses in any text: nothing of it is lost, and what is a link is one host of the web',
	async () => {
		const part = fc.oneof(
			fc.constantFrom(
				'https://',
				'HTTPS://',
				'example.org',
				'@',
				':443',
				'/',
				'.',
				'\\',
				'%2e',
				'?a=b#c',
				')',
				'،',
			),
			fc.string({ unit: 'binary', maxLength: 6 }),
			fc.domain(),
			fc.webUrl({ validSchemes: ['https'] }),
		);
		const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
		await withstands('addresses in a text', texts, (text) => {
			const segments = linksIn(text);
			expect(segments.map((one) => one.text).join('')).toBe(text);
			for (const one of segments) {
				if (one.type !== 'link') continue;
				expect(one.host).toMatch(/^[a-z0-9.-]+\.[a-z0-9-]*[a-z][a-z0-9-]*$/);
				expect(new URL(one.url)).toMatchObject({
					...{ protocol: 'https:', hostname: one.host, username: '', password: '', port: '' },
				});
			}
		});
	},
	LONG,
);
