/** Not looked at, not touched, gone from: the screen is covered at once, and what was open is locked by itself. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { words } from '../support/words';

const t = words('en');
let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(async () => {
	await server.close();
});

const cover = (page: Page) => page.locator('#cover');
const idle = (page: Page) => page.getByRole('dialog', { name: t('shell:idle.title') });
const lockField = (page: Page) => page.getByLabel(t('welcome:open.label'), { exact: true });
const inside = (page: Page) => page.getByRole('navigation', { name: t('shell:places'), exact: true });

/** An opened app whose clock is ours. Resolves once the worker that holds the keys has ended. */
async function opened(page: Page): Promise<{ locked: Promise<unknown> }> {
	await page.clock.install();
	await enter(page, server.url);
	const sealed = page.workers().find((worker) => worker.url().includes('/workers/sealed'));
	if (!sealed) throw new Error('Nothing holds the keys');
	await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''));
	return { locked: sealed.waitForEvent('close', { timeout: 60_000 }) };
}

async function expectLocked(page: Page, locked: Promise<unknown>): Promise<void> {
	await locked;
	await expect(lockField(page)).toBeVisible();
	await expect(page.locator('html')).not.toHaveAttribute('data-same-document');
	await expect(inside(page)).toBeHidden();
	expect(page.url()).toBe(`${server.url}/`);
}

/** What the browser tells a page that is put away, and that is looked at again. */
const setHidden = (page: Page, hidden: boolean) =>
	page.evaluate(
		(state) => {
			Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
			document.dispatchEvent(new Event('visibilitychange'));
		},
		hidden ? 'hidden' : 'visible',
	);
const setFocus = (page: Page, focused: boolean) =>
	page.evaluate((value) => {
		document.hasFocus = () => value;
		dispatchEvent(new Event(value ? 'focus' : 'blur'));
	}, focused);

test('covers itself while another window has the focus, and while it is hidden', async ({ page }) => {
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(cover(page)).toBeHidden();

	await setFocus(page, false);
	await expect(cover(page)).toBeVisible();
	const seen = () => page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.id);
	expect(await seen()).toBe('cover');
	await setFocus(page, true);
	await expect(cover(page)).toBeHidden();

	await setHidden(page, true);
	await expect(cover(page)).toBeVisible();
	await setHidden(page, false);
	await expect(cover(page)).toBeHidden();

	await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
	await expect(cover(page)).toBeVisible();
});

test('is not covered because the exit itself has the focus', async ({ page }) => {
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.frameLocator('#quick-exit').getByRole('link').focus();
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
	await expect(cover(page)).toBeHidden();
});

test('locks half a minute after it was hidden, and not before', async ({ page }) => {
	const { locked } = await opened(page);
	await setHidden(page, true);
	await page.clock.fastForward(25_000);
	await setHidden(page, false);
	await expect(inside(page)).toBeVisible();
	await setHidden(page, true);
	await page.clock.fastForward(31_000);
	await expectLocked(page, locked);
});

test('says so before it locks for idleness, in words a screen reader hears, and she can stay', async ({
	page,
}) => {
	const { locked } = await opened(page);
	await page.clock.fastForward(145_000);
	await expect(idle(page)).toBeHidden();
	await page.clock.fastForward(10_000);
	await expect(idle(page)).toBeVisible();
	// Being moved into the dialog is what announces it.
	expect(
		await page.evaluate(() => document.querySelector('dialog[open]')?.contains(document.activeElement)),
	).toBe(true);
	await idle(page)
		.getByRole('button', { name: t('shell:idle.stay') })
		.click();
	await expect(idle(page)).toBeHidden();
	await page.clock.fastForward(145_000);
	await expect(inside(page)).toBeVisible();
	await expect(idle(page)).toBeHidden();

	await page.clock.fastForward(10_000);
	await expect(idle(page)).toBeVisible();
	await page.clock.fastForward(30_000);
	await expectLocked(page, locked);
});

test('locks when she chose that it should: after a minute, and at once when out of sight', async ({
	page,
}) => {
	const { locked } = await opened(page);
	await page.getByRole('button', { name: t('safety:card.title') }).click();
	await page.getByRole('button', { name: t('locks:times.title') }).click();
	await page.locator('input[type=radio][value="60"]').check();
	await expect(page.getByText(t('locks:times.kept'))).toBeVisible();
	await page.clock.fastForward(35_000);
	await expect(idle(page)).toBeVisible();
	// Moving about in it leaves it standing; any other key keeps it open.
	await page.keyboard.press('Tab');
	await expect(idle(page)).toBeVisible();
	await page.keyboard.press('a');
	await expect(idle(page)).toBeHidden();
	await page.locator('input[type=radio][value="0"]').check();
	await expect(page.getByText(t('locks:times.kept'))).toBeVisible();
	await setHidden(page, true);
	await expectLocked(page, locked);
});

test('locks when she says so', async ({ page }) => {
	const { locked } = await opened(page);
	await page.getByRole('button', { name: t('shell:lock'), exact: true }).click();
	await expectLocked(page, locked);
});

test('the quick exit ends what holds the keys, also where leaving takes its time', async ({
	page,
	context,
}) => {
	const { locked } = await opened(page);
	await context.route('https://www.bbc.com/**', () => undefined);
	await page.frameLocator('#quick-exit').getByRole('link').focus();
	await page.keyboard.press('Enter');
	await locked;
	await page.clock.fastForward(4_000);
	await page.waitForURL('about:blank');
});
