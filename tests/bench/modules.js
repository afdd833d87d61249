// `npm run bench -- modules [--runs 15] [--json FILE]`: how much longer a module of 64 KiB takes to open than one with a
// single line, on a phone six times slower than this machine. Both by turns in one browser, each on a page of its own whose
// scripts are in the browser's cache already, as the app's are. Reading it the first time (signature and all) is told apart.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';
import { chromium } from '@playwright/test';
import { browserPath } from '../support/browser.js';
import { pageOf } from '../support/page-of.js';

/** @typedef {import('./modules/page').ModulesBench} ModulesBench */
/** @typedef {import('./modules/page').Which} Which */
/** @typedef {{ start: number, page: number, both: number, verify: number, busy: number }} Figures Milliseconds; `busy`: of the main thread. */

const SLOW_CPU = 6;
/** More than the empty one, to its first page. */
const MOST_MORE_MS = 300;
const PATIENCE_MS = 120_000;

const middle = (/** @type {number[]} */ values) => {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length >> 1;
	return sorted.length % 2 ? (sorted[half] ?? NaN) : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
};

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {Which} which
 * @returns {Promise<Figures & { bytes: number }>}
 */
async function opened(context, url, which) {
	const page = await context.newPage();
	try {
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(url);
		await page.waitForFunction(() => 'bench' in window);
		const devtools = await context.newCDPSession(page);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
		// What the page's own thread did, its slowing included, without its waiting for a busy machine.
		await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
		const busy = async () => {
			const { metrics } = await devtools.send('Performance.getMetrics');
			return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
		};
		/** @param {'ready' | 'bytes' | 'times' | 'verify'} call */
		const ask = (call) =>
			page.evaluate(async ([name, given]) => {
				const { bench } = /** @type {{ bench: ModulesBench }} */ (/** @type {unknown} */ (window));
				return await bench[name](given);
			}, /** @type {const} */ ([call, which]));
		await ask('ready');
		const before = await busy();
		await page.click(`#${which}`);
		await page.waitForFunction(() => {
			const { bench } = /** @type {{ bench: ModulesBench }} */ (/** @type {unknown} */ (window));
			return bench.times().start !== undefined;
		});
		await page.getByRole('button', { name: 'Start', exact: true }).last().click();
		await page.waitForFunction(() => {
			const { bench } = /** @type {{ bench: ModulesBench }} */ (/** @type {unknown} */ (window));
			return bench.times().page !== undefined;
		});
		const { start = NaN, page: first = NaN } = /** @type {{ start?: number, page?: number }} */ (
			await ask('times')
		);
		const worked = (await busy()) - before;
		const verify = Number(await ask('verify'));
		return {
			start,
			page: first,
			both: start + first,
			verify,
			busy: worked,
			bytes: Number(await ask('bytes')),
		};
	} finally {
		await page.close();
	}
}

/**
 * @param {{ runs?: number, json?: string }} options
 * @returns {Promise<boolean>} whether it holds
 */
export async function modules({ runs = 15, json = 'test-results/bench-modules.json' }) {
	const say = (/** @type {string} */ line) => console.log(line);
	const site = await pageOf('tests/bench/modules/page.ts');
	const path = browserPath();
	const browser = await chromium.launch({
		...(path ? { executablePath: path } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	try {
		const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
		/** @type {Record<Which, Figures[]>} */
		const figures = { empty: [], full: [], crowded: [] };
		let bytes = 0;
		// The first of each fills the cache and is not counted.
		for (let run = -1; run < runs; run += 1) {
			const turns = /** @type {Which[]} */ (['empty', 'full', 'crowded']);
			for (let turn = 0; turn < (run + 1) % turns.length; turn += 1)
				turns.push(/** @type {Which} */ (turns.shift()));
			for (const which of turns) {
				const each = await opened(context, site.url, which);
				if (run >= 0) figures[which].push(each);
				bytes = Math.max(bytes, each.bytes);
			}
		}
		const of = (/** @type {Which} */ which, /** @type {keyof Figures} */ what) =>
			middle(figures[which].map((each) => each[what]));
		const row = (/** @type {string} */ name, /** @type {keyof Figures} */ what) => {
			const [empty, full, crowded] = [of('empty', what), of('full', what), of('crowded', what)];
			const cells = [empty, full, full - empty, crowded, crowded - empty];
			say(name.padEnd(32) + cells.map((cell) => cell.toFixed(0).padStart(9)).join(''));
		};
		say(`modules: ${bytes} bytes, CPU /${SLOW_CPU}, ${runs} runs, load ${loadavg()[0]?.toFixed(1)}`);
		const heads = ['empty', 'full', 'more', 'crowded', 'more'];
		say('median ms'.padEnd(32) + heads.map((head) => head.padStart(9)).join(''));
		row('press "open" to its start page', 'start');
		row('press "Start" to the first page', 'page');
		row('both', 'both');
		row('both, the page’s thread alone', 'busy');
		row('reading it the first time', 'verify');
		const more = of('full', 'both') - of('empty', 'both');
		const holds = more <= MOST_MORE_MS;
		say(`\nmore ${more.toFixed(0)} ms  target <= ${MOST_MORE_MS}  ${holds ? 'held' : 'MISSED'}`);
		mkdirSync(dirname(json), { recursive: true });
		writeFileSync(
			json,
			JSON.stringify(
				{ at: new Date().toISOString(), load: loadavg(), bytes, runs, figures, more },
				null,
				'\t',
			),
		);
		say(json);
		return holds;
	} finally {
		await browser.close();
		site.close();
	}
}
