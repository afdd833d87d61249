import { beforeAll, describe, expect, it } from 'vitest';
import type { SignedModule } from '$protocol/module';
import { textsFor, unsignedModule } from '../../../../tests/support/modules';
import {
	addReview,
	addTranslation,
	inLanguages,
	joined,
	moduleBytes,
	newSigningIdentity,
	readModule,
	replaces,
	signModule,
} from '.';

const [author, stranger] = [newSigningIdentity('An author'), newSigningIdentity('An author')];
const [translator, another] = [newSigningIdentity('A translator'), newSigningIdentity('Another')];
const [organisation, second] = [newSigningIdentity('An organisation'), newSigningIdentity('A second')];
const words = (language: string, word: string) => ({
	language,
	texts: textsFor(unsignedModule().pages, (key) => `${word} ${key}`),
});

let plain: SignedModule;
let arabic: SignedModule;
beforeAll(async () => {
	plain = signModule(unsignedModule({ revision: 3 }), author);
	arabic = await addTranslation(plain, words('ar', 'كلمات'), translator);
});
const languages = ({ translations }: SignedModule) =>
	translations.map(({ translation: { language, translator: by, revision } }) => [
		language,
		by.name,
		revision,
	]);

describe('whether it replaces what she has', () => {
	it('only what its author has written on does', () => {
		const newer = signModule(unsignedModule({ revision: 4 }), { ...author, name: 'Another name of hers' });
		expect(replaces(plain, newer)).toEqual({ ok: true, value: 'Newer' });
		expect(replaces(newer, plain)).toEqual({ ok: false, error: { type: 'Older' } });
		expect(replaces(plain, arabic)).toEqual({ ok: true, value: 'Same' });
		const other = signModule(unsignedModule({ revision: 3, minutes: 9 }), author);
		expect(replaces(plain, other)).toEqual({ ok: false, error: { type: 'SameRevisionOtherText' } });
		const theirs = signModule(unsignedModule({ revision: 99 }), stranger);
		expect(replaces(plain, theirs)).toEqual({ ok: false, error: { type: 'OtherAuthor' } });
		const elsewhere = signModule(unsignedModule({ id: 'B'.repeat(22), revision: 4 }), author);
		expect(replaces(plain, elsewhere)).toEqual({ ok: false, error: { type: 'OtherModule' } });
	});
});

describe('two of one text', () => {
	it('keep the translations and reviews of both', async () => {
		const hers = await addReview(arabic, ['ar'], '2026-11-20', organisation);
		const theirs = await addReview(
			await addTranslation(plain, words('fr', 'Mots'), another),
			['fr'],
			'2026-11-21',
			second,
		);
		const both = await joined(hers, theirs);
		expect(languages(both)).toEqual([
			['ar', 'A translator', 1],
			['fr', 'Another', 1],
		]);
		expect(both.reviews.map(({ review }) => review.reviewer.name)).toEqual(['An organisation', 'A second']);
		expect((await readModule(moduleBytes(both))).ok).toBe(true);
	});

	it('keep hers in a language of both, unless its own translator has written on', async () => {
		const reviewed = await addReview(arabic, ['ar'], '2026-11-20', organisation);
		const foreign = await addTranslation(plain, words('ar', 'غيره'), another);
		expect(await joined(reviewed, foreign)).toEqual(reviewed);
		const better = await addTranslation(arabic, words('ar', 'أحسن'), translator);
		const updated = await joined(reviewed, better);
		expect(languages(updated)).toEqual([['ar', 'A translator', 2]]);
		// What was read by the organisation is not this.
		expect(updated.reviews).toEqual([]);
		expect(languages(await joined(better, reviewed))).toEqual([['ar', 'A translator', 2]]);
		expect((await readModule(moduleBytes(updated))).ok).toBe(true);
	});

	it('never grow beyond what can be read', async () => {
		const long = (language: string, letter: string) => ({
			language,
			texts: textsFor(unsignedModule().pages, () => letter.repeat(1_200)),
		});
		let [hers, theirs] = [plain, plain];
		for (const language of ['ar', 'fr']) hers = await addTranslation(hers, long(language, 'a'), translator);
		for (const language of ['es', 'so']) theirs = await addTranslation(theirs, long(language, 'b'), another);
		for (const one of [hers, theirs]) expect((await readModule(moduleBytes(one))).ok).toBe(true);
		expect((await readModule(moduleBytes(await joined(hers, theirs)))).ok).toBe(true);
	});
});

it('in fewer languages it is still whole, without the reviews of what was left out', async () => {
	const two = await addTranslation(arabic, words('fr', 'Mots'), another);
	const reviewed = await addReview(
		await addReview(two, ['ar', 'fr'], '2026-11-20', organisation),
		['ar'],
		'2026-11-21',
		second,
	);
	const small = inLanguages(reviewed, ['ar']);
	expect(languages(small)).toEqual([['ar', 'A translator', 1]]);
	expect(small.reviews.map(({ review }) => review.reviewer.name)).toEqual(['A second']);
	expect((await readModule(moduleBytes(small))).ok).toBe(true);
});
