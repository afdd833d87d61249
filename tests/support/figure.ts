/**
 * A measured figure, said by the test that measured it: `figure('forensics: canaries found', 0, '0')`. Call it before the
 * assertion, so that a bad figure is seen too. It works in unit tests, in browser tests and in Playwright's alike, because
 * it is only a line on the console; figure-reporter.js collects those lines with the test's name, and `npm test` prints
 * all of them as one table at its end. It judges nothing: the test's own assertion does.
 */
import { FIGURE_MARK } from './figure-mark.js';

/** @param row What was measured, named as in the list of promises. @param target What it should be, as a person reads it. */
export function figure(row: string, value: string | number, target: string): void {
	const shown = typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(3) : String(value);
	console.log(`${FIGURE_MARK}${JSON.stringify({ row, value: shown, target })}`);
}
