/**
 * The quick exit: she presses it, the screen is covered, the tab is somewhere else, and Back does not bring it back.
 * First of all in the states in which nothing of ours can help: hung, not yet loaded, without JavaScript.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { startServer, type TestServer } from '../support/server';
import { makeVault } from './first-run';

const SITE = 'https://www.bbc.com/weather';
let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(async () => {
	await server.close();
});

/** Lets the tab arrive at the exit site, and says when it asked for it. */
async function answerForSite(context: BrowserContext): Promise<() => number> {
	let asked = 0;
	await context.route('https://www.bbc.com/**', async (route) => {
		asked ||= Date.now();
		await route.fulfill({
			contentType: 'text/html',
			body: '<!doctype html><title>Weather</title><h1>Weather</h1>',
		});
	});
	return () => asked;
}

const exitLink = (page: Page) => page.frameLocator('#quick-exit').getByRole('link');

async function exitPoint(page: Page): Promise<{ x: number; y: number }> {
	const box = await page.locator('#quick-exit').boundingBox();
	if (!box) throw new Error('The exit is not on the page');
	expect(box.height).toBeGreaterThanOrEqual(44);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Nothing of the app is in the tab's history: neither Back nor a long press on Back shows it. */
async function expectNoTrace(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const { entries } = await session.send('Page.getNavigationHistory');
	expect(entries.map(({ url }) => url).filter((url) => url.startsWith(server.url))).toEqual([]);
	await session.detach();
	const there = page.url();
	await page.goBack({ timeout: 3_000 }).catch(() => null);
	expect(page.url().startsWith(server.url), `Back from ${there} must not return`).toBe(false);
}

async function open(page: Page): Promise<void> {
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('leaves while the page around it hangs for four seconds', async ({ page }) => {
	// Nobody answers for the site here: answering goes through the page that hangs, and would be what is measured.
	let asked = 0;
	page.on('request', (request) => {
		if (request.url() === SITE) asked = Date.now();
	});
	await open(page);
	const point = await exitPoint(page);
	await page.evaluate(() => {
		setTimeout(() => {
			const end = Date.now() + 4_000;
			while (Date.now() < end);
		}, 20);
	});
	await page.waitForTimeout(150);
	const pressed = Date.now();
	void page.mouse.click(point.x, point.y).catch(() => undefined);
	await expect.poll(() => asked, { intervals: [20] }).toBeGreaterThan(0);
	expect(asked - pressed).toBeLessThan(2_000);
	await expect.poll(() => page.url()).not.toContain(server.url);
	await expectNoTrace(page);
});

test('leaves before any script of the app has come', async ({ page, context, watch }) => {
	watch.expecting(/Failed to load resource|ERR_FAILED|threw: $/);
	await answerForSite(context);
	await context.route('**/_app/**', (route) => route.abort());
	await page.goto(server.url);
	const point = await exitPoint(page);
	await page.mouse.click(point.x, point.y);
	await page.waitForURL(SITE);
	await expectNoTrace(page);
});

test('is a link that works where JavaScript is off, and says so calmly', async ({ browser, watch }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 360, height: 740 },
	});
	await watch(context);
	await answerForSite(context);
	const page = await context.newPage();
	const answer = await page.goto(server.url);
	// Switched off through the debugger, scripts do not run but <noscript> stays unread: its words are looked for as sent.
	expect(await answer?.text()).toContain('It is off in this browser');
	const point = await exitPoint(page);
	await page.mouse.click(point.x, point.y);
	await page.waitForURL(SITE);
	await context.close();
});

test('leads to an empty page when there is no network', async ({ page, context }) => {
	await open(page);
	const point = await exitPoint(page);
	await context.setOffline(true);
	await page.mouse.click(point.x, point.y);
	await page.waitForURL('about:blank');
	await expectNoTrace(page);
});

test('covers the page as soon as a finger is down, and leaves when it is lifted', async ({
	browser,
	watch,
}) => {
	const context = await browser.newContext({
		hasTouch: true,
		isMobile: true,
		viewport: { width: 360, height: 740 },
	});
	await watch(context);
	await answerForSite(context);
	const page = await context.newPage();
	await open(page);
	const point = await exitPoint(page);
	const session = await context.newCDPSession(page);
	await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
	await expect(page.locator('#cover')).toBeVisible();
	await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	await page.waitForURL(SITE);
	await expectNoTrace(page);
	await context.close();
});

