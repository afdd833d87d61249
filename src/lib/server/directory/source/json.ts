/**
 * JSON of HSDS 3.x, its UK profile and what came before it, brought to rows: whole records, lists of them, pages of an API, one
 * file or many, NDJSON. What something is is told by what is in it; the file's name counts only where that says nothing.
 */
import { basename, dirname } from 'node:path';
import type { Place, Problems } from '../problems';
import { tableOf, type Table } from '../tables';
import { parseLeniently } from './lenient';
import { JsonCutter, type End, type Piece } from './pieces';
import { isObject, stageRecord, type Item, type Take } from './records';
import { encodingOf, textOf, type Encoding, type SourceFile } from './text';

/** Where pages keep their items. */
const ENVELOPES = new Set(['contents', 'content', 'items', 'data', 'results', 'records', 'entries', 'value']);
/** Of these, no record has a list by that name, so the items need not wait for the object's end. */
const STREAMED = new Set([...ENVELOPES, 'services', 'organizations', 'organisations']);
/** What an API wraps around its envelope. */
const WRAPPERS = new Set([...ENVELOPES, 'result', 'response', 'payload', 'body', '_embedded']);
/** Deeper is nothing that people wrote. */
const DEEPEST = 40;
const TOO_DEEP = 'the record is nested too deeply to be one';

interface Paging {
	total?: number;
	seen: number;
	at: Place;
}

const numberAt = (item: Item, ...names: string[]): number | undefined => {
	for (const name of names) if (typeof item[name] === 'number') return item[name];
	return undefined;
};

const wholeValue = (line: string): boolean => {
	try {
		return isObject(JSON.parse(line));
	} catch {
		return false;
	}
};

