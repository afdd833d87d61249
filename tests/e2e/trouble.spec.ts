/** The first scripts do not come: the network drops in the middle, or a newer version has taken the place of its files. */
import type { BrowserContext, Page } from '@playwright/test';
import { answerForSite, exitLink, exitPoint, expectGone, SITE } from '../support/exit';
import { expect, test } from '../support/fixtures';
import { startServer, type TestServer } from '../support/server';

const SENTENCES = {
	'en-GB': ['Not everything has arrived yet.', 'Try again'],
	'es-MX': ['Aún no ha llegado todo.', 'Intentar de nuevo'],
	'fr-CA': ['Tout n’est pas encore arrivé.', 'Réessayer'],
	'ar-EG': ['لم يصل كل شيء بعد.', 'المحاولة من جديد'],
} as const;

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(async () => {
	await server.close();
});

const trouble = (page: Page) => page.locator('#trouble');
const again = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** The browser writes of each file that did not come; nothing else may be written. */
const NETWORK = /^console: Failed to load resource: /;

const scripts = async (page: Page): Promise<string[]> => {
	const html = await (await page.request.get(server.url)).text();
	return [...new Set(html.match(/\/_app\/immutable\/[\w/.-]+\.js/g))];
};
const lose = (context: BrowserContext) =>
	context.route('**/_app/immutable/**/*.js', (route) => route.abort());

for (const [locale, [sentence, button]] of Object.entries(SENTENCES)) {
	test(`says so calmly, and goes on when the network is back: ${locale}`, async ({ browser, watch }) => {
		const context = await browser.newContext({ locale, viewport: { width: 360, height: 740 } });
		await watch(context);
		watch.expecting(NETWORK);
		await answerForSite(context);
		await lose(context);
		const page = await context.newPage();
		await page.goto(server.url);
		await expect(trouble(page).getByRole('status')).toContainText(sentence);
		// While nobody answers, the page with the exit is kept.
		await context.setOffline(true);
		await again(page, button).click();
		await expect(trouble(page)).toContainText(sentence);
		await context.setOffline(false);

		await context.unroute('**/_app/immutable/**/*.js');
		const begun = page.waitForEvent('load');
		await again(page, button).click();
		await begun;
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.locator('html')).toHaveClass(/\bready\b|\bscripted\b/);
		await expect(trouble(page)).toBeHidden();
		const { x, y } = await exitPoint(page);
		await page.mouse.click(x, y);
		await page.waitForURL(SITE);
		await expectGone(page, server.url);
		await context.close();
	});
}

test('an exit pressed while it tries again is not taken back', async ({ browser, watch }) => {
	const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 } });
	await watch(context);
	watch.expecting(NETWORK);
	await answerForSite(context);
	await lose(context);
	const page = await context.newPage();
	await page.goto(server.url);
	const button = SENTENCES['en-GB'][1];
	await expect(again(page, button)).toBeVisible();
	// The server answers the try while the page she leaves for is still on its way.
	let answer = () => {};
	const pressed = new Promise<void>((resolve) => (answer = resolve));
	await context.route(
		(url) => url.href === `${server.url}/`,
		async (route) => {
			await pressed;
			await route.continue();
		},
	);
	await context.route(SITE, async (route) => {
		answer();
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		await route.fallback();
	});
	await again(page, button).click();
	const { x, y } = await exitPoint(page);
	await page.mouse.click(x, y);
	await page.waitForURL(SITE, { timeout: 15_000 });
	await expectGone(page, server.url);
	await context.close();
});

test('whichever of the first files is gone after a newer version has come', async ({ browser, watch }) => {
	const probe = await browser.newPage();
	const files = await scripts(probe);
	await probe.close();
	expect(files.length).toBeGreaterThan(2);
	watch.expecting(NETWORK);
	const lostOne = async (file: string) => {
		const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 } });
		await watch(context);
		await context.route(`**${file}`, (route) => route.fulfill({ status: 404, body: 'Not found' }));
		const page = await context.newPage();
		await page.goto(server.url);
		await expect(trouble(page), file).toContainText(SENTENCES['en-GB'][0]);
		await expect(exitLink(page), file).toBeVisible();
		await context.close();
	};
	const few = 4;
	for (let at = 0; at < files.length; at += few) await Promise.all(files.slice(at, at + few).map(lostOne));
});

test('also when they are merely on their way for too long', async ({ page, context }) => {
	await page.clock.install();
	let waiting = 0;
	await context.route('**/_app/immutable/**/*.js', () => {
		waiting += 1;
	});
	await page.goto(server.url, { waitUntil: 'commit' });
	await expect.poll(() => waiting).toBeGreaterThan(0);
	await expect(trouble(page)).not.toContainText(SENTENCES['en-GB'][0]);
	await page.clock.fastForward(20_000);
	await expect(trouble(page)).toContainText(SENTENCES['en-GB'][0]);
});

for (const desk of ['caseworker', 'mentor']) {
	test(`a desk says so too, and goes on when the network is back: ${desk}`, async ({
		page,
		context,
		watch,
	}) => {
		watch.expecting(NETWORK);
		await lose(context);
		await page.goto(`${server.url}/${desk}`);
		await expect(trouble(page).getByRole('status')).toContainText(SENTENCES['en-GB'][0]);
		await context.unroute('**/_app/immutable/**/*.js');
		await again(page, SENTENCES['en-GB'][1]).click();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(trouble(page)).toBeHidden();
	});
}
