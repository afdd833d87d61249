/**
 * What somebody finds who takes the phone's disk: nothing she wrote, in any file of the browser, in any spelling, whether
 * the browser was closed or torn away. In the same profile an ordinary page is written into as well, and what is
 * written there must be found: so it is known that this search finds things.
 */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { figure } from '../support/figure';
import { expect, test } from '../support/fixtures';
import { textFields } from '../support/forensics/fields';
import { scanProfile, type Finding } from '../support/forensics/scan';
import { Walk } from '../support/forensics/walk';
import { CANARY, Writer, type WalkedLanguage } from '../support/forensics/writer';
import { Caseworker } from '../support/people';
import { freePort, startServer, type TestServer } from '../support/server';

/**
 * Written into the ordinary page: into a field, and into both kinds of storage. `squeezed` is only there after Snappy's
 * compression: its parts have stood before it, so in the file itself are only references to them.
 */
const CONTROLS = {
	en: {
		field: 'OspreyGravel4 field',
		local: 'OspreyGravel4 local',
		squeezed: 'PlumageHarbour8 lies inside a table',
	},
	ar: {
		field: 'سرخسةالوادي٤ حقل',
		local: 'سرخسةالوادي٤ قريب',
		squeezed: 'ريشةالمرفأ٨ في قلب الجدول المضغوط',
	},
};
const NAMES = ['field', 'local', 'squeezed'];

// Long, and apart from one another: shared out one by one.
test.describe.configure({ mode: 'parallel' });

let server: TestServer;
let ordinary: Server;
let ordinaryUrl: string;
test.beforeAll(async () => {
	server = await startServer();
	const port = await freePort();
	ordinary = createServer((_request, response) => {
		response
			.setHeader('content-type', 'text/html; charset=utf-8')
			.end('<!doctype html><title>A page</title><input>');
	}).listen(port, 'localhost');
	ordinaryUrl = `http://localhost:${String(port)}/`;
});
test.afterAll(async () => {
	await server.close();
	ordinary.close();
});

async function writeControls(page: Page, language: WalkedLanguage): Promise<void> {
	const { field, local, squeezed } = CONTROLS[language];
	await page.goto(ordinaryUrl);
	await page.locator('input').fill(field);
	await page.evaluate(
		async ([near = '', deep = '']) => {
			localStorage.setItem('near', near);
			const database = await new Promise<IDBDatabase>((resolve) => {
				const opening = indexedDB.open('control');
				opening.onupgradeneeded = () => opening.result.createObjectStore('control');
				opening.onsuccess = () => resolve(opening.result);
			});
			const put = async (values: string[]) => {
				const transaction = database.transaction('control', 'readwrite', { durability: 'strict' });
				for (const value of values) transaction.objectStore('control').put(value, Math.random());
				await new Promise((resolve) => (transaction.oncomplete = resolve));
			};
			const middle = Math.floor(deep.length / 2);
			await put([`${deep.slice(0, middle + 3)}~~${deep.slice(middle - 3)}~~${'wall '.repeat(20)}~~${deep}`]);
			// Enough that the log becomes a table, in values too small to become files of their own.
			const letter = () => String.fromCharCode(33 + Math.floor(Math.random() * 90));
			const noise = () => Array.from({ length: 30_000 }, letter).join('');
			for (let round = 0; round < 10; round += 1) await put(Array.from({ length: 20 }, noise));
			database.close();
		},
		[local, squeezed],
	);
}

/** The browser's own process, as its profile names it. */
const pidOf = (profile: string): number =>
	Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));

async function tearAway(context: BrowserContext, profile: string): Promise<void> {
	const gone = context.waitForEvent('close');
	process.kill(pidOf(profile), 'SIGKILL');
	await gone;
}

const namesOf = (findings: Finding[]) => [...new Set(findings.map(({ name }) => name))].sort();

for (const language of ['en', 'ar'] as const) {
	test(`nothing she wrote is on the disk, killed or closed (${language})`, async ({
		browser,
		launchOptions,
		watch,
	}) => {
		test.setTimeout(900_000);
		watch.expecting(/crashed/);
		const profile = mkdtempSync(join(tmpdir(), 'rosebay-profile-'));
		const opened: BrowserContext[] = [];
		const open = async (): Promise<BrowserContext> => {
			const context = await chromium.launchPersistentContext(profile, {
				...launchOptions,
				locale: language,
				viewport: { width: 1280, height: 800 },
			});
			opened.push(context);
			// What does not come must be told, not waited for until the whole time is over.
			context.setDefaultTimeout(60_000);
			await watch(context);
			return context;
		};
		const writer = new Writer(language);
		const walk = new Walk(writer, server);
		const controls = () => scanProfile(profile, CONTROLS[language]);
		const written = () => scanProfile(profile, { 'what she wrote': CANARY[language], ...writer.secrets });
		try {
			const first = await open();
			const elsewhere = await browser.newContext({ viewport: { width: 1280, height: 800 } });
			await watch(elsewhere);
			await walk.first(first, new Caseworker(await elsewhere.newPage(), language));
			await elsewhere.close();
			await writeControls(await first.newPage(), language);
			// Chromium writes what stands in fields a few seconds later: when the control is there, so would the others be.
			await expect.poll(() => namesOf(controls()), { timeout: 60_000, intervals: [500] }).toEqual(NAMES);
			await tearAway(first, profile);
			const killed = written();
			const controlsKilled = controls();

			const second = await open();
			await walk.second(second);
			await writeControls(await second.newPage(), language);
			await second.close();
			const closed = written();
			const controlsClosed = controls();

			const of = `(${language}, ${String(writer.fields.size)} fields)`;
			figure(`forensics: canaries after SIGKILL ${of}`, killed.length, '0');
			figure(`forensics: canaries after closing ${of}`, closed.length, '0');
			const ways = new Set([...controlsKilled, ...controlsClosed].map(({ name, how }) => `${name}: ${how}`));
			figure(`forensics: ways the controls were found (${language})`, ways.size, '> 3');
			expect(killed, 'after SIGKILL').toEqual([]);
			expect(closed, 'after closing').toEqual([]);
			expect(namesOf(controlsClosed)).toEqual(NAMES);
			const squeezed = [...ways].filter((way) => way.startsWith('squeezed')).join();
			expect(squeezed, 'Snappy is read').toContain('in a table');
			const missing = textFields().filter((field) => !writer.fields.has(field));
			figure('forensics: fields without a canary', missing.join(', ') || '0', '0');
			expect(missing, 'fields nobody wrote a canary into').toEqual([]);
		} finally {
			for (const context of opened) await context.close().catch(() => undefined);
			rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
		}
	});
}
