// The table of figures at the end of `npm test`.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {import('./figure-reporter.js').Figure} Figure */

/** @param {string} file What the reporter collected. @returns {Figure[]} In order of their rows; said twice alike is said once. */
export function readFigures(file) {
	if (!existsSync(file)) return [];
	const lines = [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))];
	return lines
		.map((line) => /** @type {Figure} */ (JSON.parse(line)))
		.sort((a, b) => a.row.localeCompare(b.row, 'en') || a.test.localeCompare(b.test, 'en'));
}

/** @param {Figure[]} figures @returns {string} A table for a terminal; the last column is the test that said it. */
export function figuresTable(figures) {
	const rows = [
		['figure', 'measured', 'target', 'said by'],
		...figures.map(({ row, value, target, test }) => [row, value, target, test]),
	];
	const widths = [0, 1, 2].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
	return rows
		.map((cells) =>
			cells
				.map((cell, at) => cell.padEnd(widths[at] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
