/**
 * Content as people write it (Markdown, see `locales/README.md`) to the blocks and words of `rosebay/module/1`. Everything
 * that is wrong is said at once, each with its line; what comes out has passed the checks of the format itself.
 */
import { structureProblem, textsProblem, type ModuleProblem } from '$platform/modules';
import type { Structure, Texts } from '$protocol/module';
import { slotsOf, type Page } from '$protocol/module-blocks';
import { BLOCK_NAMES, makeBlock, type MadeBlock, type Written } from './blocks';
import { headOf, readFrontMatter, type ContentReview, type FrontMatter } from './front-matter';
import { lineOf, Markdown, type Directive, type Words } from './markdown';
import { differences } from './parity';
import { Report, type ContentProblem } from './report';

export interface CompileOptions {
	/** `in:slow-breathing`, or what a module has been given. */
	id: string;
	/** What it is written in (BCP 47). */
	language: string;
	/** For a translation: the original, which it must follow piece by piece. */
	of?: Pick<Compiled, 'structure' | 'texts'>;
	/** Names that may be used; whatever is of the right form where they are left out. */
	known?: { drawings?: ReadonlySet<string>; modules?: ReadonlySet<string> };
}
export interface Compiled {
	ok: true;
	structure: Structure;
	texts: Texts;
	review: ContentReview;
	/** Numbers that a source is named for, or that are examples: `numbers.ts`. */
	numbers: ReadonlySet<string>;
}
export type CompileResult = Compiled | { ok: false; problems: ContentProblem[] };

interface Pages {
	pages: Page[];
	/** By slot; where two have one name, the first. */
	words: Map<string, Words>;
	/** Of a page or a block, by its id. */
	lines: Map<string, number>;
	/** All of them could be made. */
	whole: boolean;
}

const sentences: Partial<Record<ModuleProblem['type'], (at: string) => string>> = {
	MissingText: (at) => `Words are missing here (${at}).`,
	UnknownText: (at) => `There is no place for these words (${at}).`,
	UnsafeText: (at) => `In these words are characters that do not show, or turn the writing round (${at}).`,
	TooManyBlocks: () => 'This has more than 200 blocks.',
};

class PageReader {
	readonly #markdown: Markdown;
	readonly #options: CompileOptions;
	readonly #made: Pages = { pages: [], words: new Map(), lines: new Map(), whole: true };
	#blocks: Page['blocks'] | null = null;
	#page = '';
	#written = 0;

	constructor(markdown: Markdown, options: CompileOptions) {
		this.#markdown = markdown;
		this.#options = options;
	}

