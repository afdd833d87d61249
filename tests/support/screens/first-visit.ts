import { expect } from '@playwright/test';
import { BEFORE_PARTS, type Survivor } from '../people';
import type { Look } from './look';

/** The first visit, step by step, to Today. The page is on the choice of a language. */
export async function lookAtFirstVisit(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
	await expect(phone.locator(`[data-language=${survivor.language}]`)).toBeVisible();
	await hers('01-language');
	await survivor.chooseLanguage();
	for (const part of BEFORE_PARTS) {
		await expect(survivor.heading(`welcome:before.${part}.title`)).toBeVisible();
		await hers(`02-before-${part}`);
		await survivor.press(part === BEFORE_PARTS.at(-1) ? 'welcome:before.understood' : 'welcome:next');
	}
	await hers('03-lock');
	await survivor.press('moving:phone.offer');
	await expect(phone.locator('.code')).toBeVisible({ timeout: 60_000 });
	await hers('03-from-phone');
	await survivor.press('moving:back');
	await survivor.press('moving:restore.offer');
	await phone.locator('input[type=file]').setInputFiles({
		name: 'holiday.jpg',
		mimeType: 'image/jpeg',
		buffer: Buffer.from('no copy at all'),
	});
	await survivor.press('moving:restore.next');
	await expect(phone.getByText(survivor.t('moving:file.NotABackup.text'))).toBeVisible();
	await hers('03-restore');
	await survivor.press('moving:back');
	await phone.locator('input[type=radio][value=words]').check();
	await survivor.press('welcome:lock.next');
	await expect(survivor.heading('welcome:words.title')).toBeVisible();
	await hers('04-words');
	await survivor.press('welcome:back');
	await phone.locator('input[type=radio][value=pin]').check();
	await survivor.press('welcome:lock.next');
	const pin = (key: string) => phone.getByLabel(survivor.t(key), { exact: true });
	await pin('welcome:pin.label').fill('111111');
	await survivor.press('welcome:pin.next');
	await hers('05-pin');
	await pin('welcome:pin.label').fill(survivor.pin);
	await survivor.press('welcome:pin.next');
	await pin('welcome:pin.againLabel').fill(survivor.pin);
	await survivor.press('welcome:pin.finish');
	await expect(survivor.heading('disguise:title')).toBeVisible({ timeout: 60_000 });
	await hers('05-look');
	await survivor.press('disguise:asItIs');
	await survivor.isInside();
}
