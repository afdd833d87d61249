/** What the tests about leaving share: the button's place, a site that answers, and that nothing leads back. */
import { expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
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

/** Milliseconds for the browser to say what is in a tab's history: in all, and each time it is asked. */
const ASKING = 24_000;
const ONCE = 4_000;

const pause = (ms: number) => new Promise<null>((resolve) => setTimeout(resolve, ms, null));

/** `null`: the tab is between two pages, and there is none to ask. */
async function askHistory(page: Page): Promise<{ url: string }[] | null> {
	let devtools: CDPSession | undefined;
	try {
		devtools = await page.context().newCDPSession(page);
		return (await devtools.send('Page.getNavigationHistory')).entries;
	} catch {
		return null;
	} finally {
		await devtools?.detach().catch(() => undefined);
	}
}

/**
 * The tab's history; null when the browser does not say. Asked for between two processes, the answer sometimes never comes,
 * so it is asked again.
 */
export async function historyOf(page: Page): Promise<{ url: string }[] | null> {
	for (const end = Date.now() + ASKING; Date.now() < end; await pause(200)) {
		const entries = await Promise.race([askHistory(page), pause(ONCE)]);
		if (entries) return entries;
	}
	return null;
}

/** Nothing of the app is in the tab's history: neither Back nor a long press on Back shows it. */
export async function expectGone(page: Page, origin: string): Promise<void> {
	const entries = await historyOf(page);
	if (entries === null) throw new Error('The browser did not say what is in the history');
	expect(entries.map(({ url }) => url).filter((url) => url.startsWith(origin))).toEqual([]);
	const there = page.url();
	await page.goBack().catch(() => null);
	expect(page.url().startsWith(origin), `Back from ${there} must not return`).toBe(false);
}
