// How long a slow phone waits for Rosebay's first screen: the first time, and offline ever after; beside an empty page with
// the same words and an empty SvelteKit app, all served the same way, in turns, so that a noisy machine is noisy for all.
// Only the ratios mean anything elsewhere.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localhostCertificate } from './certificate.js';
import { brotli, startFront } from './front.js';
import { createLink } from './link.js';
import { startRosebay } from './rosebay.js';
import { keptBodies, openBrowser, settled, visit } from './visit.js';
import { startEmptyKit, startFloor } from './yardsticks.js';

/** Lighthouse's slow 4G, and WebPageTest's slow 3G; `cpu` is how many times slower than this machine. */
const NETWORKS = {
	slow4g: { rttMs: 150, downKbps: 1_638, upKbps: 675, cpu: 4 },
	slow3g: { rttMs: 400, downKbps: 400, upKbps: 400, cpu: 6 },
	fast: { rttMs: 20, downKbps: 50_000, upKbps: 20_000, cpu: 1 },
};
/** Rosebay's first control, which only its scripts draw. */
const FIRST_CONTROL = 'main :is(button, input, a[href])';
const TARGETS = { usableCold: 1.3, usableOffline: 1.2, scriptKB: 60, keptKB: 400, cpuToEmptyKit: 1.5 };

/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {{ name: string, ready: string, link: import('./link.js').Link, direct: number, cold: Visit[], offline: Visit[], failures: string[], keptKB?: number }} Target */

