// `npm test`: everything, in the order in which it is cheapest to be told no. Stops at the first step that fails and shows
// what it said. The last line is the sum of all tests; a step without tests of its own counts as one when it fails.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwrightOutcomes, readScoreboard, unshown, vitestOutcomes } from '../asvs/scoreboard.js';
import { browserPath } from './browser.js';
import { figuresTable, readFigures } from './figures-table.js';
import { postgresPath } from './postgres-path.js';
import { slowestFiles } from './slowest.js';

const NO_BROWSER =
	'No browser found. Debian: apt-get install chromium. Elsewhere: npx playwright install chromium. Or set CHROME_PATH.';
const NO_POSTGRES =
	'No PostgreSQL server found. Debian: apt-get install postgresql. Elsewhere: set PG_BIN to the folder with initdb and postgres.';
const FIGURES = './tests/support/figure-reporter.js';
/** Longer than this and a step hangs; the whole is under 22 minutes on two cores. */
const STEP_LIMIT_MS = 20 * 60_000;

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {import('../asvs/scoreboard.js').Outcome} Outcome */
/** @typedef {{ name: string, args: (report: string) => string[], count?: (report: string) => Count, outcomes?: (report: any) => Outcome[], env?: (report: string) => Record<string, string> }} Step */

/** Vitest's JSON report. A file that fails to load holds no tests, so it counts as one that failed. */
const countVitest = (/** @type {string} */ report) => {
	const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
	const broken = testResults.filter(
		(/** @type {{ status: string, assertionResults: unknown[] }} */ { status, assertionResults }) =>
			status === 'failed' && assertionResults.length === 0,
	).length;
	return { passed: numPassedTests, failed: numFailedTests + broken };
};

/**
 * Playwright's JSON report. What did not run because something before it failed counts as failed. In CI a test is tried
 * twice (playwright.config.ts): one that passed the second time has passed, and is named below.
 */
const countPlaywright = (/** @type {string} */ report) => {
	const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped + errors.length };
};

const vitest = (/** @type {string} */ project) => ({
	name: project,
	args: (/** @type {string} */ report) => [
		'run',
		project,
		'--',
		'--reporter=default',
		'--reporter=json',
		`--reporter=${FIGURES}`,
		`--outputFile.json=${report}`,
	],
	count: countVitest,
	outcomes: vitestOutcomes,
});

/** @type {Step[][][]} The lists of one group go at the same time, each in its order: what reads the code keeps one processor busy, tests in one page another. */
const GROUPS = [
	[
		[
			{ name: 'types', args: () => ['run', 'types'] },
			{ name: 'lint', args: () => ['run', 'lint'] },
			{ name: 'build', args: () => ['run', 'build'] },
		],
		[vitest('unit'), vitest('browser')],
	],
	[
		[
			{
				name: 'e2e',
				args: () => ['run', 'e2e', '--', `--reporter=list,json,${FIGURES}`],
				env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
				count: countPlaywright,
				outcomes: playwrightOutcomes,
			},
		],
	],
];

const STEPS = GROUPS.flat(2);

const npm = process.env.npm_execpath;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
const stop = () => {
	for (const { pid } of running) if (pid) process.kill(-pid, 'SIGKILL');
};
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.on(signal, () => {
		stop();
		process.exit(130);
	});
}

const reports = mkdtempSync(join(tmpdir(), 'rosebay-test-'));
const figures = join(reports, 'figures');

/** Runs one step in a process group of its own, so that what it started ends with it. */
const run = (/** @type {Step} */ step, /** @type {string} */ report) =>
	new Promise((/** @type {(answer: { ok: boolean, output: string }) => void} */ resolve) => {
		const [command, args] = npm
			? [process.execPath, [npm, ...step.args(report)]]
			: ['npm', step.args(report)];
		/** @type {Buffer[]} */
		const output = [];
		const child = spawn(command, args, {
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, FORCE_COLOR: '0', ROSEBAY_FIGURES: figures, ...step.env?.(report) },
		});
		running.add(child);
		const limit = setTimeout(() => {
			output.push(Buffer.from(`\nStopped: longer than ${STEP_LIMIT_MS / 60_000} minutes.\n`));
			if (child.pid) process.kill(-child.pid, 'SIGKILL');
		}, STEP_LIMIT_MS);
		child.stdout.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
		child.stderr.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
		child.on('close', (code) => {
			clearTimeout(limit);
			running.delete(child);
			resolve({ ok: code === 0, output: Buffer.concat(output).toString() });
		});
	});

