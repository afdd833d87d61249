/** What the walks through all screens share: how one is looked at, and who walks. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import { expectEnoughContrast, expectNoViolations } from '../axe';
import type { Watch } from '../crawl';
import type { Language } from '../words';

/** With `SCREENSHOTS=folder` each screen is also photographed, so that a person can look at all of them after a change. */
const folder = process.env.SCREENSHOTS;
if (folder) mkdirSync(folder, { recursive: true });
const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } };

/** Looks at the screen that is shown; `name` is what its photograph is called. */
export type Look = (name: string) => Promise<void>;

/** Colours are the same in every language, so dark is looked at in one of each direction of writing. */
const schemesOf = (language: Language) =>
	language === 'en' || language === 'ar' ? (['light', 'dark'] as const) : (['light'] as const);

/** How this person's screens are looked at: axe finds nothing, in light and in dark. */
export const looker =
	(page: Page, language: Language, who: 'survivor' | 'caseworker' | 'mentor'): Look =>
	async (name) => {
		for (const colorScheme of schemesOf(language)) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			// A screen may still be asking the vault; when it is there it has its one heading.
			await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
			if (folder) {
				const before = page.viewportSize();
				for (const [size, viewport] of Object.entries(SIZES)) {
					await page.setViewportSize(viewport);
					const file = `${who}-${name}-${language}-${colorScheme}-${size}.png`;
					await page.screenshot({ path: join(folder, file) });
				}
				if (before) await page.setViewportSize(before);
			}
			await (colorScheme === 'light' ? expectNoViolations : expectEnoughContrast)(page);
		}
	};

/** A page of a device of its own, at the size it is mostly used in. */
export async function openAt(
	browser: Browser,
	watch: Watch,
	size: keyof typeof SIZES,
	locale: string,
): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZES[size], locale });
	// What does not come must be told, not waited for until the whole time is over.
	context.setDefaultTimeout(60_000);
	await watch(context);
	return context.newPage();
}
