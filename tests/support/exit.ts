/** What the tests about leaving share: the button's place, a site that answers, and that nothing leads back. */
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { EXIT_SITES } from '../../src/lib/platform/exit/sites';
import { EXIT_HOSTS } from './fixtures';

/** Where the exit leads until she has chosen another site. */
export const SITE = EXIT_SITES[0].address;

/** Lets the tab arrive at any page the exit may lead to. */
export async function answerForSite(context: BrowserContext): Promise<void> {
	await context.route(
		({ protocol, hostname }) => protocol === 'https:' && EXIT_HOSTS.has(hostname),
		(route) =>
			route.fulfill({
				contentType: 'text/html',
				body: '<!doctype html><title>Weather</title><h1>Weather</h1>',
			}),
	);
}

export const exitLink = (page: Page) => page.frameLocator('#quick-exit').getByRole('link');

/** The middle of the button, which is large enough for a thumb. */
export async function exitPoint(page: Page): Promise<{ x: number; y: number }> {
	const box = await page.locator('#quick-exit').boundingBox();
	if (!box) throw new Error('The exit is not on the page');
	expect(box.height).toBeGreaterThanOrEqual(44);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Nothing of the app is in the tab's history: neither Back nor a long press on Back shows it. */
export async function expectGone(page: Page, origin: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const { entries } = await session.send('Page.getNavigationHistory');
	expect(entries.map(({ url }) => url).filter((url) => url.startsWith(origin))).toEqual([]);
	await session.detach();
	const there = page.url();
	await page.goBack().catch(() => null);
	expect(page.url().startsWith(origin), `Back from ${there} must not return`).toBe(false);
}