/** Whether each line is a value of its own, so that a broken one ends with its line. */
async function isLines(file: SourceFile, encoding: Encoding): Promise<boolean> {
	let head = '';
	for await (const text of textOf(file, encoding)) {
		head += text;
		if (head.length > 1_000_000) break;
	}
	const [first = '', ...more] = head.split('\n', 8).map((line) => line.trim());
	const named = /\.(?:ndjson|jsonl)$/i.test(file.name);
	if (named && /^\{./.test(first)) return [first, ...more].some(wholeValue);
	return wholeValue(first) && more.some((line) => line.startsWith('{'));
}

/** What the name of a file or of its folder says: `services.json`, `services/7.json`. */
const hintOf = (name: string): Table | null => tableOf(basename(name)) ?? tableOf(basename(dirname(name)));

/** One file being read. */
interface Reading {
	file: string;
	hint: Table | null;
	object: OuterObject;
	/** How many outermost values came before. */
	roots: number;
}

export class JsonReader {
	readonly #take: Take;
	readonly #problems: Problems;

	constructor(take: Take, problems: Problems) {
		this.#take = take;
		this.#problems = problems;
	}

	async read(file: SourceFile): Promise<void> {
		const encoding = await encodingOf(file);
		if (encoding !== 'utf-8')
			this.#problems.warn(`read as ${encoding}, because it is not UTF-8`, { file: file.name, row: 1 });
		const reading = { file: file.name, hint: hintOf(file.name), object: new OuterObject(), roots: 0 };
		if (await isLines(file, encoding)) return this.#lines(file, encoding, reading);
		const cutter = new JsonCutter();
		for await (const text of textOf(file, encoding))
			for (const piece of cutter.push(text)) this.#cut(piece, reading);
		const at = { file: file.name, row: reading.roots + 1 };
		if (!reading.object.isEmpty) {
			this.#problems.warn('the file ends in the middle', at);
			this.#endObject(reading, at);
		}
		if (cutter.rest().length > 1) this.#problems.skip(at, 'the end of the file is no JSON');
	}

	/** Lines are read as they come; where one does not end, the next begins anew. */
	async #lines(file: SourceFile, encoding: Encoding, reading: Reading): Promise<void> {
		let cutter = new JsonCutter();
		let [anything, whole] = [false, false];
		const endLine = () => {
			const broken = cutter.isOpen || (anything && !whole);
			if (broken) {
				this.#problems.skip({ file: file.name, row: reading.roots + 1 }, 'the line is no JSON');
				reading.object.clear();
			}
			if (broken) cutter = new JsonCutter();
			[anything, whole] = [false, false];
		};
		let line = 0;
		for await (const text of textOf(file, encoding)) {
			const parts = text.split('\n');
			for (const [index, part] of parts.entries()) {
				reading.roots = line;
				anything ||= part.trim() !== '';
				for (const piece of cutter.push(part)) {
					whole ||= 'end' in piece;
					this.#cut(piece, reading);
				}
				if (index === parts.length - 1) break;
				reading.roots = line;
				endLine();
				line += 1;
			}
		}
		reading.roots = line;
		endLine();
	}

	#cut(piece: Piece | End, reading: Reading): void {
		const at = { file: reading.file, row: reading.roots + 1 };
		try {
			if (!('end' in piece)) {
				this.#piece(piece, reading);
				return;
			}
			reading.roots += 1;
			this.#endObject(reading, at);
			reading.object.clear();
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			this.#problems.skip('key' in piece && piece.key === null ? { ...at, row: piece.index } : at, TOO_DEEP);
		}
	}

	#parse({ text, tooLong }: Piece, at: Place): unknown {
		if (tooLong === true) {
			this.#problems.skip(at, 'the record is too long to be one');
			return undefined;
		}
		try {
			return JSON.parse(text) as unknown;
		} catch {
			const value = parseLeniently(text);
			if (value === undefined) this.#problems.skip(at, 'the record is no JSON');
			else this.#problems.warn('almost JSON (comments, NaN, a comma too many); read all the same', at);
			return value;
		}
	}

	#piece(piece: Piece, { object, file, hint, roots }: Reading): void {
		if (piece.key === null) {
			const at = { file, row: piece.index };
			const value = this.#parse(piece, at);
			if (value !== undefined) this.#value(value, null, at, hint);
			return;
		}
		// An organisation has its services in it, and a dump has all of them: the one says first who it is.
		const isRecord = !ENVELOPES.has(piece.key) && ('id' in object.members || 'name' in object.members);
		const streamed =
			(STREAMED.has(piece.key) && !isRecord) || (object.tabular && tableOf(piece.key) !== null);
		if (streamed && piece.index > 0) {
			object.listed += 1;
			object.tabular ||= !ENVELOPES.has(piece.key);
			const at = { file, row: piece.index };
			const value = this.#parse(piece, at);
			if (value !== undefined)
				this.#value(value, ENVELOPES.has(piece.key) ? null : tableOf(piece.key), at, hint);
			return;
		}
		const value = this.#parse(piece, { file, row: roots + 1 });
		if (value !== undefined) object.put(piece.key, value, piece.index);
	}

	/** One value of a list: a record, a page, or a list of them. */
	#value(value: unknown, table: Table | null, at: Place, hint: Table | null, depth = 0): void {
		if (depth > DEEPEST) {
			this.#problems.skip(at, TOO_DEEP);
			return;
		}
		if (Array.isArray(value)) {
			for (const one of value) this.#value(one, table, at, hint, depth + 1);
			return;
		}
		if (!isObject(value)) {
			this.#problems.skip(at, 'not a record');
			return;
		}
		const envelope = Object.keys(value).find((name) => ENVELOPES.has(name) && Array.isArray(value[name]));
		if (envelope !== undefined && !('name' in value)) {
			const items = value[envelope] as unknown[];
			this.#paged({ seen: items.length, at, ...total(value) });
			items.forEach((one, index) =>
				this.#value(one, null, { file: at.file, row: index + 1 }, hint, depth + 1),
			);
			return;
		}
		if (!stageRecord(value, table, at, this.#take, hint))
			this.#problems.skip(at, 'not something a directory is made of');
	}

	#endObject({ object, hint }: Reading, at: Place): void {
		if (object.isEmpty) return;
		const { members } = object;
		if (object.listed > 0) {
			this.#paged({ seen: object.listed, at, ...total(members) });
			if (!object.tabular) return;
		}
		// An organisation that says only after its services who it is: its own row at least is kept.
		if (object.tabular && 'id' in members && 'name' in members)
			stageRecord(members, 'organizations', at, this.#take);
		else if (!this.#tables(members, object.tabular, at, hint, 0) && object.listed === 0) {
			if (stageRecord(members, null, at, this.#take, 'name' in members ? hint : null)) return;
			// What an API says of itself, or an empty page.
			if (!('total_items' in members)) this.#problems.warn('not part of a directory; passed over', at);
		}
	}

	/** @returns whether it was an object of tables, or of pages, and not a record. */
	#tables(members: Item, tabular: boolean, at: Place, hint: Table | null, depth: number): boolean {
		const isRecord = 'name' in members || 'id' in members || 'service' in members || 'number' in members;
		if (isRecord && !tabular) return false;
		let any = false;
		for (const [name, value] of Object.entries(members)) {
			const list = Array.isArray(value) ? (value as unknown[]) : recordsById(value);
			const table = tableOf(name);
			if (table !== null && list !== null) {
				any = true;
				list.forEach((one, index) => this.#value(one, table, { file: at.file, row: index + 1 }, hint));
			} else if (WRAPPERS.has(name) && isObject(value) && depth < DEEPEST) {
				const envelope = Object.keys(value).some((one) => ENVELOPES.has(one) && Array.isArray(value[one]));
				if (envelope) this.#value(value, null, at, hint);
				any = envelope || this.#tables(value, false, at, hint, depth + 1) || any;
			}
		}
		return any || tabular;
	}

	/** What a page says of itself is not believed, only compared. */
	#paged({ total: said, seen, at }: Paging): void {
		if (said !== undefined && said < seen)
			this.#problems.warn(
				'a page holds more than it says there are; all of it was read',
				at,
				`${said} said, ${seen} read`,
			);
	}
}

/** `{ "7": { ... }, "8": { ... } }`: records under their ids. */
function recordsById(value: unknown): unknown[] | null {
	if (!isObject(value) || 'id' in value || 'name' in value) return null;
	const records = Object.values(value);
	return records.length > 0 && records.every(isObject) ? records : null;
}

const total = (item: Item): { total?: number } => {
	const said = numberAt(item, 'total_items', 'totalElements', 'total', 'totalItems', 'count');
	return said === undefined ? {} : { total: said };
};

/** The members of an outermost object that have not been dealt with as they came. */
class OuterObject {
	members: Item = {};
	listed = 0;
	tabular = false;

	get isEmpty(): boolean {
		return this.listed === 0 && Object.keys(this.members).length === 0;
	}

	put(key: string, value: unknown, index: number): void {
		if (index === 0) {
			this.members[key] = value;
			return;
		}
		const list = this.members[key];
		if (Array.isArray(list)) list.push(value);
		else this.members[key] = [value];
	}

	clear(): void {
		this.members = {};
		this.listed = 0;
		this.tabular = false;
	}
}
