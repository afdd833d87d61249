/** The phone is offline, or the server is gone: what was once opened opens again, all of it, in her language. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { expect, test } from '../support/fixtures';
import { startServer, type TestServer } from '../support/server';
import { makeVault, PIN } from './first-run';
import { Survivor } from '../support/people';

let server: TestServer;
let profile: string;
test.beforeAll(async () => {
	server = await startServer();
	profile = mkdtempSync(join(tmpdir(), 'rosebay-phone-'));
});
test.afterAll(async () => {
	await server.close();
	rmSync(profile, { recursive: true, force: true });
});

const phone = (): Promise<BrowserContext> =>
	chromium.launchPersistentContext(profile, {
		...config.use?.launchOptions,
		viewport: { width: 360, height: 740 },
	});
const tab = async (context: BrowserContext): Promise<Page> => context.pages()[0] ?? (await context.newPage());

test('starts with the server dead and the browser begun anew, and can be installed', async ({ watch }) => {
	const before = await phone();
	await watch(before);
	const first = await tab(before);
	await first.goto(server.url);
	await makeVault(first);
	await first.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		if (active?.state !== 'activated')
			await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }));
	});
	// What only desks use is not on her phone; where a desk is opened, it is kept.
	const deskKept = () =>
		first.evaluate(async () => {
			const name = (await caches.keys()).find((each) => each.startsWith('kit-desk-'));
			return name === undefined ? 0 : (await (await caches.open(name)).keys()).length;
		});
	expect(await deskKept()).toBe(0);
	const desk = await before.newPage();
	await desk.goto(`${server.url}/caseworker`);
	await expect.poll(deskKept).toBeGreaterThan(5);
	await desk.close();
	const session = await before.newCDPSession(first);
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	// A test's own window counts as a private one; that is nothing the app could mend.
	expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
	const { errors } = await session.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	await before.close();

	await server.kill('SIGKILL');
	watch.expecting(/ERR_CONNECTION_REFUSED|Failed to load resource/);
	const after = await phone();
	await watch(after);
	const page = await tab(after);
	await page.goto(`${server.url}/caseworker`);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.goto(server.url);
	await page.getByRole('textbox').fill(PIN);
	await page.keyboard.press('Enter');
	const places = page.getByRole('navigation', { name: 'Menu' });
	await expect(places).toBeVisible({ timeout: 60_000 });
	for (const place of await places.getByRole('button').all()) {
		await place.click();
		await expect(place).toHaveAttribute('aria-current', 'page');
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByText('This part could not be opened')).toBeHidden();
	}
	// What comes with the app is here in her language: it is read and done without a network.
	const her = new Survivor(page, 'en', PIN);
	await her.openContent('lessons', 'lessons/safer-phone');
	await her.press('player:start');
	await expect(page.getByText('There are apps you did not put there.')).toBeVisible();
	// The card for when a memory comes: two presses, with nothing kept.
	await her.go('coping');
	await page.getByRole('button', { name: her.t('coping:here.title') }).click();
	await expect(page.getByText(her.t('coping:here.app.2'))).toBeVisible();
	await her.openContent('coping', 'exercises/slow-breathing');
	await her.press('player:start');
	await her.press('player:before.skip');
	await her.press('player-body:start');
	await expect(page.getByText(her.t('player-body:breathe.in')).first()).toBeVisible();
	expect(await page.title()).toBe('Rosebay');
	expect(new URL(page.url()).pathname).toBe('/');
	expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(3);
	await after.close();
});
