/** Words of her own for the moment a memory comes, and what calms her. */
import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Writer } from './writer';

export async function keepWords(her: Survivor, writer: Writer): Promise<void> {
	const { page } = her;
	const open = (key: string) =>
		page
			.getByRole('button', { name: her.t(key) })
			.first()
			.click();
	await her.go('coping');
	await open('coping:here.title');
	await her.press('coping:here.write');
	await writer.write(her, 'coping:words.label');
	await her.press('coping:words.look');
	await expect(page.getByText(writer.canaryOf('coping:words.label'))).toBeVisible();
	await open('coping:calm.title');
	await her.press('coping:calm.add');
	await writer.write(her, 'coping:calmWords.label');
	await her.press('coping:calmWords.done');
	await expect(page.getByText(writer.canaryOf('coping:calmWords.label'))).toBeVisible();
	await her.press('own-pictures:add');
	const buffer = await page.screenshot({ type: 'jpeg' });
	await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
	await expect(page.getByLabel(her.t('own-pictures:title'))).toBeVisible({ timeout: 60_000 });
	await writer.write(her, 'own-pictures:title');
	await her.press('own-pictures:keep');
	await expect(page.getByText(her.t('own-pictures:added'))).toBeVisible({ timeout: 60_000 });
}
