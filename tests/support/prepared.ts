/**
 * A phone that is set up already, for tests about what comes after. The first run is walked through the screens once (by
 * each of Playwright's processes, when a test first asks); what it left in storage is then copied into any other
 * context, on any port, in any language, in a tenth of a second. The copy is locked and opens with `PIN`.
 *
 *     await giveVault(context, server.url);                 // from now on this context's phone is set up, in English
 *     const her = await enter(page, server.url, 'ar');      // the same, and unlocked: a Survivor on this page
 *
 * Only tests about the first run, the making of a lock or a first install need to walk it themselves. The page's own
 * history stays empty; a clock (`page.clock.install()`) is installed before.
 */
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { Survivor } from './people';
import { copyStorage, pasteStorage, type Kept } from './storage-copy';
import type { Language } from './words';

/** Six digits nobody would guess; what every prepared phone opens with. */
export const PIN = '280614';

/** An address of the same origin at which nothing of the app runs. */
export const bareAddress = (url: string) => `${url}/healthz`;

/** Walked through once; another language is another mark on the same phone. */
let walked: Promise<Kept> | undefined;

async function prepare(url: string): Promise<Kept> {
	const browser = await chromium.launch(config.use?.launchOptions);
	try {
		const page = await browser.newPage({ locale: 'en', viewport: { width: 360, height: 740 } });
		const her = new Survivor(page, 'en', PIN);
		await her.setUp(url);
		// Which language she chose, and what comes in it, are kept a moment after the door opens.
		await page.waitForFunction(async () => {
			const kept = await (await caches.open('kit-language')).keys();
			return ['/packs/lang/chosen', '/packs/content/'].every((part) =>
				kept.some(({ url }) => url.includes(part)),
			);
		});
		await page.goto(bareAddress(url));
		return await page.evaluate(copyStorage);
	} finally {
		await browser.close();
	}
}

/**
 * What a set-up phone in this language keeps.
 * @param look Which of the app's names it has (platform/disguise), as the digit in its mark; its own without one.
 */
export async function preparedCopy(url: string, language: Language, look = 1): Promise<Kept> {
	walked ??= prepare(url).catch((error: unknown) => {
		walked = undefined;
		throw error;
	});
	const copy = await walked;
	return {
		...copy,
		caches: copy.caches.map(([cache, path, bytes]) => [
			cache,
			path,
			path === '/packs/lang/chosen' ? Buffer.from(language).toString('base64') : bytes,
		]),
		local: [...copy.local.filter(([key]) => key !== 'kit'), ['kit', `${String(look)}${language}`]],
	};
}

/** Puts a set-up phone into this context's storage. Nothing of the app may be open there. */
export async function giveVault(
	context: BrowserContext,
	url: string,
	language: Language = 'en',
	look?: number,
): Promise<void> {
	const storage = await preparedCopy(url, language, look);
	const page = await context.newPage();
	await page.goto(bareAddress(url));
	await page.evaluate(pasteStorage, storage);
	await page.close();
}

/** Her page, inside a prepared phone. */
export async function enter(page: Page, url: string, language: Language = 'en'): Promise<Survivor> {
	await giveVault(page.context(), url, language);
	const her = new Survivor(page, language, PIN);
	await page.goto(url);
	await her.unlock();
	return her;
}

/** The app itself lies on the phone, and answers this page. */
export const keptOffline = (page: Page) =>
	page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (navigator.serviceWorker.controller?.state === 'activated') return;
		await new Promise<void>((resolve) => {
			const look = setInterval(() => {
				if (navigator.serviceWorker.controller?.state !== 'activated') return;
				clearInterval(look);
				resolve();
			}, 100);
		});
	});
