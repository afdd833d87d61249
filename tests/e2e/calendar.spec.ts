/**
 * Her own calendar, as she uses it: something every week, half written and then locked, seen by days and in the month, how
 * it went, one time of it deleted and brought back.
 */
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

/** A day that many days from now, in the form date fields take. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const TITLES = { en: 'Choir', ar: 'جوقة' };

for (const language of ['en', 'ar'] as const) {
	test(`what she writes down is there by days and in the month, and goes when she says so (${language})`, async ({
		page,
	}) => {
		test.setTimeout(240_000);
		const her = new Survivor(page, language);
		const title = TITLES[language];
		const field = (key: string) => page.getByLabel(her.t(`calendar:form.${key}`), { exact: true });
		const rows = page.getByRole('main').getByRole('button', { name: title });
		await her.setUp(server.url);

		// Half written, then locked.
		await page.getByRole('button', { name: her.t('calendar:title') }).click();
		await expect(page.getByText(her.t('calendar:nothing'))).toBeVisible();
		await her.press('calendar:add');
		await field('title').fill(title);
		await field('date').fill(inDays(-7));
		await page.getByText(her.t('calendar:form.more'), { exact: true }).click();
		await field('repeats').selectOption('week');
		await field('place').fill('12 Mill Lane');
		await expect(async () => {
			await page.reload();
			await her.unlock();
			await page.getByRole('button', { name: her.t('calendar:title') }).click();
			await her.press('calendar:add');
			await expect(page.getByText(her.t('calendar:draft.restored'))).toBeVisible({ timeout: 5_000 });
		}).toPass();
		await expect(field('title')).toHaveValue(title);
		await her.press('calendar:save');

		// By days, today among them; the one a week ago is folded away.
		await expect(her.heading('calendar:today')).toBeVisible();
		await expect(rows.first()).toContainText('12 Mill Lane');
		await her.press('calendar:view.month');
		const today = page.locator('[role=gridcell] [aria-current=date]');
		await expect(today.locator('i')).toHaveCount(1);
		await today.focus();
		await page.keyboard.press('ArrowDown');
		await expect(page.locator('[aria-selected=true] button')).toBeFocused();
		await expect(rows).toHaveCount(1);
		await page.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight');
		await expect(rows).toHaveCount(0);
		await expectNoViolations(page);

		// How it went: asked where she looks at it, and "not now" is an answer.
		await her.press('calendar:view.agenda');
		await page.getByText(her.t('calendar:past'), { exact: true }).click();
		await rows.last().click();
		await expect(her.heading('calendar:how.title')).toBeVisible();
		await her.press('calendar:how.notNow');
		await expect(her.heading('calendar:how.title')).toBeHidden();
		await her.press('calendar:how.write');
		await page.getByLabel(her.t('calendar:how.label'), { exact: true }).fill('We sang.');
		await expect(page.getByText(her.t('calendar:kept'))).toBeVisible();
		await her.press('appointments:back');

		// Today's is deleted, brought back, and deleted again: the others stay.
		await rows.first().click();
		for (const again of [false, true]) {
			await her.press('calendar:delete.do');
			await her.press('calendar:delete.one');
			await expect(page.getByText(her.t('calendar:delete.done'))).toBeVisible();
			if (!again) await her.press('calendar:delete.undo');
		}
		await her.press('appointments:back');
		await expect(rows.first()).toBeVisible();
		await expect(her.heading('calendar:today')).toBeHidden();

		// It is all on the disk.
		await page.reload();
		await her.unlock();
		await page.getByRole('button', { name: her.t('calendar:title') }).click();
		await page.getByText(her.t('calendar:past'), { exact: true }).click();
		await rows.last().click();
		await expect(page.getByLabel(her.t('calendar:how.label'), { exact: true })).toHaveValue('We sang.');
	});
}
