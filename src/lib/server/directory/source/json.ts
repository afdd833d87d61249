/**
 * JSON of HSDS 3.x, its UK profile and what came before it, brought to rows: whole records, lists of them, pages of an API, one
 * file or many, NDJSON. What something is is told by what is in it, never by the file's name.
 */
import type { Place, Problems } from '../problems';
import { tableOf, type Table } from '../tables';
import { JsonCutter, PieceTooLong, type Piece } from './pieces';
import { isObject, stageRecord, type Item, type Take } from './records';
import { encodingOf, textOf, type SourceFile } from './text';

/** Where pages keep their items. */
const ENVELOPES = new Set(['contents', 'content', 'items', 'data', 'results', 'records', 'entries', 'value']);
/** Of these, no record has a list by that name, so the items need not wait for the object's end. */
const STREAMED = new Set([...ENVELOPES, 'services', 'organizations', 'organisations']);

interface Paging {
	total?: number;
	seen: number;
	at: Place;
}

const numberAt = (item: Item, ...names: string[]): number | undefined => {
	for (const name of names) if (typeof item[name] === 'number') return item[name];
	return undefined;
};

export class JsonReader {
	readonly #take: Take;
	readonly #problems: Problems;
	/** Whether anything of a directory was found. */
	found = 0;

	constructor(take: Take, problems: Problems) {
		this.#take = take;
		this.#problems = problems;
	}

	async read(file: SourceFile): Promise<void> {
		const encoding = await encodingOf(file);
		if (encoding !== 'utf-8')
			this.#problems.warn(`read as ${encoding}, because it is not UTF-8`, { file: file.name, row: 1 });
		const cutter = new JsonCutter();
		const object = new OuterObject(file.name);
		const root = { number: 0 };
		try {
			for await (const text of textOf(file, encoding))
				for (const piece of cutter.push(text)) {
					if ('end' in piece) {
						root.number += 1;
						this.#endObject(object, { file: file.name, row: root.number });
						object.clear();
					} else this.#piece(piece, object, file.name, root.number + 1);
				}
		} catch (error) {
			if (!(error instanceof PieceTooLong)) throw error;
			this.#problems.skip(
				{ file: file.name, row: root.number + 1 },
				'the record is too long to be one; the rest of the file was not read',
			);
			return;
		}
		if (!object.isEmpty) {
			this.#problems.warn('the file ends in the middle', { file: file.name, row: root.number + 1 });
			this.#endObject(object, { file: file.name, row: root.number + 1 });
		}
		if (cutter.rest().length > 1)
			this.#problems.skip({ file: file.name, row: root.number + 1 }, 'the end of the file is no JSON');
	}

	#parse(text: string, at: Place): unknown {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			this.#problems.skip(at, 'the record is no JSON');
			return undefined;
		}
	}

	#piece(piece: Piece, object: OuterObject, file: string, root: number): void {
		if (piece.key === null) {
			const at = { file, row: piece.index };
			const value = this.#parse(piece.text, at);
			if (value !== undefined) this.#value(value, null, at);
			return;
		}
		const streamed = STREAMED.has(piece.key) || (object.tabular && tableOf(piece.key) !== null);
		if (streamed && piece.index > 0) {
			object.listed += 1;
			object.tabular ||= !ENVELOPES.has(piece.key);
			const at = { file, row: piece.index };
			const value = this.#parse(piece.text, at);
			if (value !== undefined) this.#value(value, ENVELOPES.has(piece.key) ? null : tableOf(piece.key), at);
			return;
		}
		const value = this.#parse(piece.text, { file, row: root });
		if (value !== undefined) object.put(piece.key, value, piece.index);
	}

	/** One value of a list: a record, a page, or a list of them. */
	#value(value: unknown, table: Table | null, at: Place): void {
		if (Array.isArray(value)) {
			for (const one of value) this.#value(one, table, at);
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
			items.forEach((one, index) => this.#value(one, null, { file: at.file, row: index + 1 }));
			return;
		}
		if (stageRecord(value, table, at, this.#take)) this.found += 1;
		else this.#problems.skip(at, 'not something a directory is made of');
	}

	#endObject(object: OuterObject, at: Place): void {
		if (object.isEmpty) return;
		const { members } = object;
		if (object.listed > 0) {
			this.#paged({ seen: object.listed, at, ...total(members) });
			if (!object.tabular) return;
		}
		const tables = Object.entries(members).filter(
			([name, value]) => Array.isArray(value) && tableOf(name) !== null,
		);
		const isRecord = 'name' in members || 'id' in members || 'service' in members || 'number' in members;
		if (object.tabular || (tables.length > 0 && !isRecord)) {
			for (const [name, value] of tables)
				(value as unknown[]).forEach((one, index) =>
					this.#value(one, tableOf(name), { file: at.file, row: index + 1 }),
				);
			return;
		}
		// What an API says of itself, or an empty page.
		if (object.listed === 0 && stageRecord(members, null, at, this.#take)) this.found += 1;
		else if (object.listed === 0 && !('total_items' in members))
			this.#problems.warn('not part of a directory; passed over', at);
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

const total = (item: Item): { total?: number } => {
	const said = numberAt(item, 'total_items', 'totalElements', 'total', 'totalItems', 'count');
	return said === undefined ? {} : { total: said };
};

/** The members of an outermost object that have not been dealt with as they came. */
class OuterObject {
	members: Item = {};
	listed = 0;
	tabular = false;

	constructor(readonly file: string) {}

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
