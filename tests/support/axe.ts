import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Level A and AA of WCAG 2.0, 2.1 and 2.2; contrast included, which axe leaves to the page being painted. */
const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * The screen that is shown now has no accessibility fault axe can see (about half of all there can be; the rest is for
 * people). Frames are looked into as well, the quick exit's among them. Call it once the screen has settled.
 */
export const expectNoViolations = async (page: Page): Promise<void> => {
	const { violations } = await new AxeBuilder({ page }).withTags([...WCAG_2_2_AA, 'best-practice']).analyze();
	const faults = violations.map(({ id, help, nodes }) => ({
		id,
		help,
		at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
	}));
	expect(faults).toEqual([]);
};
