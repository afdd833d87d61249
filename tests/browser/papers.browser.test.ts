/**
 * Her papers over a real vault: marked, words kept through a lock in the middle of one, an entry of her own deleted and brought
 * back, and a picture in the album of papers after it was said what that means.
 */
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import papersAr from '$locales/ar/ui/papers.json';
import picturesAr from '$locales/ar/ui/own-pictures.json';
import letters from '$locales/en/ui/letters.json';
import pictures from '$locales/en/ui/own-pictures.json';
import papers from '$locales/en/ui/papers.json';
import Paper from '../../src/lib/features/papers/Paper.svelte';
import Papers from '../../src/lib/features/papers/Papers.svelte';
import Pictures from '../../src/lib/features/papers/Pictures.svelte';
import type { Session } from '$platform/session';
import { opened } from './opened';
import { photo } from './photo';
import { between, expectFit, show, speaking } from './shown';
import '../../src/lib/ui/tokens.css';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const WORDS = {
	en: { papers, 'own-pictures': pictures, letters },
	ar: { papers: papersAr, 'own-pictures': picturesAr, letters },
};
const COLLECTIONS = ['papers', 'paper-pictures', 'paper-picture-bytes', 'calm-pictures'];

async function draw(
	session: Session,
	screen: unknown,
	params: Record<string, string> = {},
	language: 'en' | 'ar' = 'en',
) {
	const i18n = await speaking(language, WORDS[language]);
	const navigation = between('lessons');
	await show({ i18n, session, navigation, screen, given: { params } });
	return navigation;
}
const press = (name: string) => page.getByRole('button', { name, exact: true });
const kept = async (session: Session) => (await session.vault.all('papers')).map(({ value }) => value);

test('a paper is marked and described through a lock; one of her own goes and comes back', async () => {
	const session = await opened();
	await session.vault.forget(COLLECTIONS);
	const navigation = await draw(session, Papers);
	// Opened by keyboard alone.
	const passport = press(papers.kind.passport);
	await expect.element(passport, PATIENT).toBeVisible();
	(passport.element() as HTMLElement).focus();
	await userEvent.keyboard('{Enter}');
	expect(navigation.current).toEqual({ room: 'papers', screen: 'paper', params: { kind: 'passport' } });
	await draw(session, Paper, { kind: 'passport' });
	await page.getByRole('radio', { name: papers.state.gone }).click();
	await expect.element(page.getByText(papers.gone.ask)).toBeVisible();
	await userEvent.type(page.getByLabelText(papers.place.label), 'In the blu');
	await expect.poll(() => kept(session), PATIENT).toMatchObject([{ state: 'gone', place: 'In the blu' }]);

	// Locked in the middle of a word; afterwards it is the same paper, not a second one.
	const again = await opened();
	await draw(again, Paper, { kind: 'passport' });
	await expect.element(page.getByLabelText(papers.place.label), PATIENT).toHaveValue('In the blu');
	await expect.element(page.getByRole('radio', { name: papers.state.gone })).toBeChecked();
	await page.getByLabelText(papers.holder.label).fill('M.');
	await expectFit();
	await expect
		.poll(() => kept(again), PATIENT)
		.toMatchObject([{ kind: 'passport', state: 'gone', place: 'In the blu', holder: 'M.' }]);
	// Nothing said, nothing kept.
	await page.getByRole('radio', { name: papers.state.open }).click();
	await page.getByLabelText(papers.place.label).fill('');
	await page.getByLabelText(papers.holder.label).fill('');
	await expect.poll(() => kept(again), PATIENT).toEqual([]);

	await draw(again, Paper);
	await page.getByLabelText(papers.own.name).fill('The diary');
	await press(papers.delete.do).click();
	await expect.poll(() => kept(again), PATIENT).toEqual([]);
	await press(papers.delete.undo).click();
	await expect.poll(() => kept(again), PATIENT).toMatchObject([{ kind: 'own', name: 'The diary' }]);
	await expect.element(page.getByLabelText(papers.own.name)).toHaveValue('The diary');
	await draw(again, Papers, {}, 'ar');
	await expect.element(page.getByRole('button', { name: 'The diary' }), PATIENT).toBeVisible();
	await expectFit();
	await again.vault.forget(COLLECTIONS);
	document.documentElement.removeAttribute('dir');
});

test('a picture goes into the album of papers and no other, after it was said what that means', async () => {
	const session = await opened();
	await session.vault.forget(COLLECTIONS);
	await draw(session, Pictures);
	for (const said of Object.values(papers.before))
		await expect.element(page.getByText(said), PATIENT).toBeVisible();
	await press(pictures.add).click();
	const file = new File([await photo(320, 240, 6)], 'IMG_1.jpg', { type: 'image/jpeg' });
	await userEvent.upload(page.getByLabelText(new RegExp(pictures.choose)), file);
	await page.getByRole('textbox').fill('Passport');
	await press(pictures.keep).click();
	await expect.element(page.getByText(pictures.added), PATIENT).toBeVisible();
	expect(await session.vault.all('paper-pictures')).toHaveLength(1);
	expect(await session.vault.all('paper-picture-bytes')).toHaveLength(1);
	expect(await session.vault.all('calm-pictures')).toEqual([]);

	// Later the picture is first, and what was said is one press away.
	await draw(session, Pictures, {}, 'ar');
	await expect.element(page.getByRole('img', { name: 'Passport' }), PATIENT).toBeVisible();
	await expect.element(page.getByText(papersAr.before.forced)).not.toBeVisible();
	await page.getByText(papersAr.before.title).click();
	await expect.element(page.getByText(papersAr.before.forced)).toBeVisible();
	await expectFit();
	await session.vault.forget(COLLECTIONS);
	document.documentElement.removeAttribute('dir');
});
