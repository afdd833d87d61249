/**
 * Random walks through the app, then the exit at a random moment, then Back: nothing of the app is in the tab's history and
 * nothing leads back to it. Evenly over where she is (support/exit-walk.ts), her language, with a network and without, and
 * in a window of its own. `WALKS=200` walks that many; without it, as many as fit the time a test may take.
 * `SEED=n` walks the same way again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure } from '../support/figure';
import { test, expect } from '../support/fixtures';
import { PLACES, Walker, walkInWindow } from '../support/exit-walk';
import { startServer, type TestServer } from '../support/server';
import { LANGUAGES } from '../support/words';

const WALKS = process.env['WALKS'] ? Number(process.env['WALKS']) : null;
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
/** How long each language walks where no number is asked for; every place once, however long that takes. */
const BUDGET_MS = 15_000;
/** Walks in one language of which the browser may not say where they ended. */
const UNREAD = 2;

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());
test.describe.configure({ mode: 'parallel' });

for (const [at, language] of LANGUAGES.entries()) {
	test(`nothing leads back after random walks (${language})`, async ({ browser, watch }) => {
		const many = WALKS === null ? null : Math.ceil(WALKS / LANGUAGES.length);
		// A walk of which the driver never hears again begins anew in CI: sooner than a test of this length would have to.
		test.setTimeout(180_000 + (many ?? 0) * 30_000);
		// The network goes in the middle of whatever is being fetched.
		watch.expecting(
			/Failed to load resource|ERR_FAILED|ERR_INTERNET_DISCONNECTED|threw|Failed to fetch|when fetching the script/,
		);
		const walker = new Walker(browser, server.url, watch, language);
		const back: string[] = [];
		let walks = 0;
		let again = 0;
		let unread = 0;
		const began = Date.now();
		const more = () =>
			many === null ? walks < PLACES.length || Date.now() - began < BUDGET_MS : walks < many;
		while (more()) {
			const place = PLACES[walks % PLACES.length] ?? 'inside';
			const from = Date.now();
			const walked = await walker.walk(place, SEED + walks * LANGUAGES.length + at);
			if (process.env['PROFILE']) console.log(Date.now() - from, JSON.stringify(walked));
			back.push(...walked.back);
			if (walked.presses > 1) again += 1;
			if (!walked.read) unread += 1;
			walks += 1;
		}
		await walker.close();
		figure(
			`exit: ways back after ${String(walks)} random walks (${language}), seed ${String(SEED)}`,
			back.length,
			'0',
		);
		figure(`exit: walks (${language}) in which a press met a page being replaced`, again, 'few');
		figure(`exit: walks (${language}) whose history the browser did not tell`, unread, 'few');
		expect(back).toEqual([]);
		expect(unread).toBeLessThanOrEqual(UNREAD);
	});
}

test('an app window is gone, or shows nothing, after random walks', async ({ watch }) => {
	const windows = Math.ceil((WALKS ?? 40) / 10);
	test.setTimeout(300_000 + windows * 60_000);
	watch.expecting(
		/Failed to load resource|ERR_FAILED|ERR_INTERNET_DISCONNECTED|threw|Failed to fetch|when fetching the script/,
	);
	const back: string[] = [];
	for (let number = 0; number < windows; number++) {
		const profile = mkdtempSync(join(tmpdir(), 'rosebay-window-'));
		const language = LANGUAGES[number % LANGUAGES.length] ?? 'en';
		const walked = await walkInWindow(profile, server.url, watch, language, SEED + number);
		if (process.env['PROFILE']) console.log(JSON.stringify(walked));
		back.push(...walked.back);
		rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
	}
	figure(
		`exit: app windows not gone after ${String(windows)} random walks, seed ${String(SEED)}`,
		back.length,
		'0',
	);
	expect(back).toEqual([]);
});