/** @returns {Count} */
const countOf = (/** @type {Step} */ step, /** @type {string} */ report, /** @type {boolean} */ ok) => {
	/** @type {Count} */
	let count = { passed: 0, failed: 0 };
	try {
		if (step.count) count = step.count(report);
	} catch {
		// No report: the step fell over before its first test.
	}
	return ok ? count : { passed: count.passed, failed: Math.max(1, count.failed) };
};

for (const [path, missing] of [
	[browserPath(), NO_BROWSER],
	[postgresPath(), NO_POSTGRES],
]) {
	if (!path) {
		console.log(missing);
		process.exit(1);
	}
}

/** @type {{ name: string, ok: boolean, seconds: number, count: Count }[]} */
const done = [];
/** @type {string[]} */
const slow = [];
/** Said once more at the very end, where whoever sees only the last lines finds it. @type {string[]} */
const named = [];
const nameThem = (/** @type {Step} */ step, /** @type {string} */ report) => {
	try {
		const read = JSON.parse(readFileSync(report, 'utf8'));
		for (const { file, title, green, unsteady } of step.outcomes?.(read) ?? [])
			if (!green || unsteady) named.push(`${green ? 'unsteady' : 'failed'}: ${file} > ${title}`);
		if (step.outcomes) slow.push(`${step.name}, files that took longest:\n${slowestFiles(read)}`);
	} catch {
		// No report, no names; the step itself is in the table.
	}
};
const take = async (/** @type {Step} */ step) => {
	const report = join(reports, `${step.name}.json`);
	const began = performance.now();
	const { ok: clean, output } = await run(step, report);
	const count = countOf(step, report, clean);
	const ok = clean && count.failed === 0;
	const seconds = (performance.now() - began) / 1_000;
	done.push({ name: step.name, ok, seconds, count });
	console.log(`${step.name} … ${ok ? 'ok' : 'FAILED'}, ${seconds.toFixed(0)} s`);
	if (!ok) console.log(`\n${output}`);
	nameThem(step, report);
};
const fell = () => done.some(({ ok }) => !ok);
const inOrder = async (/** @type {Step[]} */ steps) => {
	for (const step of steps) if (!fell()) await take(step);
};
for (const group of GROUPS) {
	await Promise.all(group.map(inOrder));
	if (fell()) break;
}
if (done.length === STEPS.length && done.every(({ ok }) => ok)) {
	const outcomes = STEPS.flatMap(
		({ name, outcomes: read }) =>
			read?.(JSON.parse(readFileSync(join(reports, `${name}.json`), 'utf8'))) ?? [],
	);
	const claimed = unshown(readScoreboard(), outcomes);
	const count = { passed: claimed.length === 0 ? 1 : 0, failed: claimed.length };
	done.push({ name: 'scoreboard', ok: claimed.length === 0, seconds: 0, count });
	if (claimed.length > 0) console.log(`\nClaimed in tests/asvs and not shown:\n${claimed.join('\n')}`);
}
const measured = readFigures(figures);
if (measured.length > 0) console.log(`\n${figuresTable(measured)}`);
if (slow.length > 0) console.log(`\n${slow.join('\n')}`);
rmSync(reports, { recursive: true, force: true });

const row = (/** @type {(string | number)[]} */ ...[name, ...cells]) =>
	String(name).padEnd(10) + cells.map((cell) => String(cell).padStart(9)).join('');
console.log(`\n${row('step', 'result', 'seconds', 'passed', 'failed')}`);
for (const { name, ok, seconds, count } of done)
	console.log(row(name, ok ? 'ok' : 'failed', seconds.toFixed(0), count.passed || '', count.failed || ''));

if (named.length > 0) console.log(`\n${named.join('\n')}`);
const passed = done.reduce((sum, { count }) => sum + count.passed, 0);
const failed = done.reduce((sum, { count }) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && done.length >= STEPS.length ? 0 : 1);
