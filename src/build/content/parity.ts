/** A translation follows its original piece by piece: the same pages, blocks, entries, numbers and names. */
import type { Structure, Texts } from '$protocol/module';
import type { Block, Page } from '$protocol/module-blocks';
import type { Report } from './report';

/** How many entries each of its lists has. */
const counts = (block: Block): number[] => [
	...('bins' in block ? [block.bins.length] : []),
	...('items' in block ? [block.items.length] : []),
	...('options' in block ? [block.options.length] : []),
	...('lines' in block ? [block.lines.length] : []),
];

function blockDifference(original: Block, here: Block): string | null {
	if (JSON.stringify(original) === JSON.stringify(here)) return null;
	if (original.type !== here.type) return `The original has a ${original.type} here; this is a ${here.type}.`;
	const ours = counts(here);
	const at = counts(original).findIndex((count, index) => count !== ours[index]);
	if (at >= 0)
		return `The ${here.type} of the original has ${String(counts(original)[at])} entries; here are ${String(ours[at])}.`;
	return `This ${here.type} is not as in the original: its numbers, names and what stands in brackets are the same in every language.`;
}

function pageDifferences(original: Page, here: Page, line: (id: string) => number, report: Report): void {
	if (original.id !== here.id)
		report.at(line(here.id), `In the original this page is {#${original.id}}, here {#${here.id}}.`);
	here.blocks.forEach((block, at) => {
		const same = original.blocks[at];
		const difference = same
			? blockDifference(same, block)
			: `The original has no more on this page than before this ${block.type}.`;
		if (difference !== null) report.at(line(block.id), difference);
	});
	const missing = original.blocks[here.blocks.length];
	if (missing) report.at(line(here.id), `On this page the ${missing.type} of the original is missing.`);
}

export function differences(
	original: { structure: Structure; texts: Texts },
	here: { pages: Page[]; texts: Texts },
	lines: ReadonlyMap<string, number>,
	report: Report,
): void {
	const line = (id: string) => lines.get(id) ?? 1;
	const { pages } = original.structure;
	here.pages.forEach((page, at) => {
		const same = pages[at];
		if (same) pageDifferences(same, page, line, report);
		else report.at(line(page.id), `The original has ${String(pages.length)} pages; this is one more.`);
	});
	const missing = pages[here.pages.length];
	if (missing)
		report.at(
			line(here.pages.at(-1)?.id ?? ''),
			`After this page the original goes on: "${original.texts[`${missing.id}.title`] ?? ''}".`,
		);
	if (report.problems.length > 0) return;
	for (const key of Object.keys(original.texts))
		if (!Object.hasOwn(here.texts, key))
			report.at(line(key.split('.')[0] ?? ''), `The original has words here that this has not (${key}).`);
	for (const key of Object.keys(here.texts))
		if (!Object.hasOwn(original.texts, key))
			report.at(line(key.split('.')[0] ?? ''), `The original has no words here (${key}).`);
}
