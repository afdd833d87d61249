import { describe, expect, it } from 'vitest';
import type { SignedModule } from '$protocol/module';
import { textsFor, unsignedModule } from '../../../../tests/support/modules';
import {
	addReview,
	addTranslation,
	kept,
	languagesOf,
	moduleBytes,
	newSigningIdentity,
	readingOf,
	readModule,
	signModule,
} from '.';

const author = newSigningIdentity('An author');
const translator = newSigningIdentity('A translator');
const organisation = newSigningIdentity('An organisation');
const arabic = { language: 'ar', texts: textsFor(unsignedModule().pages, (key) => `كلمات ${key}`) };

async function whole(): Promise<SignedModule> {
	const translated = await addTranslation(signModule(unsignedModule(), author), arabic, translator);
	return addReview(translated, ['ar'], '2026-11-20', organisation);
}
const bytesOf = moduleBytes;

describe('a module', () => {
	it('is written, translated, read by an organisation, and read again', async () => {
		const signed = await whole();
		const read = await readModule(moduleBytes(signed));
		expect(read).toEqual({ ok: true, value: signed });
		expect(languagesOf(signed)).toEqual(['en', 'ar']);
		expect(readingOf(signed, 'ar').texts['title']).toBe('كلمات title');
		expect(readingOf(signed, 'so').language).toBe('en');
		expect(kept(new TextDecoder().decode(moduleBytes(signed))).ok).toBe(true);
	});

	it('is refused when a word of it was changed by anybody but who signed', async () => {
		const signed = await whole();
		const changed = structuredClone(signed);
		changed.module.texts['title'] = 'Other words';
		expect(await readModule(bytesOf(changed))).toMatchObject({
			error: { type: 'BadSignature', of: 'author' },
		});
		const turned = structuredClone(signed);
		const first = turned.translations[0];
		if (first) first.translation.texts['title'] = 'غيره';
		expect(await readModule(bytesOf(turned))).toMatchObject({
			error: { type: 'BadSignature', of: 'translation' },
		});
	});

	it('takes no translation of another revision', async () => {
		const signed = await whole();
		const newer = signModule(unsignedModule({ revision: 2 }), author);
		expect(await readModule(bytesOf({ ...newer, translations: signed.translations }))).toMatchObject({
			error: { type: 'OfAnother', at: 'ar' },
		});
	});
});
