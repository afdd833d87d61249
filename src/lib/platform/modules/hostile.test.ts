/** Modules made to harm: each is refused with a reason, by the one gate, quickly. */
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '$platform/crypto';
import type { SignedModule, Translation } from '$protocol/module';
import { EVERY_BLOCK, textsFor, unsignedModule } from '../../../../tests/support/modules';
import {
	addReview,
	addTranslation,
	inspect,
	kept,
	moduleBytes,
	newSigningIdentity,
	readModule,
	signModule,
	unsafeText,
} from '.';
import { canonicalText, signedBytes, type Purpose } from './canonical';
import { readAny } from './carriers';

const [author, other] = [newSigningIdentity('An author'), newSigningIdentity('Another')];
const arabic = (word = 'كلمات') => ({
	language: 'ar',
	texts: textsFor(EVERY_BLOCK, (key) => `${word} ${key}`),
});
let plain: SignedModule;
let whole: SignedModule;
beforeAll(async () => {
	plain = signModule(unsignedModule(), author);
	whole = await addReview(await addTranslation(plain, arabic(), other), ['ar'], '2026-11-20', other);
});
const copy = (change: (module: SignedModule) => void, of = whole): SignedModule => {
	const next = structuredClone(of);
	change(next);
	return next;
};
const outcome = async (module: unknown): Promise<string> => {
	const read = await readModule(utf8(typeof module === 'string' ? module : canonicalText(module)));
	return read.ok ? 'taken' : [read.error.type, 'of' in read.error ? read.error.of : ''].join(' ').trim();
};

describe('wrong signatures', () => {
	it('of every kind', async () => {
		const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
		const wrong: [string, (one: SignedModule) => void][] = [
			['BadSignature author', (one) => (one.signature = flipped(one.signature))],
			['BadSignature author', (one) => (one.signature = one.translations[0]!.signature)],
			['BadSignature author', (one) => (one.module.minutes = 6)],
			['BadSignature author', (one) => (one.module.author.name = 'Somebody trusted')],
			[
				'BadSignature author',
				(one) => (one.module.author.key = one.translations[0]!.translation.translator.key),
			],
			['BadSignature translation', (one) => (one.translations[0]!.signature = one.signature)],
			['BadSignature translation', (one) => (one.translations[0]!.translation.translator.name = 'Somebody')],
			['BadSignature translation', (one) => (one.translations[0]!.translation.language = 'fr')],
			['BadSignature translation', (one) => (one.translations[0]!.translation.revision = 9)],
			['BadSignature review', (one) => (one.reviews[0]!.review.on = '2026-11-21')],
			['BadSignature review', (one) => (one.reviews[0]!.review.translations = {})],
			['BadSignature review', (one) => (one.reviews[0]!.signature = one.translations[0]!.signature)],
			['BadShape', (one) => (one.signature = '')],
			['BadShape', (one) => (one.signature += 'A')],
			['BadShape', (one) => (one.module.author.key = 'A')],
			// The last character has bits that no byte has: another spelling of the same signature.
			[
				'BadSignature author',
				(one) => (one.signature = one.signature.slice(0, -1) + (one.signature.endsWith('A') ? 'B' : 'h')),
			],
		];
		for (const [reason, change] of wrong) expect(await outcome(copy(change)), change.toString()).toBe(reason);
		expect(await outcome(whole)).toBe('taken');
	});

	it('a signature for one purpose is none for another, though key and text are the same', async () => {
		const purposes: Purpose[] = ['author', 'translation', 'review'];
		const texts = purposes.map((purpose) => new TextDecoder().decode(signedBytes(purpose, { a: 1 })));
		expect(texts).toEqual(purposes.map((purpose) => `rosebay/module/1 ${purpose}\n{"a":1}`));
		// One person who is all three: still each by itself.
		const mine = await addReview(await addTranslation(plain, arabic(), author), ['ar'], '2026-11-20', author);
		expect(await outcome(mine)).toBe('taken');
		const mixed = copy((one) => (one.reviews[0]!.signature = one.translations[0]!.signature), mine);
		expect(await outcome(mixed)).toBe('BadSignature review');
	});

	it('all of them are named to whoever made it', async () => {
		const bad = copy((one) => {
			one.module.minutes = 9;
			one.reviews[0]!.review.on = '2026-01-01';
		});
		const { problems } = await inspect(moduleBytes(bad));
		expect(problems.map(({ type }) => type)).toEqual([
			...['BadSignature', 'OfAnother', 'OfAnother', 'BadSignature'],
		]);
	});
});

