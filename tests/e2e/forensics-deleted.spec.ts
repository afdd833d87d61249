/**
 * What somebody finds on the disk once she has deleted everything: none of the bytes that could open it, none of the rows
 * they opened, nothing that this address kept; and what the last screen says stays: the address in the history. All
 * of it is found before, so it is known that this search finds it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { figure } from '../support/figure';
import { expect, test } from '../support/fixtures';
import { toSafety } from '../support/forensics/safety-walk';
import { scanProfile } from '../support/forensics/scan';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { copyStorage, type Kept } from '../support/storage-copy';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

/** A slot, and in the file beside it its salt, counters and notes. Bytes. */
const PIECE = 256;
const bytesOf = (base64: string) => Buffer.from(base64, 'base64');
const isSealed = (bytes: Buffer) => new Set(bytes).size > 100;

/** The slots files, cut up: all of it that says something. */
function slotsOf({ files }: Kept): Record<string, Buffer> {
	const pieces = files.flatMap(([path, base64]) => {
		const file = bytesOf(base64);
		return Array.from(
			{ length: file.length / PIECE },
			(_, at) => [`${path} ${String(at)}`, file.subarray(at * PIECE, (at + 1) * PIECE)] as const,
		);
	});
	return Object.fromEntries(pieces.filter(([, bytes]) => isSealed(bytes)));
}

/** The beginnings of sealed rows, of hers and of those that stand among them. */
function rowsOf({ databases }: Kept): Record<string, Buffer> {
	const found: Record<string, Buffer> = {};
	for (const text of JSON.stringify(databases).matchAll(/"bytes":"([^"]+)"/g)) {
		const start = bytesOf(text[1] ?? '').subarray(0, PIECE);
		if (isSealed(start)) found[`row ${String(Object.keys(found).length)}`] = start;
	}
	return found;
}

test('after everything is deleted nothing on the disk opens, and nothing of it is there', async ({
	launchOptions,
	watch,
}) => {
	test.setTimeout(300_000);
	const profile = mkdtempSync(join(tmpdir(), 'rosebay-profile-'));
	const context = await chromium.launchPersistentContext(profile, {
		...launchOptions,
		viewport: { width: 360, height: 740 },
	});
	try {
		await watch(context);
		const page = await context.newPage();
		const her = await enter(page, server.url);
		await her.breathe(7, 4);
		await page.evaluate(() => navigator.serviceWorker.ready);
		const kept = await page.evaluate(copyStorage);
		const [slots, rows] = [slotsOf(kept), rowsOf(kept)];
		const namesIn = (wanted: Record<string, Buffer>) =>
			new Set(scanProfile(profile, wanted).map(({ name }) => name)).size;
		expect(Object.keys(slots).length, 'four slots on each of two pages').toBeGreaterThanOrEqual(8);
		expect(namesIn(slots), 'the slots are on the disk').toBe(Object.keys(slots).length);
		expect(namesIn(rows), 'the rows are on the disk').toBe(Object.keys(rows).length);

		await toSafety(her, 'deleting:entry.title');
		await page.getByRole('button', { name: her.t('deleting:all.title') }).click();
		await page.getByRole('textbox').fill(her.t('deleting:all.word'));
		await her.press('deleting:all.button');
		await expect(page.getByText(her.t('deleting:gone.files'))).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText(her.t('deleting:gone.history'))).toBeVisible();
		const slotsAtOnce = namesIn(slots);
		await context.close();

		const origin = new URL(server.url);
		const found = scanProfile(profile, { address: `//${origin.host}` });
		const left = scanProfile(profile, { ...slots, ...rows });
		figure(
			'deleted: pieces of the slots found, before and after',
			`${String(Object.keys(slots).length)}, ${String(slotsAtOnce)}`,
			'> 7, 0',
		);
		figure(
			'deleted: rows found, before and after closing',
			`${String(Object.keys(rows).length)}, ${String(left.length)}`,
			'> 0, 0',
		);
		expect(slotsAtOnce, 'destroyed before it says so').toBe(0);
		expect(left).toEqual([]);
		expect(found.map(({ file }) => file)).toContain(join('Default', 'History'));
		const places = found.map(({ file }) => file.split('/').slice(0, 3).join('/')).join('\n');
		for (const store of ['IndexedDB', 'File System', 'Service Worker/CacheStorage'])
			expect(places).not.toContain(`Default/${store}`);
	} finally {
		await context.close().catch(() => undefined);
		rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	}
});
