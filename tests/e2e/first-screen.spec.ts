/**
 * The first screen stands in the page's HTML: it can be read and pressed while our scripts are still on their way over
 * a slow network, and nobody has to press twice.
 */
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { giveVault } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { words } from '../support/words';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

test('a press that comes before our scripts is kept for them', async ({ page, context }) => {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await context.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(server.url, { waitUntil: 'commit' });
	const spanish = page.getByRole('button', { name: 'Español' });
	await expect(spanish).toBeVisible();
	await spanish.click();
	await expect(spanish).toHaveAttribute('aria-busy', 'true');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\S/);
	release();
	await expect(
		page.getByRole('heading', { name: words('es')('welcome:before.what.title'), exact: true }),
	).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

for (const [locale, heading] of [
	['es-MX', 'Elige tu idioma'],
	['ar-EG', 'اختيار اللغة'],
	['fr-CA', 'Choisissez votre langue'],
	['vi-VN', 'Choose your language'],
] as const) {
	test(`asks in the browser's language, and in English where it has no other: ${locale}`, async ({
		browser,
		watch,
	}) => {
		const context = await browser.newContext({ locale });
		await watch(context);
		const page = await context.newPage();
		await page.goto(server.url);
		await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
		await context.close();
	});
}

test('one can come back to it and choose again', async ({ page }) => {
	const survivor = new Survivor(page, 'fr');
	await page.goto(server.url);
	await survivor.chooseLanguage();
	await expect(survivor.heading('welcome:before.what.title')).toBeVisible();
	await survivor.press('welcome:back');
	await page.getByRole('button', { name: 'العربية' }).click();
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	await expect(
		page.getByRole('heading', { name: words('ar')('welcome:before.what.title'), exact: true }),
	).toBeVisible();
});

test('whoever has something here to unlock never sees it', async ({ page, context }) => {
	await giveVault(context, server.url);
	await page.addInitScript(() => {
		const seen: boolean[] = [];
		Object.assign(window, { seen });
		const look = () => {
			const button = document.querySelector('[data-language]');
			seen.push(button !== null && button.getBoundingClientRect().height > 0);
			requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
	await page.goto(server.url);
	await expect(
		page.getByRole('heading', { name: words('en')('welcome:open.title'), exact: true }),
	).toBeVisible();
	const seen = await page.evaluate(() => (window as unknown as { seen: boolean[] }).seen);
	expect(seen.length).toBeGreaterThan(0);
	expect(seen).not.toContain(true);
});
