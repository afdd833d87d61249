/**
 * Where the exit leads is hers to choose, and to try out before she needs it: a page of the list everywhere and always, an
 * address of her own as long as the app is open.
 */
import type { Page } from '@playwright/test';
import { answerForSite, exitPoint, expectGone, SITE } from '../support/exit';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';

const READING = 'https://en.wikipedia.org/';
const OWN = 'https://example.org/recipes';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

async function toChoice(her: Survivor) {
	await her.press('safety:card.title');
	await her.page.getByRole('button', { name: her.t('exit:title') }).click();
	await expect(her.heading('exit:title')).toBeVisible();
}

async function leaves(page: Page, where: string) {
	const { x, y } = await exitPoint(page);
	await page.mouse.click(x, y);
	await page.waitForURL(where);
	await expectGone(page, server.url);
}

/** As a person comes back: by the address, in a new tab. */
async function comeBack(page: Page): Promise<Page> {
	const tab = await page.context().newPage();
	await page.close();
	await tab.goto(server.url);
	return tab;
}

test('a page of the list: at once, at the lock, before the app has come, and by Shift', async ({
	page,
	context,
	watch,
}) => {
	await answerForSite(context);
	const her = await enter(page, server.url);
	await toChoice(her);
	await page.getByRole('radio', { name: her.t('exit:kind.reading') }).check();
	await expect(page.getByText(her.t('exit:saved'))).toBeVisible();
	await leaves(page, READING);

	const atLock = await comeBack(page);
	await expect(atLock.getByLabel(her.t('welcome:open.label'), { exact: true })).toBeVisible();
	await leaves(atLock, READING);

	watch.expecting(/Failed to load resource|ERR_FAILED|threw: $/);
	const early = await context.newPage();
	await context.route('**/_app/**', (route) => route.abort());
	await early.goto(server.url);
	await early.locator('#quick-exit').waitFor();
	await leaves(early, READING);

	const keys = await context.newPage();
	await keys.goto(server.url);
	for (let press = 0; press < 3; press++) await keys.keyboard.press('Shift');
	await keys.waitForURL(READING);
});

test('trying it out is leaving: what was open is locked, and the same address leads back to the lock', async ({
	page,
	context,
}) => {
	await answerForSite(context);
	const her = await enter(page, server.url);
	const sealed = page.workers().find((worker) => worker.url().includes('/workers/sealed'));
	await toChoice(her);
	const ended = sealed?.waitForEvent('close');
	await her.press('exit:try.button');
	await ended;
	await page.waitForURL(SITE);
	await expectGone(page, server.url);
	const back = await comeBack(page);
	await expect(back.getByLabel(her.t('welcome:open.label'), { exact: true })).toBeVisible();
});

test('an address of her own: refused calmly, used while open, and not before', async ({ page, context }) => {
	await answerForSite(context);
	const her = await enter(page, server.url);
	await toChoice(her);
	const field = page.getByLabel(her.t('exit:own.label'), { exact: true });
	for (const [typed, problem] of [
		['', 'Empty'],
		['http://example.org', 'NotSecure'],
		['javascript:alert(1)', 'NotAnAddress'],
		[server.url.replace('http:', 'https:'), 'Here'],
	] as const) {
		await field.fill(typed);
		await her.press('exit:own.use');
		await expect(page.getByText(her.t(`exit:problem.${problem}`))).toBeVisible();
		await expect(field).toHaveValue(typed);
	}
	await field.fill('example.org/recipes?who=me');
	await her.press('exit:own.use');
	await expect(page.getByText(her.t('exit:saved'))).toBeVisible();
	expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('example');
	await leaves(page, OWN);

	const atLock = await comeBack(page);
	await expect(atLock.getByLabel(her.t('welcome:open.label'), { exact: true })).toBeVisible();
	await leaves(atLock, SITE);

	const again = await context.newPage();
	await again.goto(server.url);
	const hers = new Survivor(again, 'en', her.pin);
	await hers.unlock();
	await toChoice(hers);
	await expect(again.getByText('example.org/recipes')).toBeVisible();
	await hers.press('exit:own.drop');
	await expect(again.getByText(her.t('exit:saved'))).toBeVisible();
	await leaves(again, SITE);
});