const median = (/** @type {(number | undefined)[]} */ values) => {
	const sorted = values
		.filter((value) => value !== undefined && !Number.isNaN(value))
		.sort((a, b) => Number(a) - Number(b));
	const middle = sorted.length >> 1;
	if (sorted.length === 0) return NaN;
	return sorted.length % 2
		? Number(sorted[middle])
		: (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2;
};

const inProfile = async (/** @type {(profile: string) => Promise<void>} */ work) => {
	const profile = mkdtempSync(join(tmpdir(), 'rosebay-profile-'));
	try {
		await work(profile);
	} finally {
		rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
	}
};

/** The words of Rosebay's first screen, for the floor. */
const wordsOf = async (
	/** @type {Omit<Target, 'name'>} */ target,
	/** @type {{ pin: string, cpu: number }} */ settings,
) => {
	/** @type {string[]} */
	let lines = [];
	target.link.shape(false);
	await inProfile(async (profile) => {
		const browser = await openBrowser(profile, settings);
		await visit(browser, { ...target, port: target.link.port, cpu: 1 });
		const text = await browser
			.pages()
			.at(-1)
			?.evaluate(() => document.body.innerText);
		lines = (text ?? '').split(/\n+/).filter((line) => line.trim() !== '');
		await browser.close();
	});
	target.link.shape(true);
	return lines;
};

/** First visit, then, with a new browser on the same profile and nobody answering, the second. */
const bothVisits = (
	/** @type {Target} */ target,
	/** @type {{ pin: string, cpu: number }} */ settings,
	/** @type {(line: string) => void} */ say,
) =>
	inProfile(async (profile) => {
		const page = { ready: target.ready, port: target.link.port, cpu: settings.cpu, link: target.link };
		const first = await openBrowser(profile, settings);
		try {
			target.cold.push(await visit(first, page));
			if (!(await settled(first, target.link))) throw new Error('no service worker became active');
			target.keptKB ??=
				(await keptBodies(first)).reduce(
					(sum, { body }) => sum + brotli(Buffer.from(body, 'base64')).length,
					0,
				) / 1_024;
		} finally {
			await first.close();
		}
		await target.link.cut();
		const second = await openBrowser(profile, settings);
		try {
			target.offline.push(await visit(second, page));
		} finally {
			await second.close();
			await target.link.mend();
		}
		say(
			`  ${target.name.padEnd(12)} first ${target.cold.at(-1)?.usable.toFixed(0)} ms, offline ${target.offline.at(-1)?.usable.toFixed(0)} ms`,
		);
	}).catch((/** @type {Error} */ error) => {
		target.failures.push(error.message);
		say(`  ${target.name.padEnd(12)} failed: ${error.message}`);
	});

/** Lighthouse's own simulation of a phone; fetched only when asked for, and no dependency of ours. */
const lighthouse = async (
	/** @type {number} */ port,
	/** @type {string} */ chrome,
	/** @type {string} */ pin,
) => {
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-lighthouse-'));
	const file = join(folder, 'report.json');
	const args = [
		'--yes',
		'lighthouse@12.8.2',
		`https://localhost:${port}/`,
		'--quiet',
		'--output=json',
		`--output-path=${file}`,
	];
	args.push('--only-categories=performance,accessibility,best-practices');
	args.push(
		`--chrome-flags=--headless=new --no-sandbox --disable-gpu --ignore-certificate-errors-spki-list=${pin} --user-data-dir=${folder}/profile`,
	);
	try {
		await new Promise((resolve) => {
			spawn('npx', args, {
				stdio: ['ignore', 'ignore', 'inherit'],
				env: { ...process.env, CHROME_PATH: chrome },
			}).on('close', resolve);
		});
		const { categories } = JSON.parse(readFileSync(file, 'utf8'));
		return Object.fromEntries(
			Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};

const COLUMNS = /** @type {[string, (target: Target) => number, number][]} */ ([
	['paint ms', ({ cold }) => median(cold.map(({ paint }) => paint)), 0],
	['usable ms', ({ cold }) => median(cold.map(({ usable }) => usable)), 0],
	['offline paint', ({ offline }) => median(offline.map(({ paint }) => paint)), 0],
	['offline usable', ({ offline }) => median(offline.map(({ usable }) => usable)), 0],
	['cpu ms', ({ cold }) => median(cold.map(({ cpuMs }) => cpuMs)), 0],
	['wire KB', ({ cold }) => median(cold.map(({ wireKB }) => wireKB)), 1],
	['script KB', ({ cold }) => median(cold.map(({ scriptKB }) => scriptKB)), 1],
	['requests', ({ cold }) => median(cold.map(({ requests }) => requests)), 0],
	['kept KB', ({ keptKB }) => keptKB ?? NaN, 1],
]);

const row = (/** @type {string} */ name, /** @type {string[]} */ cells) =>
	name.padEnd(14) + cells.map((cell) => cell.padStart(15)).join('');
const shown = (/** @type {number} */ value, /** @type {number} */ digits, unit = '') =>
	!Number.isFinite(value) ? '-' : `${value.toFixed(digits)}${unit}`;

/**
 * @param {{ runs?: number, network?: string, json?: string, lighthouse?: boolean }} options
 * @returns {Promise<boolean>} whether every visit succeeded
 */
export async function boot({
	runs = 5,
	network = 'slow4g',
	json = 'test-results/bench-boot.json',
	lighthouse: withLighthouse = false,
}) {
	const speed = NETWORKS[/** @type {keyof typeof NETWORKS} */ (network)];
	if (!speed) throw new Error(`network is one of ${Object.keys(NETWORKS).join(', ')}`);
	const say = (/** @type {string} */ line) => console.log(line);
	const certificate = localhostCertificate();
	const settings = { pin: certificate.pin, cpu: speed.cpu };

	const data = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
	const rosebay = await startRosebay(data);
	try {
		const target = async (
			/** @type {string} */ name,
			/** @type {string} */ ready,
			/** @type {number} */ port,
		) => {
			const direct = await startFront(port, certificate);
			/** @type {Target} */
			const made = {
				name,
				ready,
				direct,
				link: await createLink(direct, speed),
				cold: [],
				offline: [],
				failures: [],
			};
			return made;
		};
		const ours = await target('rosebay', FIRST_CONTROL, rosebay.port);
		const floor = await target('floor', 'main button', await startFloor(await wordsOf(ours, settings)));
		const emptyKit = await target('empty kit', 'main button', await startEmptyKit());
		const targets = [floor, emptyKit, ours];

		say(`boot: ${network}, ${speed.rttMs} ms, ${speed.downKbps} kbit/s, CPU /${speed.cpu}, ${runs} runs`);
		for (let run = 0; run < runs; run += 1) {
			for (const each of [...targets].sort(() => Math.random() - 0.5)) await bothVisits(each, settings, say);
		}

		say(
			`\n${row(
				'median',
				COLUMNS.map(([name]) => name),
			)}`,
		);
		for (const each of targets)
			say(
				row(
					each.name,
					COLUMNS.map(([, of, digits]) => shown(of(each), digits)),
				),
			);
		say(
			`\n${row(
				'x floor',
				COLUMNS.map(([name]) => name),
			)}`,
		);
		for (const each of targets)
			say(
				row(
					each.name,
					COLUMNS.map(([, of]) => shown(of(each) / of(floor), 2, 'x')),
				),
			);

		const value = (/** @type {string} */ column, /** @type {Target} */ of) =>
			COLUMNS.find(([name]) => name === column)?.[1](of) ?? NaN;
		const against = {
			usableCold: value('usable ms', ours) / value('usable ms', floor),
			usableOffline: value('offline usable', ours) / value('offline usable', floor),
			scriptKB: value('script KB', ours),
			keptKB: value('kept KB', ours),
			cpuToEmptyKit: value('cpu ms', ours) / value('cpu ms', emptyKit),
		};
		say('');
		for (const [name, most] of Object.entries(TARGETS)) {
			const is = against[/** @type {keyof typeof TARGETS} */ (name)];
			say(
				`${name.padEnd(14)} ${shown(is, 2).padStart(8)}  target <= ${most}  ${is <= most ? 'held' : 'MISSED'}`,
			);
		}
		/** @type {Record<string, number> | undefined} */
		let scores;
		if (withLighthouse) {
			const { browserPath } = await import('../support/browser.js');
			scores = await lighthouse(ours.direct, browserPath() ?? '', certificate.pin);
			say(`lighthouse     ${JSON.stringify(scores)}`);
		}
		mkdirSync(join(json, '..'), { recursive: true });
		const results = targets.map(({ name, cold, offline, failures, keptKB }) => ({
			name,
			cold,
			offline,
			failures,
			keptKB,
		}));
		writeFileSync(
			json,
			JSON.stringify(
				{ at: new Date().toISOString(), network, speed, runs, against, targets: TARGETS, scores, results },
				null,
				'\t',
			),
		);
		say(`\n${json}`);
		return targets.every(({ failures }) => failures.length === 0);
	} finally {
		rosebay.stop();
		rmSync(data, { recursive: true, force: true });
	}
}
