/** Her papers: one of the list and one of her own, each field written into. Pictures of them are walked as those that calm her. */
import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Writer } from './writer';

export async function keepPapers(her: Survivor, writer: Writer): Promise<void> {
	const { page } = her;
	await her.go('lessons');
	await page.getByRole('button', { name: her.t('papers:entry.title') }).click();
	await her.press('papers:kind.birth');
	for (const key of ['papers:place.label', 'papers:holder.label']) await writer.write(her, key);
	await her.press('papers:done');
	await her.press('papers:own.add');
	await writer.write(her, 'papers:own.name');
	await her.press('papers:done');
	await expect(page.getByText(writer.canaryOf('papers:own.name'))).toBeVisible();
}
