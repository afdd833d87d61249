/**
 * A copy and back: made on one phone, brought back on another where nothing was. Everything she kept is there under a
 * new lock; files and words that do not fit are refused calmly, and leave nothing behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { figure } from '../support/figure';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

/** What is on the disk of this profile: names of files and databases, nothing of their content. */
const kept = (page: Page) =>
	page.evaluate(async () => {
		const names: string[] = [];
		const root = await navigator.storage.getDirectory();
		for await (const name of root.keys()) {
			const folder = await root.getDirectoryHandle(name);
			for await (const file of folder.keys()) names.push(`${name}/${file}`);
		}
		return names;
	});

for (const language of ['en', 'ar'] as const) {
	test(`a copy brings everything back on another phone (${language})`, async ({
		browser,
		page,
		watch,
	}, info) => {
		test.setTimeout(300_000);
		const old = new Survivor(page, language);
		await old.setUp(server.url);
		await old.breathe(8, 3);

		// Six words, typed back wrongly once; then the file.
		await old.go('today');
		await page.getByRole('button', { name: old.t('safety:card.title') }).click();
		await expect(page.getByText(old.t('moving:about.never'))).toBeVisible();
		await page.getByRole('button', { name: old.t('moving:about.title') }).click();
		await old.press('moving:about.next');
		await expect(old.heading('moving:words.title')).toBeVisible();
		const words = await page.locator('.words li').allTextContents();
		expect(words).toHaveLength(6);
		await old.press('moving:words.next');
		const again = page.getByLabel(old.t('moving:again.label'), { exact: true });
		await again.fill([...words].reverse().join(' '));
		await old.press('moving:again.finish');
		await expect(page.getByText(old.t('moving:again.different'))).toBeVisible();
		await again.fill(`  ${words.join('  ').toUpperCase()} `);
		await old.press('moving:again.finish');
		await expect(old.heading('moving:ready.title')).toBeVisible({ timeout: 60_000 });
		const [download] = await Promise.all([page.waitForEvent('download'), old.press('moving:ready.save')]);
		await expect(page.getByText(old.t('moving:ready.saved'))).toBeVisible();
		expect(download.suggestedFilename()).toBe('data.bin');
		const file = info.outputPath('copy-of-the-file');
		await download.saveAs(file);
		const bytes = readFileSync(file);
		expect(bytes.subarray(0, 22).toString('latin1')).toBe('age-encryption.org/v1\n');
		figure('backup: size of a small one, KB', Math.ceil(bytes.length / 1_024), 'padded to 64');
		await old.press('moving:ready.done');
		await expect(page.getByText(old.t('moving:about.never'))).toBeHidden();

		// Another phone, on which there is nothing.
		const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: language });
		await watch(context);
		const fresh = await context.newPage();
		const her = new Survivor(fresh, language, '739150');
		await her.untilLock(server.url);
		await her.press('moving:restore.offer');
		await expect(her.heading('moving:restore.title')).toBeVisible();

		// What is no copy, what is cut off, what was changed: each is said, and nothing is kept.
		const choose = async (path: string) => {
			await fresh.locator('input[type=file]').setInputFiles(path);
			await her.press('moving:restore.next');
		};
		const refusal = (type: string) => fresh.getByText(her.t(`moving:file.${type}.text`));
		const bad = info.outputPath('bad');
		writeFileSync(bad, 'Dear diary');
		await choose(bad);
		await expect(refusal('NotABackup')).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(fresh);
		writeFileSync(bad, bytes.subarray(0, 100));
		await choose(bad);
		await expect(refusal('Truncated')).toBeVisible();
		const type = async (typed: string) => {
			await fresh.getByLabel(her.t('moving:restore.wordsLabel'), { exact: true }).fill(typed);
			await her.press('moving:restore.open');
		};
		writeFileSync(bad, bytes.subarray(0, -1));
		await choose(bad);
		await type(words.join(' '));
		await expect(refusal('Damaged')).toBeVisible({ timeout: 60_000 });
		await choose(file);
		await type([...words].reverse().join(' '));
		await expect(refusal('WrongWords')).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(fresh);
		expect((await kept(fresh)).filter((name) => name.includes('slots'))).toEqual([]);

		// The right file and words, and a new lock.
		await type(words.join(' '));
		await expect(her.heading('moving:found.title')).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(fresh);
		await her.press('moving:found.next');
		await her.press('welcome:lock.next');
		await her.makePin();
		await expect(fresh.getByText(her.t('moving:restored.title'))).toBeVisible();
		await expectNoViolations(fresh);
		await her.press('moving:restored.seen');
		await expect(fresh.getByText(her.t('moving:restored.title'))).toBeHidden();
		await her.go('coping');
		await expect(fresh.getByText(her.t('coping:past.title'))).toBeVisible();

		// It is hers from now on: the new lock opens it, the old one does not, and it was said once.
		await fresh.reload();
		await her.typeSecret(old.pin);
		await expect(fresh.getByText(her.t('welcome:open.wrong'))).toBeVisible({ timeout: 60_000 });
		await her.unlock();
		await expect(fresh.getByText(her.t('moving:restored.title'))).toBeHidden();
		await context.close();
	});
}
