// `npm run bench vault [-- --runs 5 --records 10000 --json FILE]`: the same records through plain Dexie and through the
// vault, in turns, each in a fresh profile on the real disk. Only ratios of one run mean anything; medians of several.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserPath } from '../support/browser.js';
import { pageOf } from '../support/page-of.js';

/** @typedef {import('./vault/page').Figures} Figures */
/** @typedef {import('./vault/page').VaultBench} VaultBench */
/** @typedef {Awaited<ReturnType<VaultBench['calibrate']>>} Params */

const SINGLES = 200;
/** The processor of a cheap phone against this one. It slows the page, not the vault's worker. */
const SLOW_CPU = 4;

/** At most: ratios to plain Dexie, `unlock` to the key derivation alone, `task` in milliseconds at CPU /4. */
const MOST = { bulk: 0.2, all: 0.6, one: 1.3, disk: 2, unlock: 1.2, task: 50 };
const STEPS = ['bulk', 'singles', 'open', 'all'];

const median = (/** @type {number[]} */ values) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * In a browser and a profile of its own.
 * @template T
 * @param {string} url
 * @param {number} cpu slower by so much
 * @param {(page: import('@playwright/test').Page) => Promise<T>} work
 */
async function fresh(url, cpu, work) {
	const profile = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
	const path = browserPath();
	const context = await chromium.launchPersistentContext(profile, {
		...(path ? { executablePath: path } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	try {
		const page = await context.newPage();
		await page.goto(url);
		await page.waitForFunction(() => 'bench' in window);
		const devtools = await context.newCDPSession(page);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
		return await work(page);
	} finally {
		await context.close();
		rmSync(profile, { recursive: true, force: true });
	}
}

/** @typedef {{ bench: VaultBench }} Window What page.ts puts there. */

const calibrate = (/** @type {string} */ url) =>
	fresh(url, 1, (page) =>
		page.evaluate(() => /** @type {Window} */ (/** @type {unknown} */ (window)).bench.calibrate()),
	);

const plain = (
	/** @type {string} */ url,
	/** @type {number} */ records,
	/** @type {'default' | 'strict'} */ durability,
) =>
	fresh(url, 1, (page) =>
		page.evaluate(
			([count, singles, how]) =>
				/** @type {Window} */ (/** @type {unknown} */ (window)).bench.dexie(count, singles, how),
			/** @type {const} */ ([records, SINGLES, durability]),
		),
	);

const sealed = (
	/** @type {string} */ url,
	/** @type {number} */ records,
	/** @type {Params} */ params,
	/** @type {number} */ cpu,
) =>
	fresh(url, cpu, (page) =>
		page.evaluate(
			([count, singles, derivation]) =>
				/** @type {Window} */ (/** @type {unknown} */ (window)).bench.vault(count, singles, derivation),
			/** @type {const} */ ([records, SINGLES, params]),
		),
	);

/**
 * @param {{ runs?: number, records?: number, json?: string }} options
 * @returns {Promise<boolean>} whether every figure held
 */
export async function vault({ runs = 5, records = 10_000, json = 'test-results/bench-vault.json' }) {
	const say = (/** @type {string} */ line) => console.log(line);
	const { url, close } = await pageOf('tests/bench/vault/page.ts');
	const [load = NaN] = loadavg();
	/** @type {{ dexie: Figures[], strict: Figures[], vault: Figures[], slow: Figures[] }} */
	const all = { dexie: [], strict: [], vault: [], slow: [] };
	try {
		const params = await calibrate(url);
		say(
			`vault: ${records} records and ${SINGLES} single saves, ${runs} runs; ` +
				`Argon2id ${params.memory / 1024} MiB, ${params.iterations} passes`,
		);
		for (let run = 0; run < runs; run += 1) {
			all.dexie.push(await plain(url, records, 'default'));
			all.vault.push(await sealed(url, records, params, 1));
			all.strict.push(await plain(url, records, 'strict'));
			all.slow.push(await sealed(url, records, params, SLOW_CPU));
			say(`  run ${run + 1} of ${runs}`);
		}
		const of = (/** @type {Figures[]} */ runsOf, /** @type {string} */ name) =>
			median(runsOf.map((figures) => figures[name] ?? NaN));
		const ratio = (/** @type {string} */ name) => of(all.vault, name) / of(all.dexie, name);
		const is = {
			bulk: ratio('bulk'),
			all: ratio('all'),
			one: ratio('one'),
			disk: ratio('disk'),
			unlock: median(all.vault.map(({ open = NaN, derive = NaN }) => open / derive)),
			task: Math.max(...STEPS.map((step) => of(all.slow, `${step}Task`))),
		};
		const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) =>
			name.padEnd(18) + cells.map((cell) => String(cell).padStart(11)).join('');
		say(`\n${row('ms', ['bulk', 'read all', 'one save', 'open', 'disk KB'])}`);
		for (const [name, figures] of Object.entries(all)) {
			const cells = ['bulk', 'all', 'one', 'open', 'disk'].map((step) => {
				const value = of(figures, step) / (step === 'disk' ? 1024 : 1);
				return value.toFixed(step === 'one' ? 2 : 0);
			});
			say(row(/** @type {Record<string, string>} */ (NAMES)[name] ?? name, cells));
		}
		say(row('derivation alone', ['', '', '', of(all.vault, 'derive').toFixed(0)]));
		say('');
		for (const [name, most] of Object.entries(MOST)) {
			const value = is[/** @type {keyof typeof MOST} */ (name)];
			const shown = name === 'task' ? `${value.toFixed(0)} ms` : `${value.toFixed(2)} x`;
			say(
				`${SAID[/** @type {keyof typeof MOST} */ (name)].padEnd(40)}${shown.padStart(9)}  target <= ${most}  ${value <= most ? 'held' : 'MISSED'}`,
			);
		}
		say(
			`${'load of the machine'.padEnd(40)}${load.toFixed(1).padStart(9)}  above its cores the ratios wander`,
		);
		mkdirSync(join(json, '..'), { recursive: true });
		writeFileSync(
			json,
			JSON.stringify(
				{ at: new Date().toISOString(), load, runs, records, params, is, targets: MOST, all },
				null,
				'\t',
			),
		);
		say(`\n${json}`);
		return Object.entries(MOST).every(([name, most]) => is[/** @type {keyof typeof MOST} */ (name)] <= most);
	} finally {
		close();
	}
}

const NAMES = {
	dexie: 'plain Dexie',
	strict: 'Dexie, strict',
	vault: 'vault',
	slow: 'vault, CPU /4',
};
const SAID = {
	bulk: 'bulk write, x plain Dexie',
	all: 'read all after unlock, x plain Dexie',
	one: 'single save, x plain Dexie',
	disk: 'disk, x plain Dexie',
	unlock: 'unlock, x key derivation alone',
	task: 'longest task of the page at CPU /4',
};
