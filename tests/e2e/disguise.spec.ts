/**
 * Another name on her phone: chosen and tried in the first run, then the first thing that is seen at every start. It works as
 * what it says it is, opens for her PIN and for nothing else, and leaves the app's own name in none of the browser's files.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { expectNoViolations } from '../support/axe';
import { figure } from '../support/figure';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';
import { LANGUAGES, type Language } from '../support/words';

const COVERS = ['calculator', 'notes', 'recipes', 'converter'] as const;

/** A number that stands nowhere by chance. */
const TYPED = '835192647705';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const launch = (profile: string, locale: string): Promise<BrowserContext> =>
	chromium.launchPersistentContext(profile, {
		...config.use?.launchOptions,
		viewport: { width: 360, height: 740 },
		locale,
	});
const tab = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? (await context.newPage());

/** Types on the keyboard, as on any calculator; resolves to what is on the display. */
async function calculate(page: Page, keys: string): Promise<string> {
	await page.keyboard.press('Delete');
	for (const key of keys) await page.keyboard.press(key);
	return (await page.locator('output').textContent()) ?? '';
}

/** The browser's own records of where one has been: addresses, titles, icons, tabs to be restored. */
const RECORDS =
	/(^|\/)(History|Favicons|Top Sites|Shortcuts|Visited Links|Sessions\/|Network Action Predictor|Preferences|Web Applications\/|Web Data)/;

function recordsWith(profile: string, text: string): string[] {
	const folder = join(profile, 'Default');
	const spellings = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => RECORDS.test(path.slice(folder.length)))
		.filter((path) => {
			const bytes = readFileSync(path);
			return spellings.some((spelling) => bytes.includes(spelling));
		});
}

for (const language of ['en', 'ar'] as const satisfies Language[]) {
	test(`a calculator until her PIN is typed into it (${language})`, async ({ watch }) => {
		test.setTimeout(300_000);
		const profile = mkdtempSync(join(tmpdir(), 'rosebay-disguise-'));
		const before = await launch(profile, language);
		await watch(before);
		const first = await tab(before);
		const her = new Survivor(first, language);
		const name = her.t('covers:name.calculator');

		// Chosen, and opened once, before anything changes.
		await her.untilPin(server.url);
		await first.getByLabel(her.t('welcome:pin.label'), { exact: true }).fill(her.pin);
		await her.press('welcome:pin.next');
		await first.getByLabel(her.t('welcome:pin.againLabel'), { exact: true }).fill(her.pin);
		await her.press('welcome:pin.finish');
		await expect(her.heading('disguise:title')).toBeVisible({ timeout: 60_000 });
		await first.locator('input[type=radio][value=calculator]').check();
		await her.press('disguise:next');
		await her.press('disguise:opens.try');
		await expect(first.locator('output')).toBeVisible();
		await calculate(first, '111222=');
		await expect(first.getByText(her.t('disguise:try.wrong'))).toBeVisible({ timeout: 60_000 });
		expect(await first.title(), 'not before it has been opened once').not.toBe(name);
		await calculate(first, `${her.pin}=`);
		await expect(her.heading('disguise:worn.title', { name })).toBeVisible({ timeout: 60_000 });
		expect(await first.title()).toBe(name);
		await her.press('disguise:worn.end');
		await her.isInside();
		await first.evaluate(() => navigator.serviceWorker.ready);
		await before.close();

		// Begun anew, without a network: the cover, and nothing else.
		await server.kill('SIGKILL');
		watch.expecting(/ERR_CONNECTION_REFUSED|Failed to load resource/);
		const after = await launch(profile, language);
		await watch(after);
		const page = await tab(after);
		await page.goto(server.url);
		const again = new Survivor(page, language);
		await expect(page.locator('output')).toBeVisible({ timeout: 60_000 });
		expect(await page.title()).toBe(name);
		await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
		await expect(page.locator('#quick-exit'), 'an exit on a calculator gives it away').toBeHidden();
		expect(await page.locator('body').innerText()).not.toMatch(/rosebay|روزباي|PIN/i);
		await expectNoViolations(page);

		// It calculates; a wrong PIN is a number, however often.
		const digits = (text: string) =>
			Array.from(text)
				.map((each) =>
					/\d/.test(each) ? Number(each).toLocaleString(language === 'ar' ? 'ar' : 'en') : each,
				)
				.join('');
		expect(await calculate(page, '1.5*4=')).toBe(digits('6'));
		expect(await calculate(page, '2+3*4=')).toBe(digits('14'));
		await calculate(page, `${TYPED}+1=`);
		for (let time = 0; time < 2; time += 1) {
			expect((await calculate(page, '111222=')).replace(/\D/gu, '').length).toBe(6);
			await page.waitForTimeout(100);
		}
		await page.waitForTimeout(1_000);
		await expect(page.locator('output')).toBeVisible();

		// Held with the keyboard, the title leads to the ordinary lock.
		await page.getByRole('button', { name, exact: true }).focus();
		await page.keyboard.down('Enter');
		await expect(again.heading('welcome:open.title')).toBeVisible({ timeout: 20_000 });
		await page.keyboard.up('Enter');
		await expect(page.locator('#quick-exit')).toBeVisible();
		await page.reload();
		await expect(page.locator('output')).toBeVisible({ timeout: 60_000 });

		// Her PIN opens; locking leads back to the cover.
		await calculate(page, `${her.pin}=`);
		await again.isInside();
		await expect(page.locator('#quick-exit')).toBeVisible();
		expect(await page.title()).toBe(name);
		await page.getByRole('button', { name: again.t('shell:lock'), exact: true }).click();
		await expect(page.locator('output')).toBeVisible({ timeout: 60_000 });
		expect(await page.title()).toBe(name);
		await page.waitForTimeout(1_000);
		await after.close();

		expect(recordsWith(profile, 'localhost').length, 'the records are there and can be read').toBeGreaterThan(
			0,
		);
		const named = recordsWith(profile, 'Rosebay');
		figure(`The app's own name in the browser's records, disguised (${language})`, named.length, '0 files');
		expect(named).toEqual([]);
		expect(recordsWith(profile, TYPED)).toEqual([]);
		rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
		await server.restart();
	});
}

