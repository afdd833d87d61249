// The scoreboard of OWASP ASVS 5.0.0: reading it, and holding it against what the tests of this very run said.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {'pass' | 'fail' | 'na' | 'deviation'} Verdict */
/** @typedef {{ file: string, title: string }} TestId `title` may be the part of a title that tells it from the others; empty for all of a file. */
/** @typedef {{ id: string, verdict: Verdict, reason: string, tests: TestId[] }} Entry */
/** @typedef {{ file: string, title: string, green: boolean, unsteady?: boolean }} Outcome `unsteady`: only the second try was green. */

export const VERDICTS = /** @type {const} */ (['pass', 'fail', 'na', 'deviation']);
/** Declared in advance; nothing else may be one, and none of them may ever be called a pass. */
export const DEVIATIONS = ['3.4.7', '11.7.1', '14.3.3'];

const here = (/** @type {string} */ file) => fileURLToPath(new URL(file, import.meta.url));

/** How many requirements each section has. @returns {string[]} Every id of the standard, in its order. */
export function requirementIds() {
	/** @type {Record<string, number>} */
	const sections = JSON.parse(readFileSync(here('requirements.json'), 'utf8'));
	return Object.entries(sections).flatMap(([section, count]) =>
		Array.from({ length: count }, (_, at) => `${section}.${String(at + 1)}`),
	);
}

/** @returns {Entry[]} */
export function readScoreboard() {
	const [, ...lines] = readFileSync(here('scoreboard.tsv'), 'utf8').trimEnd().split('\n');
	return lines.map((line) => {
		const [id = '', verdict = '', reason = '', tests = ''] = line.split('\t');
		const ids = tests.split(' | ').filter(Boolean);
		return {
			id,
			verdict: /** @type {Verdict} */ (verdict),
			reason,
			tests: ids.map((one) => {
				const [file = '', title = ''] = one.split('#');
				return { file, title };
			}),
		};
	});
}

/** @param {Entry[]} entries @returns {string} `241 na, 90 pass, ...` */
export const summary = (entries) =>
	VERDICTS.map(
		(verdict) => `${String(entries.filter((one) => one.verdict === verdict).length)} ${verdict}`,
	).join(', ');

/** Vitest's JSON report as outcomes. @param {any} report @returns {Outcome[]} */
export const vitestOutcomes = (report) =>
	report.testResults.flatMap((/** @type {any} */ { name, assertionResults }) =>
		assertionResults.map((/** @type {any} */ { fullName, status, failureMessages }) => ({
			file: relative(process.cwd(), name),
			title: fullName,
			green: status === 'passed',
			unsteady: status === 'passed' && (failureMessages ?? []).length > 0,
		})),
	);

/** Playwright's JSON report as outcomes. @param {any} report @returns {Outcome[]} */
export function playwrightOutcomes(report) {
	/** @type {(suite: any, above: string) => Outcome[]} */
	const inside = (suite, above) => [
		...(suite.specs ?? []).map((/** @type {any} */ { title, ok, tests }) => ({
			file: `tests/e2e/${suite.file}`,
			title: `${above}${title}`,
			green: ok,
			unsteady: (tests ?? []).some((/** @type {any} */ { status }) => status === 'flaky'),
		})),
		...(suite.suites ?? []).flatMap((/** @type {any} */ one) => inside(one, `${above}${one.title} `)),
	];
	return report.suites.flatMap((/** @type {any} */ suite) => inside(suite, ''));
}

/**
 * What is claimed and not shown: a pass one of whose tests did not run, or was not green.
 * @param {Entry[]} entries @param {Outcome[]} outcomes @returns {string[]} One line each; none when all is as claimed.
 */
export function unshown(entries, outcomes) {
	return entries.flatMap(({ id, tests }) =>
		tests.flatMap(({ file, title }) => {
			const meant = outcomes.filter((one) => one.file === file && one.title.includes(title));
			if (meant.length === 0) return [`${id}: no test "${title}" ran in ${file}`];
			return meant.filter(({ green }) => !green).map((one) => `${id}: not green: ${file}, "${one.title}"`);
		}),
	);
}
