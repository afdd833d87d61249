import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { figure } from '../support/figure';
import FigureReporter from '../support/figure-reporter.js';
import { figuresTable, readFigures } from '../support/figures-table.js';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rosebay-figures-'));
	vi.stubEnv('ROSEBAY_FIGURES', join(folder, 'figures'));
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

test('a figure is collected once, among whatever else a test prints, and stands in the table', () => {
	const printed: string[] = [];
	vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
	figure('time | max, ms', 12.3456, '< 200');
	figure('canaries', 0, '0');
	vi.mocked(console.log).mockRestore();

	const reporter = new FigureReporter();
	reporter.onUserConsoleLog({ content: ['something else', ...printed, ''].join('\n') });
	reporter.onStdOut(Buffer.from(`${printed[1] ?? ''}\n`));
	const figures = readFigures(join(folder, 'figures'));
	expect(figures).toEqual([
		{ row: 'canaries', value: '0', target: '0', test: '' },
		{ row: 'time | max, ms', value: '12.3', target: '< 200', test: '' },
	]);
	expect(figuresTable(figures).split('\n')[1]).toMatch(/^canaries {2,}0 +0$/);
});

test('without a file to collect into, and without figures, nothing happens', () => {
	vi.stubEnv('ROSEBAY_FIGURES', '');
	new FigureReporter().onStdOut('figure: {"row":"a","value":"1","target":"1"}\n');
	expect(readFigures(join(folder, 'figures'))).toEqual([]);
});
