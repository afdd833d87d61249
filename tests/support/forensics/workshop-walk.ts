/** The mentor's room: better words for a sentence of the app, and a module of her own as far as her signature. */
import { expect } from '@playwright/test';
import { words } from '../words';
import type { Person, Writer } from './writer';

const ENDONYM = { en: 'English', ar: 'العربية' };
const DATES = { asOf: '2031-03-17', reviewBy: '2032-03-17' };

const press = (mentor: Person, name: string) =>
	mentor.page.getByRole('button', { name, exact: true }).first().click();

/** Better words for the first sentence there is. */
export async function suggestWords(mentor: Person, writer: Writer): Promise<void> {
	const { page, t } = mentor;
	await press(mentor, t('workshop:parts.words'));
	await expect(page.getByText(t('workshop:lead'))).toBeVisible();
	await page.locator('select').nth(1).selectOption(writer.language);
	await press(mentor, t('workshop:suggest'));
	const label = words(writer.language)('workshop:field', { language: ENDONYM[writer.language] });
	await writer.write(mentor, 'workshop:field', undefined, label);
	await expect(page.getByText(t('workshop:kept')).first()).toBeVisible();
	await writer.write(mentor, 'workshop:find');
}

/** Every field that a module has is written into, and it is signed under a name. */
export async function writeModule(mentor: Person, writer: Writer): Promise<void> {
	const { page, t } = mentor;
	const { language } = writer;
	const say = words(language);
	const number = new Intl.NumberFormat(language).format(1);
	const canary = writer.canaryOf('writing:field.words');
	const place = (key: string) => page.locator(`[data-place="${language} ${key}"]`).locator('input, textarea');
	await press(mentor, t('workshop:parts.modules'));
	await press(mentor, t('writing:list.new'));
	writer.fields.add('writing:field.words');
	await place('title').fill(canary);
	await place('summary').fill(canary);
	await press(mentor, t('writing:facts.title'));
	await page.getByLabel(t('writing:topic.sad'), { exact: true }).check();
	await writer.write(mentor, 'writing:facts.asOf', DATES.asOf);
	await writer.write(mentor, 'writing:facts.reviewBy', DATES.reviewBy);
	await press(mentor, t('writing:facts.addSource'));
	await writer.write(
		mentor,
		'writing:facts.sourceTitle',
		undefined,
		say('writing:facts.sourceTitle', { n: number }),
	);
	writer.secrets['address of a source'] = 'https://kestrel-quarry.example/seven';
	await writer.write(
		mentor,
		'writing:facts.sourceUrl',
		writer.secrets['address of a source'],
		say('writing:facts.sourceUrl', { n: number }),
	);
	await press(mentor, say('writing:piece.add', { n: number }));
	await page.getByRole('button', { name: t('writing:block.text.for') }).click();
	await page.locator(`[data-place^="${language} b"]`).locator('textarea').fill(canary);
	await page.locator('[data-place="p1"]').getByRole('button').first().click();
	await place('p1.title').fill(canary);
	await press(mentor, t('writing:check.title'));
	await press(mentor, t('writing:sign.do'));
	await writer.write(mentor, 'writing:sign.name');
	await press(mentor, t('writing:sign.nameDo'));
	await expect(page.getByText(say('writing:sign.done', { number }))).toBeVisible();
}
