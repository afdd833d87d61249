/**
 * A phone that is set up already, for tests about what comes after. The first run is walked through the screens once in
 * each language (by each of Playwright's processes, when a test first asks); what it left in storage is then copied
 * into any other context, on any port, in a tenth of a second. The copy is locked and opens with `PIN`.
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
const bareAddress = (url: string) => `${url}/healthz`;

const kept = new Map<Language, Promise<Kept>>();

async function prepare(url: string, language: Language): Promise<Kept> {
	const browser = await chromium.launch(config.use?.launchOptions);
	try {
		const page = await browser.newPage({ locale: language, viewport: { width: 360, height: 740 } });
		const her = new Survivor(page, language, PIN);
		await her.setUp(url);
		// Which language she chose is kept a moment after the door opens.
		await page.waitForFunction(() => caches.match('/packs/lang/chosen'));
		await page.goto(bareAddress(url));
		return await page.evaluate(copyStorage);
	} finally {
		await browser.close();
	}
}

/** Puts a set-up phone into this context's storage. Nothing of the app may be open there. */
export async function giveVault(
	context: BrowserContext,
	url: string,
	language: Language = 'en',
): Promise<void> {
	let copy = kept.get(language);
	if (!copy) {
		copy = prepare(url, language);
		kept.set(language, copy);
		copy.catch(() => kept.delete(language));
	}
	const storage = await copy;
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
