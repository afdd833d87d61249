import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any screen has. */
const MOST_STOPS = 40;

/** Tab until it has the focus: whoever has no other way must get there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible({ timeout: 60_000 });
	for (let stop = 0; stop < MOST_STOPS; stop += 1) {
		await page.keyboard.press('Tab');
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error('The keyboard does not get there');
}
