/** What a person does on the first screens, for tests that are about something after them. In English. */
import { expect, type Page } from '@playwright/test';

export const PIN = '493827';

/** From the choice of a language to Today. */
export async function makeVault(page: Page): Promise<void> {
	const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
	await page.locator('[data-language=en]').click();
	while (!(await page.getByRole('button', { name: 'Choose a lock' }).isVisible())) await press('Next');
	await press('Choose a lock');
	await page.getByRole('radio', { name: 'A PIN' }).check();
	await press('Go on');
	await page.getByLabel('Your new PIN').fill(PIN);
	await press('Go on');
	await page.getByLabel('The same PIN').fill(PIN);
	await press('Lock it with this PIN');
	await page.getByRole('button', { name: 'Leave it as it is' }).click({ timeout: 60_000 });
	await expect(page.getByRole('navigation', { name: 'Menu' })).toBeVisible({ timeout: 60_000 });
}