test('stands above an open dialog', async ({ page, context }) => {
	await answerForSite(context);
	await page.clock.install();
	await open(page);
	await makeVault(page);
	await page.clock.fastForward(155_000);
	await expect(page.getByRole('dialog', { name: 'Are you still here?' })).toBeVisible();
	const point = await exitPoint(page);
	await page.mouse.click(point.x, point.y);
	await page.waitForURL(SITE);
	await expectNoTrace(page);
});

test('works by keyboard', async ({ page, context }) => {
	await answerForSite(context);
	await open(page);
	await exitLink(page).focus();
	await page.keyboard.press('Enter');
	await page.waitForURL(SITE);
	await expectNoTrace(page);
});

test.describe('three presses of Shift', () => {
	const status = (page: Page) => page.locator('#exit-status');
	const stays = async (page: Page) => {
		await page.waitForTimeout(300);
		expect(page.url()).toBe(`${server.url}/`);
	};

	test('leave, and each says how many are left', async ({ page, context }) => {
		await answerForSite(context);
		await open(page);
		await page.keyboard.press('Shift');
		await expect(status(page)).toHaveText('Press Shift twice more to leave');
		await page.keyboard.press('Shift');
		await expect(status(page)).toHaveText('Press Shift once more to leave');
		await page.keyboard.press('Shift');
		await page.waitForURL(SITE);
		await expectNoTrace(page);
	});

	test('leave also while the exit itself has the focus', async ({ page, context }) => {
		await answerForSite(context);
		await open(page);
		await exitLink(page).focus();
		for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
		await page.waitForURL(SITE);
	});

	test('do not count as part of a capital letter', async ({ page }) => {
		await open(page);
		for (const key of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${key}`);
		await stays(page);
		await expect(status(page)).toHaveText('');
	});

	test('start anew after another key', async ({ page }) => {
		await open(page);
		for (const key of ['Shift', 'Shift', 'x', 'Shift', 'Shift']) await page.keyboard.press(key);
		await stays(page);
		await expect(status(page)).toHaveText('Press Shift once more to leave');
	});

	test('do not count when they are held with another modifier, or come too slowly', async ({ page }) => {
		await open(page);
		await page.keyboard.press('Control+Shift');
		await page.keyboard.press('Shift');
		await page.keyboard.press('Shift');
		await stays(page);
		await page.waitForTimeout(5_200);
		await expect(status(page)).toHaveText('');
		await page.keyboard.press('Shift');
		await stays(page);
	});
});

for (const [locale, label, dir] of [
	['en-GB', 'Exit', 'ltr'],
	['es-MX', 'Salir', 'ltr'],
	['fr-CA', 'Quitter', 'ltr'],
	['ar-EG', 'خروج', 'rtl'],
] as const) {
	test(`is in her language before and after the app has come: ${locale}`, async ({ browser, watch }) => {
		const context = await browser.newContext({ locale, viewport: { width: 360, height: 740 } });
		await watch(context);
		watch.expecting(/Failed to load resource|ERR_FAILED|threw: $/);
		await answerForSite(context);
		const page = await context.newPage();
		await context.route('**/_app/**', (route) => route.abort());
		await page.goto(server.url);
		await expect(exitLink(page)).toHaveText(label);
		expect(await page.evaluate(() => document.documentElement.dir)).toBe(dir);
		const before = await exitPoint(page);
		await context.unroute('**/_app/**');
		await open(page);
		await expect(exitLink(page)).toHaveText(label);
		await expect(page.locator('#quick-exit')).toHaveAttribute('title', label);
		const after = await exitPoint(page);
		expect(Math.abs(after.x - before.x), 'it stays in its place').toBeLessThan(10);
		expect(await page.title()).toBe('Rosebay');
		await page.mouse.click(after.x, after.y);
		await page.waitForURL(SITE);
		await expectNoTrace(page);
		await context.close();
	});
}

test('follows the language she chooses, on the same spot', async ({ page }) => {
	await open(page);
	const before = await exitPoint(page);
	await page.getByRole('radio', { name: 'العربية' }).check();
	await expect(exitLink(page)).toHaveText('خروج');
	await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
	const after = await exitPoint(page);
	expect(Math.abs(after.x - before.x)).toBeLessThan(10);
});
