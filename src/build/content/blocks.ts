/** From what stands in a file to a block of the format and its words. One writer a kind; what each may hold is said once. */
import { blockSchema, type Block, type BlockType } from '$protocol/module-blocks';
import { sentenceOf } from './issues';
import { joined, type Entries, type Entry, type Words } from './markdown';
import type { Report } from './report';

/** A block as it was written, taken apart but not yet understood. */
export interface Written {
	type: BlockType;
	line: number;
	id: string;
	attributes: Record<string, string>;
	paragraphs: Words[];
	lists: Entries[];
}
export interface MadeBlock {
	block: Block;
	/** By slot, without the block's id. */
	words: [string, Words][];
	line: number;
}

/** What each looks like: shown with whatever is wrong in one. */
const USAGE: Record<BlockType, string> = {
	text: ':::text',
	note: ':::note{tone=care}',
	list: ':::list',
	steps: ':::steps, then a list',
	senses: ':::senses, then a list: - [see 5] Look around.',
	breathe: '::breathe{in=4 out=6 minutes=1}',
	release: ':::release, then a list: - [tense 5 rest 10] Your hands.',
	timer: '::timer{seconds=60}',
	choose: ':::choose, then words, then a list',
	sort: ':::sort, then words, then the boxes (1. 2.), then what goes in them: - [2] A loan',
	quiz: ':::quiz, then a question, then a list: - [x] is right, - [ ] is not, each with a reply beneath',
	reflection: ':::reflection{long}',
	checklist: ':::checklist, then a list',
	budget: ':::budget, then a list: - [in] Pay, - [out] Rent',
	wage: '::wage',
	picture: '::picture[What it shows]{drawing=breath}',
	helpline: '::helpline{country=US}',
	ref: '::ref[Slow breathing]{module=in:slow-breathing}',
};
export const BLOCK_NAMES = Object.keys(USAGE) as BlockType[];

type Kind = 'number' | 'word' | 'flag';
const ATTRIBUTES: Partial<Record<BlockType, Record<string, Kind>>> = {
	note: { tone: 'word' },
	breathe: { in: 'number', out: 'number', holdIn: 'number', holdOut: 'number', minutes: 'number' },
	timer: { seconds: 'number' },
	reflection: { long: 'flag' },
	picture: { drawing: 'word' },
	helpline: { country: 'word' },
	ref: { module: 'word' },
};
const DEFAULTS: Partial<Record<BlockType, Record<string, unknown>>> = {
	note: { tone: 'info' },
	breathe: { holdIn: 0, holdOut: 0 },
	reflection: { long: false },
};
/** How many paragraphs: one slot takes several, or one, or (a reflection) a question and a hint. */
const PARAGRAPHS: Partial<Record<BlockType, number>> = {
	text: Infinity,
	note: Infinity,
	breathe: Infinity,
	timer: Infinity,
	wage: Infinity,
	budget: Infinity,
	helpline: Infinity,
	reflection: 2,
};
const LISTS: Partial<Record<BlockType, number>> = {
	list: 1,
	steps: 1,
	senses: 1,
	release: 1,
	choose: 1,
	sort: 2,
	quiz: 1,
	checklist: 1,
	budget: 1,
};

interface Shape {
	fields: Record<string, unknown>;
	words: [string, Words][];
	/** Where each of its lists of entries was written, by the field's name. */
	entries: Record<string, Entry[]>;
}

class BlockWriter {
	readonly #written: Written;
	readonly #report: Report;

	constructor(written: Written, report: Report) {
		this.#written = written;
		this.#report = report;
	}

