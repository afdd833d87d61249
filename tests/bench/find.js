// `npm run bench -- find [--sizes 1000,10000,100000] [--runs 3] [--beside FILE] [--json FILE]`: opening a region and searching
// it, on a phone six times slower than this machine. Two things, by turns in one browser: on the page's own thread, our
// search beside MiniSearch alone, a scan of everything, and FILE, a module with `build(rows, fields)` and
// `search(index, query, limit)` (with `pack` and `unpack` it is opened from bytes, as ours is); and the app's own way, in a
// worker: what of it is left to the page's thread. Chromium does not slow workers, so only the first says what a search takes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';
import { browserPath } from '../support/browser.js';
import { pageOf } from '../support/page-of.js';
import { watched } from './find/tasks.js';
import { appLine, holds, TARGET, wayLines } from './find/table.js';

/** @typedef {import('./find/page').FindBench} FindBench */
/** @typedef {import('./find/page').Way} Way */
/** @typedef {import('./find/table').Measured} Measured */
/** @typedef {import('./find/table').AsApp} AsApp */
/** @typedef {import('@playwright/test').Page} Page */

const SLOW_CPU = 6;
/** Milliseconds of queries of one way on one page; whoever is slower is asked fewer. */
const CAP = 15_000;
const TYPED = ['legal aid', 'night shelter', 'food bank', 'peer suport group', 'somewhere to sleep'];

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
async function keeper() {
	const { module } = await runnerImport(at('tests/bench/find/kept.ts'), {
		configFile: false,
		resolve: { alias: { $protocol: at('src/lib/protocol') } },
	});
	return /** @type {typeof import('./find/kept')} */ (module).kept;
}

/**
 * @template {keyof FindBench} Call
 * @param {Page} page
 * @param {Call} call
 * @param {Parameters<FindBench[Call]>} words
 * @returns {Promise<Awaited<ReturnType<FindBench[Call]>>>}
 */
const ask = (page, call, ...words) =>
	page.evaluate(([name, given]) => {
		const { bench } = /** @type {{ bench: Record<string, (...words: unknown[]) => any> }} */ (
			/** @type {unknown} */ (window)
		);
		return bench[name]?.(...given);
	}, /** @type {const} */ ([call, words]));

/**
 * @param {Page} page
 * @param {Awaited<ReturnType<FindBench['bring']>>} kept
 * @returns {Promise<AsApp>}
 */
async function asApp(page, kept) {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
	const opening = await watched(page, () => ask(page, 'openKept', kept));
	const typing = await watched(page, () => ask(page, 'type', TYPED));
	return { opening, typing, worker: await workerBytes(page) };
}

/** What the worker that searches holds, its heap and the bytes beside it. @param {Page} page */
async function workerBytes(page) {
	const devtools = await page.context().newCDPSession(page);
	/** @type {Promise<number>} */
	const told = new Promise((answer) => {
		devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
			const { id, result } = JSON.parse(message);
			if (id === 2)
				answer(result.usedSize + (result.embedderHeapUsedSize ?? 0) + (result.backingStorageSize ?? 0));
		});
		devtools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
			if (targetInfo.type !== 'worker') return;
			for (const message of [
				{ id: 1, method: 'HeapProfiler.collectGarbage' },
				{ id: 2, method: 'Runtime.getHeapUsage' },
			])
				void devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify(message) });
		});
	});
	await devtools.send('Target.setAutoAttach', {
		autoAttach: true,
		waitForDebuggerOnStart: false,
		flatten: false,
	});
	return told;
}

/**
 * @param {{ runs?: number, sizes?: string, beside?: string, json?: string }} options
 * @returns {Promise<boolean>} whether it holds
 */
export async function find({
	runs = 3,
	sizes = '1000,10000,100000',
	beside,
	json = 'test-results/bench-find.json',
}) {
	const say = (/** @type {string} */ line) => console.log(line);
	const kept = await keeper();
	const file = beside ? resolve(beside) : '';
	const other = beside
		? { file, module: /** @type {import('./find/others').Beside} */ (await import(pathToFileURL(file).href)) }
		: null;
	const site = await pageOf('tests/bench/find/page.ts');
	const path = browserPath();
	const browser = await chromium.launch({
		...(path ? { executablePath: path } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	const ways = /** @type {Way[]} */ (['ours', 'minisearch', 'scan', ...(beside ? ['beside'] : [])]);
	/** @type {Record<string, unknown>} */
	const all = {};
	let verdict = 'not measured';
	try {
		for (const many of sizes.split(',').map(Number)) {
			const { data, published, pack, rows } = await kept(many, other);
			const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
			for (const [where, files] of Object.entries({ data, 'packs/directory': published }))
				await context.route(`${site.url}${where}/*`, (route) => {
					const name = basename(new URL(route.request().url()).pathname);
					return route.fulfill({
						body: files.get(name) ?? '',
						contentType: name.endsWith('.js') ? 'text/javascript' : 'application/octet-stream',
					});
				});
			/** @type {<Value>(use: (page: Page) => Promise<Value>) => Promise<Value>} */
			const onPage = async (use) => {
				const page = await context.newPage();
				page.setDefaultTimeout(300_000);
				await page.goto(site.url);
				await page.waitForFunction(() => 'bench' in window);
				const value = await use(page);
				await page.close();
				return value;
			};
			/** @type {Map<Way, Measured[]>} */
			const figures = new Map(ways.map((way) => [way, []]));
			/** @type {AsApp[]} */
			const app = [];
			for (let run = 0; run < runs; run += 1) {
				for (const way of run % 2 === 0 ? ways : ways.toReversed())
					figures.get(way)?.push(
						await onPage(async (page) => {
							await ask(page, 'fetch', way);
							const devtools = await context.newCDPSession(page);
							await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
							const opening = await watched(page, () => ask(page, 'open', way));
							const searching = await watched(page, () => ask(page, 'search', CAP));
							return { opening, searching };
						}),
					);
				// Opened on another page than it was brought on, as on another day.
				const region = await onPage((page) => ask(page, 'bring'));
				app.push(await onPage((page) => asApp(page, region)));
			}
			await context.close();
			const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(0)} KB`;
			say(`\n${many} services, CPU /${SLOW_CPU}, ${runs} runs, load ${loadavg()[0]?.toFixed(1)}`);
			say(`pack ${kilobytes(pack)}, rows alone gzipped ${kilobytes(rows)}: ${(pack / rows).toFixed(2)}x`);
			for (const line of wayLines(figures, data, beside ? basename(beside) : '')) say(line);
			say(appLine(app));
			if (many === TARGET.services) verdict = holds(figures.get('ours') ?? [], app) ? 'held' : 'MISSED';
			all[many] = { figures: Object.fromEntries(figures), app, pack, rows };
		}
		say(`\nat ${TARGET.services}: ${JSON.stringify(TARGET)}  ${verdict}`);
		mkdirSync(dirname(json), { recursive: true });
		const told = { at: new Date().toISOString(), load: loadavg(), runs, all };
		writeFileSync(json, JSON.stringify(told, null, '\t'));
		say(json);
		return verdict !== 'MISSED';
	} finally {
		await browser.close();
		site.close();
	}
}
