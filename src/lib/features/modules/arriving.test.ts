import { describe, expect, it } from 'vitest';
import { addTranslation, newSigningIdentity, signModule } from '$platform/modules';
import { textsFor, unsignedModule } from '../../../../tests/support/modules';
import { standingOf } from './arriving';

const author = newSigningIdentity('An author');
const translator = newSigningIdentity('A translator');
const revision = (of: number, by = author) => signModule(unsignedModule({ revision: of }), by);
const inArabic = (signed = revision(1), by = translator) =>
	addTranslation(
		signed,
		{ language: 'ar', texts: textsFor(unsignedModule().pages, (key) => `كلمات ${key}`) },
		by,
	);

describe('what has come, beside what she has', () => {
	it('is new where she has nothing of that id, and the same where it is what she has', async () => {
		expect(await standingOf(null, revision(1))).toMatchObject({ type: 'new' });
		expect(await standingOf(revision(1), revision(1))).toMatchObject({ type: 'same' });
	});

	it('is newer only under the same key, and says which languages would go', async () => {
		expect(await standingOf(await inArabic(), revision(2))).toMatchObject({
			type: 'newer',
			without: ['ar'],
		});
		expect(await standingOf(revision(1), revision(2, newSigningIdentity('An author')))).toEqual({
			type: 'refused',
			why: 'OtherAuthor',
		});
	});

	it('is refused when it is older, or another text under the same number', async () => {
		expect(await standingOf(revision(2), revision(1))).toEqual({ type: 'refused', why: 'Older' });
		const other = signModule(unsignedModule({ minutes: 9 }), author);
		expect(await standingOf(revision(1), other)).toEqual({
			type: 'refused',
			why: 'SameRevisionOtherText',
		});
	});

	it('is more when a translation is new to her, and takes none of hers away', async () => {
		const more = await standingOf(revision(1), await inArabic());
		expect(more).toMatchObject({ type: 'more', without: [] });
		// Somebody else's Arabic does not push out the one she has; a copy without it takes nothing away.
		const had = await inArabic();
		const stranger = await inArabic(revision(1), newSigningIdentity('A stranger'));
		expect(await standingOf(had, stranger)).toEqual({ type: 'same', signed: had, without: [] });
		expect(await standingOf(had, revision(1))).toEqual({ type: 'same', signed: had, without: [] });
	});
});
