import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	languagesOf,
	moduleBytes,
	newSigningIdentity,
	readingOf,
	signModule,
	signerOf,
} from '$platform/modules';
import { TOPICS } from '$protocol/module';
import { MODULE_LIMITS, slotsOf } from '$protocol/module-blocks';
import { textsFor, unsignedModule } from '../../../../../tests/support/modules';
import { avoidedIn } from './avoid';
import { canSign, checksOf, openFor, type Check } from './checks';
import { draftFrom, newDraft, withText, type Draft } from './draft';
import { hintsFor } from './hints';
import { addBlock, addPage, BLOCK_GROUPS, changeBlock } from './pieces';
import { finishedIn, missingIn, signDraft, signTranslation, sizeOf, textsOf } from './to-module';

const author = newSigningIdentity('Mariam');
const fresh = () => newDraft('en', 1, '2026-11-22');
const typesOf = (checks: Check[]) => new Set(checks.map(({ type }) => type));
const stops = (draft: Draft) => checksOf(draft).filter(({ weight }) => weight === 'stop');

/** Every place filled, in these languages. */
function filled(draft: Draft, ...languages: string[]): Draft {
	const texts = textsFor(draft.pages, () => 'Some words.');
	return { ...draft, texts: Object.fromEntries(languages.map((language) => [language, texts])) };
}
const ready = () =>
	filled({ ...addBlock(fresh(), 'p1', 'text').draft, kind: 'exercise', topics: ['sad'] }, 'en');

describe('before signing', () => {
	it('an empty module says all that is missing, each with its place', () => {
		const checks = checksOf(fresh());
		expect(typesOf(checks)).toEqual(new Set(['NoTopic', 'Missing', 'EmptyPage', 'NoNote']));
		expect(canSign(checks)).toBe(false);
		expect(checks.map((check) => openFor(check))).toEqual(expect.arrayContaining(['facts', 'about', 'p1']));
	});

	it('a finished one can be signed, and what comes out is read by the gate of every app', async () => {
		const draft = filled(ready(), 'en', 'ar');
		expect(stops(draft)).toEqual([]);
		const signed = await signDraft(draft, author);
		expect(signed.ok && languagesOf(signed.value)).toEqual(['en', 'ar']);
		expect(signed.ok && signed.value.module).toMatchObject({ revision: 1, author: signerOf(author) });
		const again = await signDraft({ ...draft, revision: 1 }, author);
		expect(again.ok && again.value.module.revision).toBe(2);
	});

	it('money, work, papers, rights or a country ask for a source and for a day to look again', () => {
		for (const topic of TOPICS) {
			const dated = ['money', 'work', 'papers', 'rights'].includes(topic);
			expect(typesOf(stops({ ...ready(), topics: [topic] }))).toEqual(
				new Set(dated ? ['NoReviewBy', 'NoSource'] : []),
			);
		}
		const inCountry = { ...ready(), jurisdiction: 'US' };
		expect(stops(inCountry)).toHaveLength(2);
		const sources = [{ id: 's1', title: 'The law', url: 'https://example.org/law' }];
		expect(stops({ ...inCountry, sources, reviewBy: '2027-11-22' })).toEqual([]);
		expect(typesOf(stops({ ...inCountry, sources, reviewBy: '2026-01-01' }))).toEqual(
			new Set(['ReviewBeforeAsOf']),
		);
		expect(typesOf(stops({ ...ready(), asOf: '' }))).toEqual(new Set(['NoAsOf']));
	});

	it.each(['http://example.org', 'example.org', 'https://', 'javascript:alert(1)', 'https://a b'])(
		'%s is no address of a source',
		(url) => {
			const checks = stops({ ...ready(), sources: [{ id: 's1', title: 'A', url }] });
			expect(checks).toMatchObject([{ type: 'SourceAddress', place: 'source s1 url' }]);
			expect(openFor(checks[0] as Check)).toBe('facts');
		},
	);

	it('hidden signs, too many letters and a quiz without an answer are found where they are', () => {
		const hidden = withText(ready(), 'en', 'title', 'A\u202Eb');
		expect(stops(hidden)).toMatchObject([{ type: 'Unsafe', place: 'en title', piece: 'head' }]);
		const long = withText(ready(), 'en', 'title', 'x'.repeat(81));
		expect(stops(long)).toMatchObject([{ type: 'TooLong' }]);
		const quiz = addBlock(fresh(), 'p1', 'quiz');
		const block = quiz.draft.pages[0]?.blocks[0];
		if (block?.type !== 'quiz') throw new Error('no quiz');
		const wrong = { ...block, options: block.options.map((option) => ({ ...option, right: false })) };
		const draft = filled({ ...changeBlock(quiz.draft, wrong), topics: ['sad'] }, 'en');
		expect(stops(draft)).toMatchObject([{ type: 'NoRightAnswer', place: quiz.id }]);
	});

	it('one that is too large to travel is stopped', () => {
		let draft = ready();
		for (let n = 0; n < 39; n += 1) draft = addBlock(draft, 'p1', 'text').draft;
		const texts = textsFor(draft.pages, () => 'ع'.repeat(1_200));
		draft = { ...draft, texts: { en: texts } };
		expect(sizeOf(draft)).toBeGreaterThan(MODULE_LIMITS.bytes);
		expect(typesOf(stops(draft))).toEqual(new Set(['TooLarge']));
	});

	it('its size is what it will be, or a little more', async () => {
		const draft = filled(ready(), 'en', 'ar', 'fr');
		const signed = await signDraft(draft, author);
		const bytes = signed.ok ? moduleBytes(signed.value).length : 0;
		expect(sizeOf(draft)).toBeGreaterThanOrEqual(bytes);
		expect(sizeOf(draft) - bytes).toBeLessThan(800);
	});

	it('an unfinished language stays out and is only asked about; a finished one is held to the same rules', async () => {
		const begun = withText(ready(), 'ar', 'title', 'عنوان');
		expect(stops(begun)).toEqual([]);
		expect(checksOf(begun).at(-1)).toMatchObject({ type: 'Unfinished', language: 'ar', weight: 'ask' });
		const signed = await signDraft(begun, author);
		expect(signed.ok && languagesOf(signed.value)).toEqual(['en']);
		const bad = withText(filled(ready(), 'en', 'ar'), 'ar', 'title', 'A\u202Eb');
		expect(stops(bad)).toMatchObject([{ type: 'Unsafe', language: 'ar' }]);
	});
});

