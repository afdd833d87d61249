/**
 * A newer version: offered quietly to whoever is inside, taken only when she agrees, and then through the lock; with the
 * words of her language, and offline from then on. The second version is a real build of the same sources, one word of a screen and one of a lesson changed.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { startServer, type TestServer } from '../support/server';
import { words } from '../support/words';
import { makeVault, PIN } from './first-run';

const t = words('en');
const NEW_WORD = 'Places, newly named';
const COPIED = [
	'src',
	'locales',
	'static',
	'package.json',
	'tsconfig.json',
	'svelte.config.js',
	'vite.config.ts',
	'tests/support/browser.js',
];

let folder: string;
test.beforeAll(() => {
	test.setTimeout(300_000);
	folder = mkdtempSync(join(tmpdir(), 'rosebay-newer-'));
	for (const path of COPIED) cpSync(resolve(path), join(folder, path), { recursive: true });
	symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
	const shell = join(folder, 'locales/en/ui/shell.json');
	const pack = { ...(JSON.parse(readFileSync(shell, 'utf8')) as object), places: NEW_WORD };
	writeFileSync(shell, JSON.stringify(pack));
	const lesson = join(folder, 'locales/en/content/lessons/safer-phone.md');
	writeFileSync(lesson, readFileSync(lesson, 'utf8').replace('Signs to look for', 'Signs, newly named'));
	execFileSync(process.execPath, [resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
		cwd: folder,
		stdio: 'pipe',
	});
	cpSync(resolve('build/cli'), join(folder, 'build/cli'), { recursive: true });
});
test.afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

const places = (page: Page, name: string) => page.getByRole('navigation', { name, exact: true });
const notice = (page: Page) => page.getByText(t('shell:update.text'));
const press = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true }).click();
const lockField = (page: Page) => page.getByLabel(t('welcome:open.label'), { exact: true });

async function unlock(page: Page): Promise<void> {
	await lockField(page).fill(PIN);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 });
}

/** Which build the page runs, by the name of its first script. */
const running = (page: Page) =>
	page.evaluate(() => /entry\/start\.[\w-]+\.js/.exec(document.documentElement.innerHTML)?.[0]);
const waiting = (page: Page) =>
	page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state);
const keptPacks = (page: Page) =>
	page.evaluate(async () => {
		const kept = await (await caches.open('kit-language')).keys();
		return kept.map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith('.json'));
	});

test('is offered, waits for her, and is taken through the lock', async ({ page, watch }) => {
	let server: TestServer = await startServer();
	try {
		await page.goto(server.url);
		await makeVault(page);
		await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
		const older = await running(page);
		const olderPacks = await keptPacks(page);
		// Words, and the exercises and lessons in them.
		expect(olderPacks).toHaveLength(2);

		watch.expecting(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|Failed to load resource/);
		await server.kill();
		server = await startServer({ root: folder, port: server.port, data: server.data });
		await page.reload();
		await unlock(page);
		await expect(notice(page)).toBeVisible({ timeout: 60_000 });
		// Nothing has changed: it only waits.
		expect(await running(page)).toBe(older);
		expect(await waiting(page)).toBe('installed');
		await expect(places(page, t('shell:places'))).toBeVisible();

		await press(page, 'shell:update.later');
		await expect(notice(page)).toBeHidden();
		await press(page, 'shell:lock');
		await unlock(page);
		expect(await running(page)).toBe(older);
		expect(await waiting(page)).toBe('installed');
		await expect(places(page, t('shell:places'))).toBeVisible();

		await expect(notice(page)).toBeVisible();
		const open = page.workers().find((worker) => worker.url().includes('/workers/sealed'));
		expect(open).toBeDefined();
		const ended = open?.waitForEvent('close');
		await press(page, 'shell:update.now');
		await ended;
		await expect(lockField(page)).toBeVisible();
		expect(await running(page)).not.toBe(older);
		await unlock(page);
		await expect(places(page, NEW_WORD)).toBeVisible();
		await expect(notice(page)).toBeHidden();
		const newerPacks = await keptPacks(page);
		expect(newerPacks).toHaveLength(2);
		expect(newerPacks.filter((path) => olderPacks.includes(path))).toEqual([]);

		await server.kill('SIGKILL');
		await page.reload();
		await unlock(page);
		await expect(places(page, NEW_WORD)).toBeVisible();
	} finally {
		await server.close();
		rmSync(server.data, { recursive: true, force: true });
	}
});
