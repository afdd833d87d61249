// `npm run bench -- find [--sizes 1000,10000,100000] [--runs 3] [--json FILE]`: opening a region's index and searching it, on a
// phone six times slower than this machine, beside MiniSearch alone, a scan of everything, and as little as an index can
// be. All by turns in one browser, on the page's own thread: the app searches in a worker, which Chromium does not slow.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';
import { browserPath } from '../support/browser.js';
import { pageOf } from '../support/page-of.js';

/** @typedef {import('./find/page').FindBench} FindBench */
/** @typedef {import('./find/page').Way} Way */
/** @typedef {import('./find/page').Measured} Measured */

const SLOW_CPU = 6;
const QUERIES = 500;
/** Milliseconds of queries of one way on one page; whoever is slower is asked fewer. */
const CAP = 15_000;
const WAYS = /** @type {Way[]} */ (['ours', 'minisearch', 'scan', 'floor']);
const TARGET = { services: 10_000, open: 150, p99: 50, task: 50, typo: 0.95, 'service+place': 0.98 };

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** @template T @param {string} path @returns {Promise<T>} */
async function loaded(path) {
	const { module } = await runnerImport(at(path), {
		configFile: false,
		resolve: { alias: { $protocol: at('src/lib/protocol') } },
	});
	return /** @type {T} */ (module);
}
const middle = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN;
const hundredth = (/** @type {number[]} */ all) =>
	[...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * 0.99))] ?? NaN;

/** What a phone would have kept, for each way. @param {number} many */
async function kept(many) {
	const made = /** @type {typeof import('./find/made')} */ (await loaded('tests/bench/find/made.ts'));
	const others = /** @type {typeof import('./find/others')} */ (await loaded('tests/bench/find/others.ts'));
	const { PackBuilder } = /** @type {typeof import('../../src/lib/server/directory/pack/build')} */ (
		await loaded('src/lib/server/directory/pack/build.ts')
	);
	const services = made.madeServices(many);
	const plain = services.map(made.plainOf);
	const builder = new PackBuilder('2026-01-01');
	for (const service of services) builder.add(service);
	const { index, texts } = builder.finish();
	const packed = (/** @type {string} */ text) => deflateRawSync(text);
	return {
		files: new Map([
			['ours', Buffer.from(index.content)],
			['minisearch', packed(others.miniIndex(plain))],
			['scan', packed(JSON.stringify(plain))],
			['floor', packed(others.floorIndex(plain))],
			['plain', Buffer.from(JSON.stringify(plain))],
			['queries', Buffer.from(JSON.stringify(made.queriesFor(plain, QUERIES)))],
		]),
		pack: index.bytes + texts.bytes,
		rows: gzipSync(JSON.stringify(services)).length,
	};
}

/**
 * @param {{ runs?: number, sizes?: string, json?: string }} options
 * @returns {Promise<boolean>} whether it holds
 */
export async function find({ runs = 3, sizes = '1000,10000,100000', json = 'test-results/bench-find.json' }) {
	const say = (/** @type {string} */ line) => console.log(line);
	const site = await pageOf('tests/bench/find/page.ts');
	const path = browserPath();
	const browser = await chromium.launch({
		...(path ? { executablePath: path } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	/** @type {Record<string, unknown>} */
	const all = {};
	let holds = true;
	try {
		for (const many of sizes.split(',').map(Number)) {
			const { files, pack, rows } = await kept(many);
			const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
			await context.route('**/data/*', (route) =>
				route.fulfill({ body: files.get(new URL(route.request().url()).pathname.slice(6)) ?? '' }),
			);
			/** @type {Record<Way, Measured[]>} */
			const figures = { ours: [], minisearch: [], scan: [], floor: [] };
			for (let run = 0; run < runs; run += 1)
				for (const way of run % 2 === 0 ? WAYS : WAYS.toReversed()) {
					const page = await context.newPage();
					page.setDefaultTimeout(300_000);
					await page.goto(site.url);
					await page.waitForFunction(() => 'bench' in window);
					const devtools = await context.newCDPSession(page);
					await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
					figures[way].push(
						await page.evaluate(([which, cap]) => {
							const { bench } = /** @type {{ bench: FindBench }} */ (/** @type {unknown} */ (window));
							return bench.measure(which, cap);
						}, /** @type {const} */ ([way, CAP])),
					);
					await page.close();
				}
			await context.close();
			say(`\n${many} services, CPU /${SLOW_CPU}, ${runs} runs, load ${loadavg()[0]?.toFixed(1)}`);
			say(
				`pack ${(pack / 1024).toFixed(0)} KB, rows alone gzipped ${(rows / 1024).toFixed(0)} KB: ${(pack / rows).toFixed(2)}x`,
			);
			say(
				'ms'.padEnd(12) +
					['kept KB', 'open', 'task', 'p50', 'p99', 'task', 'typo', 'serv+pl', 'word', 'two', 'prefix']
						.map((head) => head.padStart(9))
						.join(''),
			);
			for (const way of WAYS) {
				const runsOf = figures[way];
				const took = runsOf.flatMap((each) => each.took);
				const recall = (/** @type {string} */ kind) => {
					const [yes, of] = runsOf[0]?.found[kind] ?? [0, 1];
					return yes / of;
				};
				const open = middle(runsOf.map((each) => each.open));
				const longest = Math.max(...runsOf.map((each) => each.longest.search));
				const opening = middle(runsOf.map((each) => each.longest.open));
				const p99 = hundredth(took);
				const cells = [
					((files.get(way)?.length ?? 0) / 1024).toFixed(0),
					...[open, opening, middle(took), p99, longest].map((ms) => ms.toFixed(1)),
					...['typo', 'service+place', 'word', 'two', 'prefix'].map((kind) => recall(kind).toFixed(2)),
				];
				say(way.padEnd(12) + cells.map((cell) => cell.padStart(9)).join(''));
				if (way === 'ours' && many === TARGET.services)
					holds =
						open <= TARGET.open &&
						p99 <= TARGET.p99 &&
						Math.max(longest, opening) <= TARGET.task &&
						recall('typo') >= TARGET.typo &&
						recall('service+place') >= TARGET['service+place'];
			}
			all[many] = { figures, pack, rows };
		}
		const verdict = all[TARGET.services] === undefined ? 'not measured' : holds ? 'held' : 'MISSED';
		say(`\nat ${TARGET.services}: ${JSON.stringify(TARGET)}  ${verdict}`);
		mkdirSync(dirname(json), { recursive: true });
		writeFileSync(
			json,
			JSON.stringify({ at: new Date().toISOString(), load: loadavg(), runs, all }, null, '\t'),
		);
		say(json);
		return holds;
	} finally {
		await browser.close();
		site.close();
	}
}
