// `npm run bench -- vault [--runs 5] [--records 10000] [--json FILE]`: the same records through plain Dexie and through
// the vault, on the real disk. In every run each has a browser of its own over a fresh profile, all are open at once, and
// every step is taken by one after the other, in turns that begin with another one each time: what else the machine does
// then meets all of them alike. Only ratios of one run mean anything; what is told is the median of the runs' ratios.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserPath } from '../support/browser.js';
import { pageOf } from '../support/page-of.js';
import { table } from './vault/table.js';

/** @typedef {import('./vault/page').VaultBench} VaultBench */
/** @typedef {import('./vault/page').Kind} Kind */
/** @typedef {'dexie' | 'strict' | 'vault' | 'slow'} Name `slow`: the vault with its page slowed down */
/** @typedef {Record<string, number>} Figures Milliseconds, but for `disk`: bytes. `...Task`: the longest of that step. */
/** @typedef {Record<Name, Figures>} Run */

const SINGLES = 200;
/** Single saves of one before it is the next one's turn. */
const TURN = 20;
const UNLOCKS = 3;
/** The processor of a cheap phone against this one. It slows the page, not the vault's worker. */
const SLOW_CPU = 4;
/** @type {Record<Name, Kind>} */
const KINDS = { dexie: 'dexie', strict: 'strict', vault: 'vault', slow: 'vault' };
const NAMES = /** @type {Name[]} */ (Object.keys(KINDS));

const median = (/** @type {number[]} */ values) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * A browser and a profile of its own.
 * @param {string} url
 * @param {number} cpu slower by so much
 */
async function fresh(url, cpu) {
	const profile = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
	const path = browserPath();
	const context = await chromium.launchPersistentContext(profile, {
		...(path ? { executablePath: path } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	const page = await context.newPage();
	await page.goto(url);
	await page.waitForFunction(() => 'bench' in window);
	const devtools = await context.newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
	/**
	 * @template {keyof VaultBench} Call
	 * @param {Call} call
	 * @param {Parameters<VaultBench[Call]>} words
	 * @returns {Promise<Awaited<ReturnType<VaultBench[Call]>>>}
	 */
	const ask = (call, ...words) =>
		page.evaluate(([name, given]) => {
			const { bench } = /** @type {{ bench: Record<string, (...words: unknown[]) => any> }} */ (
				/** @type {unknown} */ (window)
			);
			return bench[name]?.(...given);
		}, /** @type {const} */ ([call, words]));
	const end = async () => {
		await context.close();
		rmSync(profile, { recursive: true, force: true });
	};
	return { ask, end };
}

/**
 * @param {string} url
 * @param {number} records
 * @param {number} first whose turn is first
 * @returns {Promise<Run>}
 */
async function oneRun(url, records, first) {
	/** @type {Map<Name, Awaited<ReturnType<typeof fresh>>>} */
	const browsers = new Map();
	const turns = NAMES.map((_, at) => /** @type {Name} */ (NAMES[(at + first) % NAMES.length]));
	/** @type {Run} */
	const run = { dexie: {}, strict: {}, vault: {}, slow: {} };
	/** @type {Record<Name, { each: number[], task: number }>} */
	const singles = Object.assign({}, ...NAMES.map((name) => ({ [name]: { each: [], task: 0 } })));
	try {
		for (const name of turns) browsers.set(name, await fresh(url, name === 'slow' ? SLOW_CPU : 1));
		const each = async (
			/** @type {(ask: Awaited<ReturnType<typeof fresh>>['ask'], name: Name) => Promise<void>} */ work,
		) => {
			for (const [name, { ask }] of browsers) await work(ask, name);
		};
		await each((ask, name) => ask('begin', KINDS[name], records + SINGLES));
		await each(async (ask, name) => {
			const { ms, task } = await ask('bulk', records);
			Object.assign(run[name], { bulk: ms, bulkTask: task });
		});
		for (let at = 0; at < SINGLES; at += TURN) {
			await each(async (ask, name) => {
				const { each: taken, task } = await ask('singles', records + at, records + at + TURN);
				singles[name].each.push(...taken);
				singles[name].task = Math.max(singles[name].task, task);
			});
		}
		/** @type {Record<Name, { open: number[], derive: number[], start: number[] }>} */
		const opened = Object.assign(
			{},
			...NAMES.map((name) => ({ [name]: { open: [], derive: [], start: [] } })),
		);
		for (let again = 0; again < UNLOCKS; again += 1) {
			await each(async (ask, name) => {
				const { open, derive, start } = opened[name];
				if (KINDS[name] === 'vault') derive.push(await ask('derive'));
				const taken = await ask('reopen');
				open.push(taken.open.ms);
				start.push(taken.start.ms);
				run[name].openTask = Math.max(run[name].openTask ?? 0, taken.open.task, taken.start.task);
				const { ms, task } = await ask('all');
				run[name].all = Math.min(run[name].all ?? Infinity, ms);
				run[name].allTask = Math.max(run[name].allTask ?? 0, task);
			});
		}
		await each(async (ask, name) => {
			const { open, derive, start } = opened[name];
			Object.assign(run[name], {
				one: median(singles[name].each),
				singlesTask: singles[name].task,
				start: median(start),
				open: median(open),
				derive: median(derive),
				disk: await ask('disk'),
			});
		});
		return run;
	} finally {
		for (const { end } of browsers.values()) await end();
	}
}

/**
 * @param {{ runs?: number, records?: number, json?: string }} options
 * @returns {Promise<boolean>} whether every figure held
 */
export async function vault({ runs = 5, records = 10_000, json = 'test-results/bench-vault.json' }) {
	const { url, close } = await pageOf('tests/bench/vault/page.ts');
	const loads = [loadavg()[0] ?? NaN];
	/** @type {Run[]} */
	const all = [];
	try {
		const browser = await fresh(url, 1);
		const rung = await browser.ask('calibrate');
		await browser.end();
		console.log(
			`vault: ${records} records and ${SINGLES} single saves, ${runs} runs. Argon2id: measured with 64 MiB x 3; ` +
				`calibrating here and now would take ${rung.memory / 1024} MiB x ${rung.iterations}`,
		);
		for (let run = 0; run < runs; run += 1) {
			all.push(await oneRun(url, records, run));
			loads.push(loadavg()[0] ?? NaN);
			console.log(`  run ${run + 1} of ${runs}, load ${(loads.at(-1) ?? NaN).toFixed(1)}`);
		}
		const { lines, is, held } = table(all);
		for (const line of lines) console.log(line);
		console.log(
			`load of the machine ${loads.map((load) => load.toFixed(1)).join(', ')}: above its cores the ratios wander`,
		);
		mkdirSync(dirname(json), { recursive: true });
		writeFileSync(
			json,
			JSON.stringify({ at: new Date().toISOString(), loads, runs, records, rung, is, all }, null, '\t'),
		);
		console.log(`\n${json}`);
		return held;
	} finally {
		close();
	}
}
