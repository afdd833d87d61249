/**
 * Markdown as content uses it: headings that begin pages, paragraphs, lists, directives. Words are plain: whatever Markdown
 * would make of them beyond that (bold, links, code) is a problem with a line, never dropped in silence.
 */
import type { Heading, List, ListItem, Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Report } from './report';

export interface Words {
	text: string;
	line: number;
	/** `{#p3}` at its end. */
	id?: string | undefined;
}

/** One entry of a list: its words, what stands in brackets before them, and the paragraphs beneath. */
export interface Entry extends Words {
	/** `x`, `see 5`; null where there are no brackets. */
	mark: string | null;
	why: Words | null;
}
export interface Entries {
	numbered: boolean;
	entries: Entry[];
	line: number;
}
export type Directive = ContainerDirective | LeafDirective;
export type Part = { type: 'words'; words: Words } | { type: 'list'; list: Entries };

export const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;

const NAMES: Partial<Record<Nodes['type'], string>> = {
	strong: 'bold (**)',
	emphasis: 'slanted (* or _)',
	link: 'a link',
	linkReference: 'a link',
	image: 'a picture of Markdown; use ::picture',
	imageReference: 'a picture of Markdown; use ::picture',
	inlineCode: 'code (`)',
	code: 'code; four spaces before a line make it so',
	html: 'HTML',
	blockquote: 'a quotation (>)',
	thematicBreak: 'a line across (---)',
	definition: 'an address for links',
};
const nameOf = (node: Nodes): string => NAMES[node.type] ?? node.type;

const parser = unified().use(remarkParse).use(remarkFrontmatter, ['yaml']).use(remarkDirective);

export class Markdown {
	readonly root: Root;
	readonly report: Report;
	readonly #source: string;

	constructor(source: string, report: Report) {
		this.#source = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
		this.report = report;
		this.root = parser.parse(this.#source);
	}

	sourceOf(node: Nodes): string {
		return this.#source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
	}

	#plain(child: PhrasingContent): string {
		if (child.type === 'text') return child.value.replaceAll(/[ \t]*\n[ \t]*/g, ' ');
		if (child.type === 'break') return '\n';
		// `:word` is a directive to Markdown and a word to people.
		if (child.type === 'textDirective') return this.sourceOf(child);
		this.report.at(lineOf(child), `Words are plain here; this is ${nameOf(child)}.`);
		return '';
	}

	words(node: Paragraph | Heading): Words {
		const whole = node.children.map((child) => this.#plain(child)).join('');
		const text = whole.trim();
		const line = lineOf(node);
		if (node.type === 'paragraph' && text.startsWith('::'))
			this.report.at(
				line,
				'This looks like a block but is not: write it as :::name{a=1}, without spaces before {.',
			);
		const named = /^(.*?)\s*\{#([^{}\s]*)\}$/s.exec(text);
		return named ? { text: named[1] ?? '', line, id: named[2] } : { text, line };
	}

	#entry(item: ListItem): Entry {
		const [first, ...rest] = item.children;
		const line = lineOf(item);
		if (first?.type !== 'paragraph') {
			this.report.at(line, 'An entry of a list begins with words.');
			return { text: '', line, mark: null, why: null };
		}
		const words = this.words(first);
		const marked = /^\[([^\]]*)\](?:\s+|$)(.*)$/s.exec(words.text);
		const beneath = rest.flatMap((node) => {
			if (node.type === 'paragraph') return [this.words(node)];
			this.report.at(lineOf(node), `Beneath an entry stand only words; this is ${nameOf(node)}.`);
			return [];
		});
		return {
			...words,
			text: marked ? (marked[2] ?? '') : words.text,
			mark: marked ? (marked[1] ?? '').trim() : null,
			why: joined(beneath),
		};
	}

	list(node: List): Entries {
		return {
			numbered: node.ordered === true,
			entries: node.children.map((item) => this.#entry(item)),
			line: lineOf(node),
		};
	}

	/** The words and lists within a directive. */
	parts(directive: Directive): Part[] {
		if (directive.type === 'leafDirective') {
			if (directive.children.length === 0) return [];
			const label: Paragraph = {
				type: 'paragraph',
				children: directive.children,
				position: directive.position,
			};
			return [{ type: 'words', words: this.words(label) }];
		}
		if (!/\n[ \t]*:{3,}[ \t]*$/.test(this.sourceOf(directive)))
			this.report.at(
				lineOf(directive),
				`:::${directive.name} is not closed: put ::: on a line of its own after it.`,
			);
		return directive.children.flatMap((node): Part[] => {
			if (node.type === 'paragraph') return [{ type: 'words', words: this.words(node) }];
			if (node.type === 'list') return [{ type: 'list', list: this.list(node) }];
			this.report.at(
				lineOf(node),
				`Within :::${directive.name} stand words and lists; this is ${nameOf(node)}.`,
			);
			return [];
		});
	}

	unexpected(node: Nodes): void {
		this.report.at(lineOf(node), `Here stand words, lists and blocks (:::name); this is ${nameOf(node)}.`);
	}
}

/** Paragraphs as one text; a line between them. */
export function joined(paragraphs: readonly Words[]): Words | null {
	const [first] = paragraphs;
	if (!first) return null;
	return { text: paragraphs.map(({ text }) => text).join('\n\n'), line: first.line };
}
