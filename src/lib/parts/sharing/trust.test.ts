import { describe, expect, it } from 'vitest';
import { addTranslation, newSigningIdentity, readingOf, signerOf, signModule } from '$platform/modules';
import { textsFor, unsignedModule } from '../../../../tests/support/modules';
import { isPast, outlineOf } from './outline';
import { isTrusted, warningsOf } from './trust';

const amina = newSigningIdentity('Amina');
const salma = newSigningIdentity('Salma');
const trusting = (...who: (typeof amina)[]) => who.map((one) => signerOf(one));
const written = signModule(unsignedModule(), amina);
const translated = () =>
	addTranslation(
		written,
		{ language: 'ar', texts: textsFor(unsignedModule().pages, (key) => `كلمات ${key}`) },
		salma,
	);

describe('trust', () => {
	it('is in a key, never in a name', () => {
		expect(isTrusted(written, 'en', trusting(amina))).toBe(true);
		expect(isTrusted(written, 'en', trusting(newSigningIdentity('Amina')))).toBe(false);
		expect(isTrusted(written, 'en', [])).toBe(false);
	});

	it('in an author does not reach to who translated the words that she reads', async () => {
		const signed = await translated();
		expect(isTrusted(signed, 'en', trusting(amina))).toBe(true);
		expect(isTrusted(signed, 'ar', trusting(amina))).toBe(false);
		expect(isTrusted(signed, 'ar', trusting(salma))).toBe(false);
		expect(isTrusted(signed, 'ar', trusting(amina, salma))).toBe(true);
		// Where there is no translation she reads the author's own words.
		expect(isTrusted(signed, 'fr', trusting(amina))).toBe(true);
	});
});

describe('warnings', () => {
	const by = (name: string) => signModule(unsignedModule(), newSigningIdentity(name));

	it('are of a name like a trusted one under another key, also in letters that look the same', () => {
		const trusted = trusting(amina);
		expect(warningsOf(by('Amina'), trusted)).toEqual([{ type: 'like', name: 'Amina', like: 'Amina' }]);
		expect(warningsOf(by('Amіna'), trusted)).toEqual([{ type: 'like', name: 'Amіna', like: 'Amina' }]);
		expect(warningsOf(by('Amіna'), [])).toEqual([{ type: 'mixed', name: 'Amіna' }]);
	});

	it('are none for who is trusted, and none for an ordinary name', () => {
		expect(warningsOf(written, trusting(amina))).toEqual([]);
		expect(warningsOf(by('مريم, Harbour House'), trusting(amina))).toEqual([]);
	});
});

describe('the outline', () => {
	it('names every page and what is on it, each once', () => {
		const outline = outlineOf(readingOf(written, 'en'));
		expect(outline.map(({ title }) => title)).toEqual(
			unsignedModule().pages.map(({ id }) => `Words of ${id}.title.`),
		);
		// A text and a note are both something to read.
		expect(outline[0]?.blocks).toEqual(['reading']);
		expect(outline.every(({ blocks }) => blocks.length === 1)).toBe(true);
	});

	it('says from the very day on that facts may be old', () => {
		expect(isPast('2026-11-22', '2026-11-21')).toBe(false);
		expect(isPast('2026-11-22', '2026-11-22')).toBe(true);
		expect(isPast(undefined, '2026-11-22')).toBe(false);
	});
});
