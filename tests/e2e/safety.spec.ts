/**
 * What she decides about her own safety, each on a phone that was set up once: a second PIN that opens other content, a
 * PIN that deletes, one thing deleted and brought back, a part deleted, and everything, with and without a network.
 */
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';

const SECOND = '573920';
const WIPE = '846013';
/** Argon2id on a busy machine. Milliseconds. */
const OPENING = 60_000;

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

async function toSafety(her: Survivor, entry: string) {
	await her.go('today');
	await her.press('safety:card.title');
	await expect(her.heading('safety:title')).toBeVisible();
	await her.page.getByRole('button', { name: new RegExp(`^${her.t(entry)}`) }).click();
}

/** A visit to slow breathing, so that there is something of hers to be seen. */
async function keepSomething(her: Survivor) {
	await her.breathe(7, 4);
	await her.go('coping');
	await expect(her.page.getByText(her.t('coping:past.both', numbers(her, 7, 4)))).toBeVisible();
}
const numbers = (her: Survivor, before: number, after: number) => ({
	before: before.toLocaleString(her.language),
	after: after.toLocaleString(her.language),
});
const past = (her: Survivor) => her.heading('coping:past.title');

async function readPages(her: Survivor, kind: 'second' | 'wipe', pages: readonly string[]) {
	for (const page of pages) {
		await expect(her.heading(`second:${kind}.${page}.title`)).toBeVisible();
		await her.press(page === pages.at(-1) ? 'second:understood' : 'second:next');
	}
}

async function choosePin(her: Survivor, pin: string) {
	await her.page.getByLabel(her.t('welcome:give.label'), { exact: true }).fill(her.pin);
	await her.press('welcome:give.next');
	await expect(her.heading('welcome:lock.title')).toBeVisible({ timeout: OPENING });
	await her.press('welcome:lock.next');
	await her.page.getByLabel(her.t('welcome:pin.label'), { exact: true }).fill(pin);
	await her.press('welcome:pin.next');
	await her.page.getByLabel(her.t('welcome:pin.againLabel'), { exact: true }).fill(pin);
	await her.press('welcome:pin.finish');
}

/** Everything a person sees of a screen's text. */
const seen = (page: Page) => page.locator('main').innerText();

for (const language of ['en', 'ar'] as const) {
	test(`a second PIN opens other content, and a PIN that deletes takes hers away (${language})`, async ({
		page,
	}) => {
		test.setTimeout(600_000);
		const her = await enter(page, server.url, language);
		await keepSomething(her);

		await toSafety(her, 'second:second.title');
		await expect(her.heading('second:second.what.title')).toBeVisible();
		const untouched = await seen(page);
		await readPages(her, 'second', ['what', 'filled', 'limits', 'backup']);
		await choosePin(her, SECOND);
		await expect(her.heading('second:second.done.title')).toBeVisible({ timeout: OPENING });
		await expectNoViolations(page);
		await her.press('second:second.done.lock');

		// The other content: empty, whole, and with no sign that there is more.
		const other = new Survivor(page, language, SECOND);
		await other.unlock();
		await other.go('coping');
		await expect(her.heading('coping:title')).toBeVisible();
		await expect(past(other)).toBeHidden();
		await toSafety(other, 'second:second.title');
		await expect(her.heading('second:second.what.title')).toBeVisible();
		expect(await seen(page)).toBe(untouched);
		await other.breathe(3, 2);

		// Her own again, as it was; and now the PIN that deletes.
		await page.reload();
		await her.unlock();
		await her.go('coping');
		await expect(page.getByText(her.t('coping:past.both', numbers(her, 7, 4)))).toBeVisible();
		await toSafety(her, 'second:wipe.title');
		await readPages(her, 'wipe', ['what', 'careful', 'limits', 'backup']);
		const word = page.getByRole('textbox');
		await word.fill('12');
		await her.press('second:understood');
		await expect(page.getByText(her.t('second:wipe.word.notTheWord'))).toBeVisible();
		await word.fill(her.t('second:wipe.word.word'));
		await her.press('second:understood');
		await choosePin(her, WIPE);
		await expect(her.heading('second:wipe.done.title')).toBeVisible({ timeout: OPENING });

		await page.reload();
		const forced = new Survivor(page, language, WIPE);
		await forced.unlock();
		await forced.go('coping');
		await expect(page.getByText(her.t('coping:past.both', numbers(her, 3, 2)))).toBeVisible();
		await expect(page.getByText(her.t('coping:past.both', numbers(her, 7, 4)))).toBeHidden();

		// Hers no longer opens; the second PIN still does.
		await page.reload();
		await her.typeSecret();
		await expect(page.getByText(her.t('welcome:open.wrong'))).toBeVisible({ timeout: OPENING });
		await other.unlock();
	});
}