	get #report(): Report {
		return this.#markdown.report;
	}

	#name(key: string, words: Words): void {
		if (!this.#made.words.has(key)) this.#made.words.set(key, words);
	}

	#begin(words: Words): void {
		const id = words.id ?? `p${String(this.#made.pages.length + 1)}`;
		if (!/^p[1-9]\d?$/.test(id)) {
			this.#report.at(words.line, `A page is called {#p1} to {#p99}, not {#${id}}.`);
			this.#made.whole = false;
		}
		this.#page = id;
		this.#written = 0;
		this.#blocks = [];
		this.#made.pages.push({ id, blocks: this.#blocks });
		if (!this.#made.lines.has(id)) this.#made.lines.set(id, words.line);
		this.#name(`${id}.title`, words);
	}

	/** The page's number, then the block's within it: what is put into one page moves no other page's pieces. */
	#nextId(): string {
		this.#written += 1;
		return `b${this.#page.slice(1)}${String(this.#written).padStart(2, '0')}`;
	}

	#add(written: Omit<Written, 'id'>, id: string | undefined): void {
		const next = this.#nextId();
		if (!this.#blocks) {
			this.#report.at(written.line, 'A page begins with a heading: ## Its title');
			return;
		}
		const made = makeBlock({ ...written, id: id ?? next }, this.#report);
		if (!made || !this.#isKnown(made)) {
			this.#made.whole = false;
			return;
		}
		this.#blocks.push(made.block);
		if (!this.#made.lines.has(made.block.id)) this.#made.lines.set(made.block.id, made.line);
		for (const [name, words] of made.words) this.#name(`${made.block.id}.${name}`, words);
	}

	#isKnown({ block, line }: MadeBlock): boolean {
		const { drawings, modules } = this.#options.known ?? {};
		if (block.type === 'picture' && drawings && !drawings.has(block.drawing)) {
			this.#report.at(
				line,
				`There is no drawing "${block.drawing}". There are: ${[...drawings].join(', ')}.`,
			);
			return false;
		}
		if (block.type === 'ref' && modules && block.module.startsWith('in:') && !modules.has(block.module)) {
			this.#report.at(line, `There is no module "${block.module}".`);
			return false;
		}
		return true;
	}

	#directive(directive: Directive): void {
		const line = lineOf(directive);
		const type = BLOCK_NAMES.find((name) => name === directive.name);
		if (!type) {
			this.#report.at(line, `There is no block "${directive.name}". There are: ${BLOCK_NAMES.join(', ')}.`);
			this.#made.whole = false;
			return;
		}
		const { id, ...rest } = directive.attributes ?? {};
		const attributes = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value ?? '']));
		const parts = this.#markdown.parts(directive);
		const paragraphs = parts.flatMap((part) => (part.type === 'words' ? [part.words] : []));
		const lists = parts.flatMap((part) => (part.type === 'list' ? [part.list] : []));
		const late = parts
			.slice(parts.findIndex((part) => part.type === 'list'))
			.find((part) => part.type === 'words');
		if (lists.length > 0 && late)
			this.#report.at(late.words.line, `In :::${type} the words stand before the list.`);
		this.#add({ type, line, attributes, paragraphs, lists }, id ?? undefined);
	}

	read(): Pages {
		for (const node of this.#markdown.root.children) {
			const line = lineOf(node);
			const plain = { line, attributes: {}, paragraphs: [], lists: [] };
			if (node.type === 'yaml') continue;
			else if (node.type === 'heading') {
				if (node.depth !== 2 || !this.#markdown.sourceOf(node).startsWith('##'))
					this.#report.at(line, 'A page begins with ## and its title; there are no other headings.');
				this.#begin(this.#markdown.words(node));
			} else if (node.type === 'paragraph') {
				const words = this.#markdown.words(node);
				this.#add({ ...plain, type: 'text', paragraphs: [words] }, words.id);
			} else if (node.type === 'list')
				this.#add({ ...plain, type: 'list', lists: [this.#markdown.list(node)] }, undefined);
			else if (node.type === 'containerDirective' || node.type === 'leafDirective') this.#directive(node);
			else this.#markdown.unexpected(node);
		}
		for (const { id, blocks } of this.#made.pages) {
			if (blocks.length > 0 || !this.#made.whole) continue;
			this.#report.at(this.#made.lines.get(id) ?? 1, 'Nothing stands on this page.');
			this.#made.whole = false;
		}
		if (this.#made.pages.length === 0) {
			this.#report.at(1, 'There is no page. A page begins with a heading: ## Its title');
			this.#made.whole = false;
		}
		return this.#made;
	}
}

/** The words by slot, held to the format; all that is wrong with them, each at its line. */
function textsOf({ pages, words, lines }: Pages, front: FrontMatter, report: Report): Texts {
	const texts: Texts = { ...Object.fromEntries(front.words) };
	for (const [key, { text }] of words) texts[key] = text;
	const line = (key: string) =>
		words.get(key)?.line ?? lines.get(key.split('.')[0] ?? '') ?? (key.includes('.') ? 1 : front.lineOf(key));
	const slots = new Map(slotsOf(pages).map((slot) => [slot.key, slot]));
	const seen = { ...texts };
	// The check of the format names one thing at a time: each is set right in a copy, to hear of the next.
	for (let problem = textsProblem(pages, seen); problem; problem = textsProblem(pages, seen)) {
		const at = 'at' in problem ? problem.at : '';
		const slot = slots.get(at);
		report.at(
			line(at),
			problem.type === 'TooLong'
				? `These words are too long: ${String(texts[at]?.length)} characters of at most ${String(slot?.max)} (${at}).`
				: slot?.lines === 'one' && texts[at]?.includes('\n') === true
					? `Here is place for one line only (${at}).`
					: (sentences[problem.type]?.(at) ?? `This cannot be (${at}).`),
		);
		if (!slot) break;
		seen[at] = '-';
	}
	return texts;
}

function structureChecked({ pages, lines }: Pages, report: Report): void {
	const problem = structureProblem(pages);
	if (!problem) return;
	const at = 'at' in problem ? problem.at : '';
	const block = pages.flatMap((page) => page.blocks).find(({ id }) => id === at);
	const noAnswer = block?.type === 'quiz' && !block.options.some(({ right }) => right);
	report.at(
		lines.get(at) ?? 1,
		sentences[problem.type]?.(at) ??
			(noAnswer
				? 'No answer of this quiz is right: put [x] before one.'
				: `Two pieces have one name, at "${at}": give one of them another {#...}.`),
	);
}

/** @param file as it is named in what is said about it */
export function compileMarkdown(text: string, file: string, options: CompileOptions): CompileResult {
	const report = new Report(file);
	const markdown = new Markdown(text, report);
	const yaml = markdown.root.children.find((node) => node.type === 'yaml');
	if (!yaml) report.at(1, 'The file begins with --- and what this is: title, summary, kind …');
	const front = readFrontMatter(yaml?.value ?? '', 2, options.of === undefined, report);
	const made = new PageReader(markdown, options).read();
	const head = options.of ? options.of.structure : headOf(front, options, report);
	if (made.whole) {
		structureChecked(made, report);
		const texts = textsOf(made, front, report);
		if (options.of) differences(options.of, { pages: made.pages, texts }, made.lines, report);
		if (head && report.problems.length === 0)
			return {
				ok: true,
				structure: { ...head, pages: made.pages },
				texts,
				review: front.review,
				numbers: front.numbers,
			};
	}
	return { ok: false, problems: report.sorted };
}
