// Which files of a step took longest: where to look first when the whole suite has grown too slow.
const SHOWN = 8;

/** Vitest's JSON report. @param {any} report @returns {[file: string, seconds: number][]} */
const ofVitest = (report) =>
	report.testResults.map((/** @type {any} */ { name, startTime, endTime }) => [
		name,
		(endTime - startTime) / 1_000,
	]);

/** Playwright's JSON report. @param {any} report @returns {[file: string, seconds: number][]} */
const ofPlaywright = (report) => {
	const seconds = (/** @type {any} */ suite) =>
		[
			...(suite.suites ?? []).map(seconds),
			...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
				spec.tests.flatMap((/** @type {any} */ test) =>
					test.results.map((/** @type {any} */ { duration }) => duration / 1_000),
				),
			),
		].reduce((/** @type {number} */ sum, /** @type {number} */ each) => sum + each, 0);
	return report.suites.map((/** @type {any} */ suite) => [suite.file, seconds(suite)]);
};

/**
 * @param {any} report of either
 * @returns {string} "31 s src/lib/...", the slowest first; empty where there is none
 */
export const slowestFiles = (report) =>
	(report.testResults ? ofVitest(report) : ofPlaywright(report))
		.sort(([, a], [, b]) => b - a)
		.slice(0, SHOWN)
		.map(
			([file, seconds]) =>
				`  ${seconds.toFixed(0).padStart(4)} s  ${file.replace(/^.*\/(?=(?:src|tests)\/)/, '')}`,
		)
		.join('\n');