test('the second PIN can be removed, with what is behind it', async ({ page }) => {
	test.setTimeout(300_000);
	const her = await enter(page, server.url);
	await toSafety(her, 'second:wipe.title');
	await expect(page.getByText(her.t('second:wipe.needs'))).toBeVisible();
	await her.press('second:wipe.toSecond');
	await readPages(her, 'second', ['what', 'filled', 'limits', 'backup']);
	await choosePin(her, SECOND);
	await her.press('second:later');
	await page.getByRole('button', { name: her.t('second:second.title') }).click();
	await her.press('second:second.set.drop');
	await page.getByLabel(her.t('welcome:give.label'), { exact: true }).fill(her.pin);
	await her.press('welcome:give.next');
	await expect(page.getByRole('dialog')).toBeVisible({ timeout: OPENING });
	await expectNoViolations(page);
	await her.press('second:drop.yes');
	await expect(page.getByText(her.t('second:second.dropped'))).toBeVisible();
	await expect(page.getByRole('dialog')).toBeHidden();

	await page.reload();
	await her.typeSecret(SECOND);
	await expect(page.getByText(her.t('welcome:open.wrong'))).toBeVisible({ timeout: OPENING });
});

test('one thing is deleted and brought back; then the whole part, asked twice', async ({ page }) => {
	test.setTimeout(300_000);
	const her = await enter(page, server.url);
	await keepSomething(her);
	const line = page.getByText(her.t('coping:past.both', numbers(her, 7, 4)));
	await page.getByTitle(her.t('coping:past.delete')).click();
	await expect(line).toBeHidden();
	await her.press('coping:past.undo');
	await expect(line).toBeVisible();

	await toSafety(her, 'deleting:entry.title');
	const part = page.getByRole('button', { name: her.t('coping:keeps') });
	await part.click();
	await her.press('deleting:ask.no');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(part).toBeFocused();
	await part.click();
	await her.press('deleting:ask.next');
	await expectNoViolations(page);
	await her.press('deleting:ask.yes');
	await expect(page.getByText(her.t('deleting:deleted'))).toBeVisible();
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(part).toBeHidden();
	await her.go('coping');
	await expect(past(her)).toBeHidden();

	await page.reload();
	await her.unlock();
	await her.go('coping');
	await expect(her.heading('coping:title')).toBeVisible();
	await expect(past(her)).toBeHidden();
});

/** What this origin still has in storage, as a page can see it. */
const left = (page: Page) =>
	page.evaluate(async () => {
		const files: string[] = [];
		const root = await navigator.storage.getDirectory();
		for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) files.push(name);
		return {
			files,
			databases: (await indexedDB.databases()).map(({ name }) => name),
			caches: await caches.keys(),
			marks: Object.keys(localStorage),
			workers: (await navigator.serviceWorker.getRegistrations()).length,
		};
	});
const NOTHING = { files: [], databases: [], caches: [], marks: [], workers: 0 };

async function deleteEverything(her: Survivor) {
	const { page } = her;
	await toSafety(her, 'deleting:entry.title');
	await page.getByRole('button', { name: her.t('deleting:all.title') }).click();
	await expect(page.getByText(her.t('deleting:all.suspicion'))).toBeVisible();
	await expect(page.getByText(her.t('deleting:all.evidence'))).toBeVisible();
	const word = page.getByRole('textbox');
	await word.fill('yes');
	await her.press('deleting:all.button');
	await expect(page.getByText(her.t('deleting:all.notTheWord'))).toBeVisible();
	await word.fill(her.t('deleting:all.word'));
	await her.press('deleting:all.button');
	await expect(her.heading('deleting:gone.title')).toBeVisible({ timeout: OPENING });
}

for (const language of ['en', 'ar'] as const) {
	test(`everything is deleted, and what may remain is said (${language})`, async ({ page }) => {
		test.setTimeout(300_000);
		const her = await enter(page, server.url, language);
		await page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
		await deleteEverything(her);
		await expect(page.getByText(her.t('deleting:gone.files'))).toBeVisible();
		for (const line of ['history', 'icon', 'bytes', 'copies', 'sent'])
			await expect(page.getByText(her.t(`deleting:gone.${line}`))).toBeVisible();
		await expectNoViolations(page);
		expect(await left(page)).toEqual(NOTHING);
		await her.press('deleting:gone.start');
		await expect(page.locator(`[data-language=${language}]`)).toBeVisible();
	});
}

test('everything is deleted without a network too, and the rest once there is one', async ({
	page,
	context,
	watch,
}) => {
	test.setTimeout(300_000);
	watch.expecting(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
	const her = await enter(page, server.url);
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
	await context.setOffline(true);
	await deleteEverything(her);
	await expect(page.getByText(her.t('deleting:gone.offline'))).toBeVisible();
	await expectNoViolations(page);
	expect(await left(page)).toEqual(NOTHING);
	await context.setOffline(false);
	await her.press('deleting:gone.again');
	await expect(page.getByText(her.t('deleting:gone.files'))).toBeVisible();
	await her.press('deleting:gone.start');
	await expect(page.locator('[data-language=en]')).toBeVisible();
});

test('only our own page can have the browser cleared', async ({ request }) => {
	const plain = await request.post(`${server.url}/api/clear`, { data: '' });
	expect([plain.status(), plain.headers()['clear-site-data']]).toEqual([403, undefined]);
	const asked = await request.post(`${server.url}/api/clear`, {
		headers: { 'x-rosebay': 'clear' },
		data: '',
	});
	expect([asked.status(), asked.headers()['clear-site-data']]).toEqual([204, '"*"']);
	expect((await request.get(`${server.url}/api/clear`)).status()).toBe(405);
});
