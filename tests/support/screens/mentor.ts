/** The screens of a mentor: her modules, how one is written, and the words of the app. */
import { expect, type Page } from '@playwright/test';
import { words, type Language } from '../words';
import type { Look } from './look';

/** From the door of her desk through writing a module to the words. */
export async function lookAtWriting(
	mentor: Page,
	url: string,
	language: Language,
	look: Look,
): Promise<void> {
	const t = words(language);
	await mentor.goto(`${url}/mentor`);
	await mentor.locator(`input[type=radio][value=${language}]`).check();
	await expect(mentor.locator('html')).toHaveAttribute('lang', language);
	await look('01-language');
	await mentor.getByRole('button', { name: t('entrance:next'), exact: true }).click();
	for (const key of ['field', 'again'])
		await mentor
			.getByLabel(t(`entrance:secret.${key}`), { exact: true })
			.fill('lantern orchard window kettle');
	await mentor.getByRole('button', { name: t('entrance:secret.create'), exact: true }).click();
	const heading = (key: string) => mentor.getByRole('heading', { level: 1, name: t(key) });
	const press = (name: string) => mentor.getByRole('button', { name, exact: true }).first().click();
	await expect(heading('writing:title')).toBeVisible({ timeout: 60_000 });
	await look('02-modules');
	await press(t('writing:list.open'));
	await press(t('writing:read.do'));
	await look('03-read');
	await press(t('writing:read.cancel'));
	await press(t('writing:list.new'));
	await expect(heading('writing:list.unnamed')).toBeVisible();
	await mentor.getByLabel(t('writing:beside')).selectOption(language === 'ar' ? 'en' : 'ar');
	await look('04-what');
	await press(t('writing:facts.title'));
	await press(t('writing:facts.addSource'));
	await look('05-facts');
	const one = new Intl.NumberFormat(language).format(1);
	const add = () => press(t('writing:piece.add', { n: one }));
	await add();
	await look('06-choose');
	await mentor.getByRole('button', { name: t('writing:block.quiz.for') }).click();
	await expect(mentor.getByText(t('writing:preview.keeps'))).toBeVisible();
	await look('07-quiz');
	await press(t('writing:piece.delete'));
	await press(t('writing:check.title'));
	await look('08-check');
	await press(t('workshop:parts.words'));
	await expect(heading('workshop:title')).toBeVisible();
	await expect(mentor.getByText(t('workshop:suggest')).first()).toBeVisible();
	await look('09-words');
}
