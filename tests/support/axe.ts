import { expect, type Frame, type Page } from '@playwright/test';
import axe from 'axe-core';

/** Level A and AA of WCAG 2.0, 2.1 and 2.2; contrast included, which axe leaves to the page being painted. */
const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * Faults of this document, frames inside it left out. axe stays in the document, so that each further look costs a
 * fifth of what a new one would: it is put there directly, as the library's own way for Playwright opens a page a look.
 */
async function faultsOf(shown: Page | Frame, runOnly: string[]) {
	if (!(await shown.evaluate(() => 'axe' in window))) await shown.evaluate(axe.source);
	const violations = await shown.evaluate(async (only) => {
		// Half-way between two colours nothing has enough contrast.
		const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
		await Promise.allSettled(changing.map(({ finished }) => finished));
		const { axe: here } = window as unknown as { axe: typeof axe };
		const run = async (rules: string[], of: Document | Element = document) =>
			(await here.run(of, { runOnly: rules, iframes: false, resultTypes: ['violations'] })).violations;
		const { scrollX, scrollY } = window;
		// What lies half under a bar at the edge of the screen is small there only: it is looked at where she would press it.
		const small = async (target: unknown) => {
			const element = typeof target === 'string' ? document.querySelector(target) : null;
			element?.scrollIntoView({ block: 'center' });
			return element === null || (await run(['target-size'], element)).length > 0;
		};
		const found = [];
		for (const violation of await run(only)) {
			const nodes = [];
			for (const node of violation.nodes)
				if (violation.id !== 'target-size' || (await small(node.target[0]))) nodes.push(node);
			if (nodes.length > 0) found.push({ ...violation, nodes });
		}
		window.scrollTo(scrollX, scrollY);
		return found;
	}, runOnly);
	return violations.map(({ id, help, nodes }) => ({
		id,
		help,
		at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
	}));
}

/** The exit is the same on every screen of a document: looked at once in each language and colour scheme. */
const exitsSeen = new WeakMap<Frame, Set<string>>();

async function exitFaults(page: Page) {
	const [exit] = page.mainFrame().childFrames();
	if (!exit) return [];
	const look = await page.evaluate(
		() => `${document.documentElement.lang} ${String(matchMedia('(prefers-color-scheme: dark)').matches)}`,
	);
	const seen = exitsSeen.get(exit) ?? new Set<string>();
	if (seen.has(look)) return [];
	exitsSeen.set(exit, seen.add(look));
	return faultsOf(exit, WCAG_2_2_AA);
}

/**
 * The screen that is shown now has no accessibility fault axe can see (about half of all there can be; the rest is for
 * people), the quick exit's frame neither. Call it once the screen has settled.
 */
export const expectNoViolations = async (page: Page): Promise<void> => {
	expect([...(await faultsOf(page, [...WCAG_2_2_AA, 'best-practice'])), ...(await exitFaults(page))]).toEqual(
		[],
	);
};

/** For a screen without faults that is now shown in other colours: nothing but colours can have become one. */
export const expectEnoughContrast = async (page: Page): Promise<void> => {
	expect([...(await faultsOf(page, ['color-contrast'])), ...(await exitFaults(page))]).toEqual([]);
};
