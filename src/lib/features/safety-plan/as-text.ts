/** What of the plan is handed on or printed: only the lines she ticked, as text. Pure; it sends nothing. */
import type { Translator } from '$platform/i18n';
import type { Stored } from '$platform/vault/contract';
import { LISTS, linesOf, shownReach, type Line, type List } from './model';

type Words = Pick<Translator, 't'>;

/** One line of the plan in one piece: the same on paper and in a message. */
export const lineText = (words: Words, { text, how, knows }: Line): string =>
	[
		text.trim(),
		...(how.trim() ? [words.t('safety-plan:reach', { how: shownReach(how) })] : []),
		...(knows.trim() ? [words.t('safety-plan:knows', { what: knows.trim() })] : []),
	]
		.filter(Boolean)
		.join('. ');

export interface Part {
	list: List;
	title: string;
	lines: string[];
}

export const partsOf = (words: Words, all: readonly Stored<Line>[], ticked: ReadonlySet<string>): Part[] =>
	LISTS.map((list) => ({
		list,
		title: words.t(`safety-plan:list.${list}.title`),
		lines: linesOf(all, list)
			.filter(({ id }) => ticked.has(id))
			.map(({ value }) => lineText(words, value)),
	})).filter(({ lines }) => lines.length > 0);

const MARK = '- ';
export const partsText = (parts: readonly Part[]): string =>
	parts.map(({ title, lines }) => [title, ...lines.map((line) => MARK + line)].join('\n')).join('\n\n');

/** Whether a message said this line, word for word: then its readers have it. */
export const says = (message: string, line: string): boolean => message.split('\n').includes(MARK + line);