it('what the checks let through is read by the gate, and what the gate refuses they name', async () => {
	const types = BLOCK_GROUPS.flatMap(({ types }) => types);
	const word = fc.oneof(
		{ weight: 40, arbitrary: fc.constant('Some words.') },
		fc.constantFrom('', ' ', 'a\u202Eb', 'x'.repeat(81), 'x'.repeat(1_201), 'one\ntwo', '\u0000', 'كلمة'),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...types), { maxLength: 6 }),
			fc.infiniteStream(word),
			fc.constantFrom('', 'not an address', 'https://example.org'),
			fc.subarray([...TOPICS], { maxLength: 8 }),
			async (blocks, words, url, topics) => {
				let draft: Draft = { ...fresh(), topics, reviewBy: '2027-01-01' };
				for (const type of blocks) draft = addBlock(draft, 'p1', type).draft;
				const next = () => words.next().value as string;
				const texts = Object.fromEntries(slotsOf(draft.pages).map(({ key }) => [key, next()]));
				draft = { ...draft, texts: { en: texts }, sources: [{ id: 's1', title: 'A source', url }] };
				const signed = await signDraft(draft, author);
				expect(stops(draft).length === 0).toBe(signed.ok);
			},
		),
		{ numRuns: 100 },
	);
}, 60_000);

describe('translating somebody else', () => {
	const pages = addPage(addBlock(fresh(), 'p1', 'text').draft).draft.pages.slice(0, 1);
	const texts = textsFor(pages);
	const original = signModule(unsignedModule({ pages, texts }), author);
	const from = new TextDecoder().decode(moduleBytes(original));
	const translator = newSigningIdentity('Samira');

	it('asks only for her own language, signs only her words and leaves the author’s signature as it was', async () => {
		const draft = { ...draftFrom(original, 1, from), beside: 'ar' };
		expect(typesOf(checksOf(draft))).toEqual(new Set(['Missing']));
		const written = { ...draft, texts: { ...draft.texts, ar: textsFor(pages, () => 'كلمات') } };
		expect(checksOf(written)).toEqual([]);
		const signed = await signTranslation(written, 'ar', translator);
		if (!signed.ok) throw new Error(signed.error.type);
		expect(signed.value.signature).toBe(original.signature);
		expect(signed.value.translations[0]?.translation.translator).toEqual(signerOf(translator));
		expect(readingOf(signed.value, 'ar').texts['title']).toBe('كلمات');
	});

	it('does not sign what is not whole', async () => {
		const draft = withText({ ...draftFrom(original, 1, from), beside: 'ar' }, 'ar', 'title', 'عنوان');
		expect((await signTranslation(draft, 'ar', translator)).ok).toBe(false);
	});
});

it('counts what is missing, and calls a language finished when nothing is', () => {
	const draft = withText(ready(), 'ar', 'title', 'عنوان');
	expect(missingIn(draft, 'en')).toBe(0);
	expect(missingIn(draft, 'ar')).toBe(3);
	expect(finishedIn(draft)).toEqual([]);
	expect(textsOf(draft, 'ar')).toEqual({ title: 'عنوان' });
});

describe('hints while writing', () => {
	const kinds = (text: string, language: string, max = 1_000) =>
		hintsFor(text, language, max).map(({ type }) => type);

	it('say nothing about what is fine', () => {
		expect(kinds('You can stop here. That is fine.', 'en')).toEqual([]);
		expect(kinds('', 'en', 0)).toEqual([]);
		expect(kinds('يمكن التوقف هنا.', 'ar')).toEqual([]);
	});

	it('point at long sentences, at orders and at the names that hurt', () => {
		expect(kinds(`${'word '.repeat(16)}.`, 'en')).toEqual(['long']);
		expect(kinds('You must go.', 'en')).toEqual(['must']);
		expect(kinds('Debes irte.', 'es')).toEqual(['must']);
		expect(kinds('Vous devez partir.', 'fr')).toEqual(['must']);
		expect(kinds('يجب عليك الذهاب.', 'ar')).toEqual(['must']);
		expect(
			['victims', 'víctimas', 'victimes', 'ضحايا'].map((word, at) =>
				avoidedIn(word, ['en', 'es', 'fr', 'ar'][at] ?? ''),
			),
		).toEqual([['victim'], ['victim'], ['victim'], ['victim']]);
	});

	it('are silent where there is no list for the language', () => {
		expect(avoidedIn('victim must', 'ti')).toEqual([]);
	});

	it('say how much room is left only when it gets narrow', () => {
		expect(kinds('x'.repeat(70), 'en', 100)).toEqual([]);
		expect(hintsFor('x'.repeat(90), 'en', 100)).toEqual([{ type: 'room', used: 90, max: 100 }]);
		expect(hintsFor('x'.repeat(103), 'en', 100)).toEqual([{ type: 'over', by: 3 }]);
	});
});