describe('parts of others', () => {
	it('translations and reviews of another revision or module are no part of this one', async () => {
		for (const change of [{ revision: 2 }, { id: 'B'.repeat(22) }, { minutes: 7 }]) {
			const newer = signModule(unsignedModule(change), author);
			expect(await outcome({ ...newer, translations: whole.translations })).toBe('OfAnother');
			expect(await outcome({ ...newer, reviews: whole.reviews })).toBe('OfAnother');
		}
	});

	it('a review does not cover words that came later', async () => {
		const later = await addTranslation(plain, arabic('غيره'), other);
		expect(await outcome({ ...later, reviews: whole.reviews })).toBe('OfAnother');
		expect(await outcome({ ...plain, reviews: whole.reviews })).toBe('OfAnother');
	});

	it('no language twice, the author’s among them', async () => {
		expect(await outcome(copy((one) => one.translations.push(one.translations[0]!)))).toBe('BadShape');
		const again = await addTranslation(plain, { ...arabic(), language: 'en' }, other);
		expect(await outcome(again)).toBe('BadShape');
	});

	it('a translation has its author’s places and no others', async () => {
		const words = (change: (texts: Translation['texts']) => void) => {
			const { language, texts } = arabic();
			change(texts);
			return addTranslation(plain, { language, texts }, other);
		};
		expect(await outcome(await words((texts) => (texts['b77.text'] = 'more')))).toBe('UnknownText');
		expect(await outcome(await words((texts) => delete texts['title']))).toBe('MissingText');
		expect(await outcome(await words((texts) => (texts['title'] = ' \n ')))).toBe('MissingText');
		expect(await outcome(await words((texts) => (texts['title'] = 'x'.repeat(81))))).toBe('TooLong');
		expect(await outcome(await words((texts) => (texts['title'] = 'a\u202eb')))).toBe('UnsafeText');
	});

	it('nothing from outside calls itself the app’s own', async () => {
		expect(await outcome(signModule(unsignedModule({ id: 'in:slow-breathing' }), author))).toBe('BadShape');
	});
});

describe('other forms', () => {
	it('older, newer and unknown formats are named, not guessed at', async () => {
		for (const format of ['rosebay/module/0', 'rosebay/module/2', 'rosebay/module/1.1', 'rosebay/module/'])
			expect(await outcome({ ...whole, format })).toBe('OtherVersion');
		for (const format of ['', 'module/1', 1, null, ['rosebay/module/1'], { a: 1 }])
			expect(await outcome({ ...whole, format })).toBe('NotModule');
	});

	it('one value has one spelling', async () => {
		const text = canonicalText(whole);
		const others = [
			JSON.stringify(whole),
			JSON.stringify(JSON.parse(text), null, '\t'),
			`${text}\n`,
			` ${text}`,
			text.replace('"minutes":5', '"minutes":5.0'),
			text.replace('"minutes":5', '"minutes":5e0'),
			text.replace('"minutes":5', '"minutes":5,"minutes":5'),
			text.replace('"minutes":5', '"minutes":6,"minutes":5'),
			text.replace('Words', '\\u0057ords'),
			text.replace('"format"', '"__proto__":{"minutes":6},"format"'),
		];
		for (const one of others) {
			expect(one).not.toBe(text);
			expect(await outcome(one), one.slice(0, 80)).toMatch(/^(NotCanonical|BadShape)$/);
		}
		// The carriers forgive what editors and mail add around it, and nothing within.
		expect((await readAny(`\uFEFF${text}\r\n`)).ok).toBe(true);
		expect((await readAny(JSON.stringify(whole))).ok).toBe(false);
	});

	it('an unknown field is refused wherever it stands', async () => {
		const places: ((one: SignedModule) => object | undefined)[] = [
			(one) => one,
			(one) => one.module,
			(one) => one.module.author,
			(one) => one.module.pages[0],
			(one) => one.module.pages[0]?.blocks[0],
			(one) => one.module.sources[0],
			(one) => one.translations[0],
			(one) => one.translations[0]?.translation.of,
			(one) => one.reviews[0]?.review,
		];
		for (const place of places)
			for (const key of ['extra', 'html', 'onclick', 'src', '__proto__', 'constructor', 'toJSON']) {
				const value = structuredClone(whole);
				Object.defineProperty(place(value)!, key, { value: '1', enumerable: true });
				expect(await outcome(value), `${key} ${place.toString()}`).toMatch(/^(BadShape|NotCanonical)$/);
			}
		expect(({} as Record<string, unknown>)['extra']).toBeUndefined();
	});
});

