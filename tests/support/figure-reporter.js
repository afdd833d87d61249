// Collects the figures tests say (figure.ts) into the file named by ROSEBAY_FIGURES, one JSON object a line, each with the
// test that said it. One reporter for both runners: Vitest calls `onUserConsoleLog`, Playwright calls `onStdOut`.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { FIGURE_MARK } from './figure-mark.js';

/** @typedef {{ row: string, value: string, target: string, test: string }} Figure */

/** @param {string} text What a test printed. @param {string} test */
export const figuresIn = (text, test) =>
	text
		.split('\n')
		.filter((line) => line.startsWith(FIGURE_MARK))
		.map((line) => /** @type {Figure} */ ({ ...JSON.parse(line.slice(FIGURE_MARK.length)), test }));

export default class FigureReporter {
	/** @type {import('vitest/node').Vitest | undefined} */
	#vitest;

	/** @param {import('vitest/node').Vitest} vitest */
	onInit(vitest) {
		this.#vitest = vitest;
	}

	/** @param {{ content: string, taskId?: string }} log */
	onUserConsoleLog({ content, taskId }) {
		const task = taskId === undefined ? undefined : this.#vitest?.state.getReportedEntityById(taskId);
		const file = task && 'module' in task ? task.module.moduleId : task?.moduleId;
		this.#keep(content, file, task && 'fullName' in task ? task.fullName : '');
	}

	/** @param {string | Buffer} chunk @param {import('@playwright/test/reporter').TestCase} [test] */
	onStdOut(chunk, test) {
		this.#keep(String(chunk), test?.location.file, test?.title ?? '');
	}

	/** Playwright: the list is printed by another reporter. */
	printsToStdio() {
		return false;
	}

	/** @param {string} text @param {string | undefined} file @param {string} title */
	#keep(text, file, title) {
		const into = process.env.ROSEBAY_FIGURES;
		if (!into || !text.includes(FIGURE_MARK)) return;
		const test = [file && relative(process.cwd(), file), title].filter(Boolean).join(' > ');
		for (const one of figuresIn(text, test)) appendFileSync(into, `${JSON.stringify(one)}\n`);
	}
}
