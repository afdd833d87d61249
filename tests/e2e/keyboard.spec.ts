/** Her whole way in and through an exercise with the keyboard alone: every step can be reached, seen and pressed. */
import { expect, test } from '../support/fixtures';
import { tabTo } from '../support/keyboard';
import { BEFORE_PARTS, Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

for (const language of ['en', 'ar'] as const) {
	test(`from the first screen through slow breathing by keyboard (${language})`, async ({ page }) => {
		const survivor = new Survivor(page, language);
		const button = (key: string) => page.getByRole('button', { name: survivor.t(key), exact: true }).first();
		const press = async (key: string) => {
			await tabTo(page, button(key));
			await page.keyboard.press('Enter');
		};
		const field = async (key: string) => tabTo(page, page.getByLabel(survivor.t(key), { exact: true }));

		await page.goto(server.url);
		await tabTo(page, page.locator(`[data-language=${language}]`));
		await page.keyboard.press('Enter');
		for (const part of BEFORE_PARTS) {
			await expect(survivor.heading(`welcome:before.${part}.title`)).toBeFocused();
			await press(part === BEFORE_PARTS.at(-1) ? 'welcome:before.understood' : 'welcome:next');
		}
		await press('welcome:lock.next');
		await field('welcome:pin.label');
		await page.keyboard.type('280614');
		await page.keyboard.press('Enter');
		await field('welcome:pin.againLabel');
		await page.keyboard.type('280614');
		await page.keyboard.press('Enter');
		await expect(survivor.heading('disguise:title')).toBeFocused({ timeout: 60_000 });
		await press('disguise:asItIs');
		await survivor.isInside();

		await tabTo(
			page,
			page.getByRole('navigation').getByRole('button', { name: survivor.t('coping:place'), exact: true }),
		);
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('button', { name: survivor.t('coping:all.title') }));
		await page.keyboard.press('Enter');
		await tabTo(page, survivor.content('exercises/slow-breathing'));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
		await press('player:start');
		await tabTo(page, page.getByRole('slider'));
		await page.keyboard.press('End');
		await expect(page.getByRole('slider')).toHaveValue('10');
		await press('player:before.next');
		await press('player:stop');
		await tabTo(page, page.getByRole('slider'));
		await page.keyboard.press('Home');
		await press('player:after.save');
		await expect(survivor.heading('player:end.enough.title')).toBeVisible();
		// Out again, from wherever one is.
		await tabTo(page, page.locator('#quick-exit'));
	});
}