test('every name can be installed, in every language', async ({ context, page }) => {
	test.setTimeout(240_000);
	await page.goto(server.url);
	const session = await context.newCDPSession(page);
	for (const language of LANGUAGES) {
		for (const [at, cover] of COVERS.entries()) {
			await page.evaluate(
				(mark) => dispatchEvent(new CustomEvent('rosebay:look', { detail: mark })),
				`${String(at + 2)}${language}`,
			);
			const name = new Survivor(page, language).t(`covers:name.${cover}`);
			expect(await page.title()).toBe(name);
			const { errors, data } = await session.send('Page.getAppManifest');
			expect(errors).toEqual([]);
			expect(JSON.parse(data ?? '{}')).toMatchObject({
				id: `/${cover}`,
				name,
				short_name: name,
				lang: language,
			});
			const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
			// A test's own window counts as a private one; that is nothing the app could mend.
			expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
		}
	}
});

test('every cover is fit to use, and shows nothing of what it covers', async ({ browser, watch }) => {
	test.setTimeout(240_000);
	for (const [language, colorScheme] of [
		['en', 'light'],
		['ar', 'dark'],
	] as const) {
		const context = await browser.newContext({
			locale: language,
			viewport: { width: 360, height: 740 },
			colorScheme,
			reducedMotion: 'reduce',
		});
		await watch(context);
		const page = await context.newPage();
		const her = new Survivor(page, language);
		await page.goto(server.url);
		for (const [at, cover] of COVERS.entries()) {
			// As the choice keeps it; what is behind a cover, if anything, does not matter to it.
			await page.evaluate(
				(mark) => {
					localStorage.setItem('kit', mark);
				},
				`${String(at + 2)}${language}`,
			);
			await page.reload();
			await expect(her.heading(`covers:name.${cover}`)).toBeVisible({ timeout: 60_000 });
			await expect(page.locator('main').getByRole('button').first()).toBeVisible();
			await expectNoViolations(page);
			expect(await page.locator('body').innerText()).not.toMatch(/rosebay|روزباي|PIN|الرقم السري/i);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(wide, `${cover} fits`).toBeLessThanOrEqual(0);
			if (process.env['SCREENSHOTS'])
				await page.screenshot({ path: join(process.env['SCREENSHOTS'], `cover-${cover}-${language}.png`) });
		}
		await context.close();
	}
});