	#wrong(message: string, line = this.#written.line): void {
		this.#report.at(line, `${message} Write it so: ${USAGE[this.#written.type]}`);
	}

	attributes(): Record<string, unknown> {
		const { type, attributes } = this.#written;
		const known = ATTRIBUTES[type] ?? {};
		const values: Record<string, unknown> = { ...DEFAULTS[type] };
		for (const [name, value] of Object.entries(attributes)) {
			const kind = Object.hasOwn(known, name) ? known[name] : undefined;
			if (kind === undefined) this.#wrong(`A ${type} has no \`${name}\`.`);
			else if (kind === 'flag') values[name] = true;
			else if (kind === 'word') values[name] = value;
			else if (/^\d{1,6}$/.test(value)) values[name] = Number(value);
			else this.#wrong(`\`${name}\` is a whole number, not "${value}".`);
		}
		return values;
	}

	/** The words before its list. */
	opening(): [string, Words][] {
		const { type, paragraphs } = this.#written;
		const most = PARAGRAPHS[type] ?? 1;
		const extra = paragraphs[most];
		if (extra) this.#wrong(`A ${type} has no place for these words.`, extra.line);
		if (type === 'reflection') {
			const [text, hint] = paragraphs;
			return [...slot('text', text), ...slot('hint', hint)];
		}
		return slot(type === 'picture' ? 'alt' : 'text', joined(paragraphs.slice(0, most)));
	}

	/** Its lists, as many as it may have. */
	lists(): Entries[] {
		const { type, lists } = this.#written;
		const most = LISTS[type] ?? 0;
		const extra = lists[most];
		if (extra)
			this.#wrong(
				`A ${type} has ${most === 0 ? 'no list' : `no more than ${String(most)} list`}.`,
				extra.line,
			);
		const missing = lists.length < most;
		if (missing) this.#wrong(`A list is missing in this ${type}.`);
		return lists.slice(0, most);
	}

	/** What stands in brackets before an entry, read by `take`; null and a problem when it is not understood. */
	#marked(entry: Entry, take: (mark: string) => Record<string, unknown> | null): Record<string, unknown> {
		const read = entry.mark === null ? null : take(entry.mark);
		if (read) return read;
		this.#wrong(
			entry.mark === null
				? 'Something in brackets is missing before this entry.'
				: `"[${entry.mark}]" is not understood here.`,
			entry.line,
		);
		return {};
	}

	entries(
		letter: string,
		entries: readonly Entry[],
		{ take, why = false }: { take?: (mark: string) => Record<string, unknown> | null; why?: boolean } = {},
	): { items: Record<string, unknown>[]; words: [string, Words][] } {
		const words: [string, Words][] = [];
		const items = entries.map((entry, at) => {
			const id = entry.id ?? `${letter}${String(at + 1)}`;
			words.push([id, entry]);
			if (entry.why && why) words.push([`${id}.why`, entry.why]);
			else if (entry.why) this.#wrong('Beneath this entry is no place for more words.', entry.why.line);
			if (!take && entry.mark !== null) this.#wrong(`"[${entry.mark}]" has no meaning here.`, entry.line);
			return { id, ...(take ? this.#marked(entry, take) : {}) };
		});
		return { items, words };
	}

	shape(): Shape {
		const { type } = this.#written;
		const fields = this.attributes();
		const opening = this.opening();
		const [first, second] = this.lists();
		const one = first?.entries ?? [];
		const shaped = (
			name: string,
			{ items, words }: { items: unknown[]; words: [string, Words][] },
			more: Record<string, unknown> = {},
		): Shape => ({
			fields: { ...fields, ...more, [name]: items },
			words: [...opening, ...words],
			entries: { [name]: one },
		});
		switch (type) {
			case 'list':
				return shaped('items', this.entries('i', one), { numbered: first?.numbered ?? false });
			case 'steps':
			case 'checklist':
				return shaped('items', this.entries('i', one));
			case 'senses':
				return shaped('items', this.entries('i', one, { take: sense }));
			case 'release':
				return shaped('items', this.entries('i', one, { take: tension }));
			case 'choose':
				return shaped('options', this.entries('o', one, { why: true }));
			case 'quiz':
				return shaped('options', this.entries('o', one, { take: right, why: true }));
			case 'budget':
				return shaped('lines', this.entries('l', one, { take: direction }));
			case 'sort': {
				const bins = this.entries('n', one);
				const things = second?.entries ?? [];
				const take = (mark: string) => {
					const bin = /^\d+$/.test(mark) ? bins.items[Number(mark) - 1] : undefined;
					return bin ? { bin: bin['id'] } : null;
				};
				const items = this.entries('i', things, { take, why: true });
				return {
					fields: { ...fields, bins: bins.items, items: items.items },
					words: [...opening, ...bins.words, ...items.words],
					entries: { bins: one, items: things },
				};
			}
			default:
				return { fields, words: opening, entries: {} };
		}
	}

	make(): MadeBlock | null {
		const { type, id, line } = this.#written;
		const before = this.#report.problems.length;
		const { fields, words, entries } = this.shape();
		const value = { id, type, ...fields };
		const parsed = blockSchema.safeParse(value);
		if (parsed.success) return { block: parsed.data, words, line };
		if (this.#report.problems.length > before) return null;
		for (const issue of parsed.error.issues) {
			const [field = '', at, inner] = issue.path;
			const entry = typeof at === 'number' ? entries[String(field)]?.[at] : undefined;
			this.#wrong(`\`${String(inner ?? field)}\` ${sentenceOf(issue, value)}.`, entry?.line ?? line);
		}
		return null;
	}
}

const slot = (name: string, words: Words | null | undefined): [string, Words][] =>
	words ? [[name, words]] : [];

const right = (mark: string) => (mark === 'x' ? { right: true } : mark === '' ? { right: false } : null);
const direction = (mark: string) => (mark === 'in' || mark === 'out' ? { direction: mark } : null);
function sense(mark: string) {
	const [, name, count] = /^([a-z]+) (\d+)$/.exec(mark) ?? [];
	return name === undefined ? null : { sense: name, count: Number(count) };
}
function tension(mark: string) {
	const [, tense, rest] = /^tense (\d+),? rest (\d+)$/.exec(mark) ?? [];
	return tense === undefined ? null : { tense: Number(tense), rest: Number(rest) };
}

/** A block of the format, or null with what is wrong said in the report. */
export const makeBlock = (written: Written, report: Report): MadeBlock | null =>
	new BlockWriter(written, report).make();