describe('too much', () => {
	it('deep, long, many, huge: refused, and soon', async () => {
		const text = canonicalText(whole);
		const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
		const cases: Record<string, string> = {
			'arrays in arrays': deep('[', ']', 100_000),
			'arrays in arrays, of a file’s size': deep('[', ']', 32_000),
			'objects in objects': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
			'deep in a field': text.replace('"minutes":5', `"minutes":${deep('[', ']', 25_000)}`),
			'many keys': `{"format":"rosebay/module/1",${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join()}}`,
			'many pages': text.replace('"pages":[', `"pages":[${'{},'.repeat(15_000)}`),
			'a long text': text.replace('Words of title.', 'x'.repeat(50_000)),
			'a long key': text.replace('"minutes"', `"${'m'.repeat(50_000)}"`),
			'a long number': text.replace('"minutes":5', `"minutes":${'9'.repeat(50_000)}`),
			'a number beyond all': text.replace('"minutes":5', '"minutes":1e400'),
			'no number': text.replace('"minutes":5', '"minutes":NaN'),
			'a number below none': text.replace('"minutes":5', '"minutes":-0'),
			'half a letter': text.replace('Words of title.', '\\ud800'),
			'half a letter in a key': text.replace('"title"', '"\\udfff"'),
			megabytes: text + ' '.repeat(5_000_000),
		};
		for (const [name, one] of Object.entries(cases)) {
			const ends = new Set<string>();
			let best = Infinity;
			for (let round = 0; round < 3 && best > 50; round += 1) {
				const began = performance.now();
				ends.add(await outcome(one));
				best = Math.min(best, performance.now() - began);
			}
			expect([...ends].join(), name).toMatch(
				/^(TooLarge|NotModule|BadShape|TooLong|NotCanonical|UnsafeText|UnknownText)$/,
			);
			expect(best, name).toBeLessThan(200);
			expect(kept(one).ok, name).toBe(false);
		}
	});

	it('not UTF-8 is nothing', async () => {
		const bytes = moduleBytes(whole);
		bytes[bytes.length - 30] = 0xff;
		expect(await readModule(bytes)).toEqual({ ok: false, error: { type: 'NotModule' } });
	});
});

describe('text that deceives', () => {
	it('is refused in every language it could hide in, and writing from right to left is not', () => {
		const deceiving = [
			...['\u202a', '\u202e', '\u2066', '\u2069', '\u200b', '\u2028', '\u2029', '\u2060', '\u00ad', '\ufeff'],
			...['\u115f', '\u3164', '\uffa0', '\u2800', '\u180e', '\u034f', '\u17b4', '\ufff9', '\ufffc', '\u206a'],
			...['\u{e0041}', '\u{e0100}', '\ud800', '\udc00', '\u0000', '\u0007', '\u001b', '\u0085', '\t', '\r'],
			...['\ue000', '\ufffe', '\uffff', '\u{10ffff}', '\u{f0000}', '\ufdd0'],
			...['a\u0300\u0300\u0300\u0300\u0300\u0300', '\u200d\u200d\u200d', '\u200e\u200f\u200e', 'a\n\n\n\nb'],
		];
		for (const one of deceiving)
			expect(
				unsafeText(`a${one}b`, true),
				Array.from(one, (c) => c.codePointAt(0)?.toString(16)).join(),
			).toBe(true);
		const honest = [
			...[
				'مرحبا\u200f بك',
				'می\u200cروم',
				'क्\u200dष',
				'שָׁלוֹם',
				'לְהִתְרָאוֹת',
				'đặng',
				'สวัสดีครับ',
				'ক্ষমা',
				'ພາສາລາວ',
				'ខ្មែរ',
			],
			...['👩‍👩‍👧‍👦', '❤️', '🏳️‍🌈', 'e\u0301', 'İstanbul', '1\u20e3', 'ﷺ', '—“”…', 'a\n\nb'],
		];
		for (const one of honest) expect(unsafeText(one, true), one).toBe(false);
		expect(unsafeText('a\nb', false)).toBe(true);
	});

	it('also in names and sources, where an address must plainly be one', async () => {
		const named = (name: string) => signModule(unsignedModule(), newSigningIdentity(name));
		for (const name of ['a\u202eb', ' ', 'a\nb', '\u3164'])
			expect(await outcome(named(name))).toBe('UnsafeText');
		const from = (title: string, url?: string) =>
			outcome(
				signModule(unsignedModule({ sources: [{ title, ...(url === undefined ? {} : { url }) }] }), author),
			);
		expect(await from('a\u200bb')).toBe('UnsafeText');
		for (const url of [
			...['http://example.org', 'javascript:alert(1)', 'https://a@example.org', 'https://example.org:8443/'],
			...[
				'https://192.0.2.1/',
				'https://localhost/',
				'https://example.org./',
				'https://-a.example/',
				'https://a..b/',
			],
			...[
				'https://пример.example/',
				'https://example.org/a b',
				'https://example.org/\u202e',
				'//example.org',
				'',
			],
		])
			expect(await from('A source', url), url).toBe('BadShape');
		expect(await from('A source', 'https://xn--e1afmkfd.example/')).toBe('taken');
	});
});
