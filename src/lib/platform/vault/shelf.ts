/**
 * What is in memory while a vault is open: segments, and where each record lies. Immutable: a save works out the next
 * shelf, writes it, and only then does it replace this one, so memory never runs ahead of the disk.
 */
import { bytesToBase64url, randomBytes, type Bytes } from '$platform/crypto';
import type { Change, Stored } from './contract';
import { toJson, type WrittenChange } from './crossing';
import { ROW_ID_BYTES } from './row-format';
import { recordsToText } from './segment';

/** A segment takes no more once it has so many records, or so many characters of JSON. */
interface Fill {
	readonly records: number;
	readonly characters: number;
}
/** What lies on disk already: so that one more record, or a small change, rewrites little. */
const GROWING: Fill = { records: 32, characters: 16_384 };
/** What one save writes anew: so that ten thousand records are few rows to seal, to name, and to open. */
const AT_ONCE: Fill = { records: 128, characters: 32_768 };
/** A record larger than this lies alone, so that its neighbours need not be rewritten with it. */
const ALONE_AT = 8_192;

export interface Segment {
	readonly id: string;
	readonly collection: string;
	/** The rows it lies in; empty until it is written. */
	readonly rows: readonly Bytes[];
	/** Record id to JSON text. */
	readonly records: ReadonlyMap<string, string>;
}

export interface Shelf {
	readonly segments: ReadonlyMap<string, Segment>;
	/** Rows the list names but that did not open: still named, so that they stay told, and perhaps open another day. */
	readonly lost: readonly Bytes[];
	readonly serial: number;
}

/** A save worked out but not written: these segments are to be written anew, and these rows are then nobody's. */
export interface Plan {
	readonly shelf: Shelf;
	readonly write: readonly Segment[];
	readonly gone: readonly Bytes[];
}

/** A segment while a plan changes it. */
interface Draft extends Segment {
	readonly records: Map<string, string>;
	size: number;
	/** Holds, or held, a record that is to lie alone. */
	alone: boolean;
}

const sizeOf = ({ records }: Segment) => [...records.values()].reduce((sum, json) => sum + json.length, 0);
const liesAlone = ({ records }: Segment) => [...records.values()].some((json) => json.length > ALONE_AT);
const draftOf = (segment: Segment): Draft => ({
	...segment,
	records: new Map(segment.records),
	size: sizeOf(segment),
	alone: liesAlone(segment),
});
const draftHasRoom = ({ rows, records, size, alone }: Draft) => {
	const full = rows.length === 0 ? AT_ONCE : GROWING;
	return records.size < full.records && size < full.characters && !alone;
};
const hasRoom = (segment: Segment) =>
	segment.records.size < GROWING.records && sizeOf(segment) < GROWING.characters && !liesAlone(segment);

/**
 * Works out one save. Made for both ends: one record among very many (no index is built for it, segments are asked one
 * by one), and very many records at once (what this plan itself has placed is remembered).
 */
class Planning {
	readonly #before: ReadonlyMap<string, Segment>;
	readonly #drafts = new Map<string, Draft>();
	/** Record id to draft, by collection. */
	readonly #placed = new Map<string, Map<string, Draft>>();
	readonly #tails = new Map<string, Draft>();

	constructor(before: ReadonlyMap<string, Segment>) {
		this.#before = before;
	}

	put(collection: string, id: string, json: string): void {
		const draft = this.#holding(collection, id) ?? this.#homeFor(collection, json);
		draft.size += json.length - (draft.records.get(id)?.length ?? 0);
		draft.alone ||= json.length > ALONE_AT;
		draft.records.set(id, json);
		this.#placedIn(collection).set(id, draft);
	}

	delete(collection: string, id: string): void {
		const draft = this.#holding(collection, id);
		if (!draft) return;
		draft.size -= draft.records.get(id)?.length ?? 0;
		draft.records.delete(id);
		this.#placedIn(collection).delete(id);
	}

	/** Old segments in their old places, new ones after them; those left without a record are gone. */
	result(): Pick<Plan, 'write' | 'gone'> & { segments: Map<string, Segment> } {
		const segments = new Map(this.#before);
		const write: Segment[] = [];
		const gone: Bytes[] = [];
		for (const { id, collection, rows, records } of this.#drafts.values()) {
			gone.push(...rows);
			const segment = { id, collection, records, rows: [] };
			if (records.size === 0) segments.delete(id);
			else {
				segments.set(id, segment);
				write.push(segment);
			}
		}
		return { segments, write, gone };
	}

	#holding(collection: string, id: string): Draft | undefined {
		const placed = this.#placedIn(collection).get(id);
		if (placed) return placed;
		for (const segment of this.#before.values()) {
			if (segment.collection !== collection || !segment.records.has(id)) continue;
			const draft = this.#drafts.get(segment.id);
			if (!draft) return this.#edit(segment);
			// Deleted earlier in this very plan: then it is nowhere.
			return draft.records.has(id) ? draft : undefined;
		}
		return undefined;
	}

	#homeFor(collection: string, json: string): Draft {
		if (json.length > ALONE_AT) return this.#add(collection);
		const known = this.#tails.get(collection);
		if (known && draftHasRoom(known)) return known;
		const tail = this.#tailOf(collection) ?? this.#add(collection);
		this.#tails.set(collection, tail);
		return tail;
	}

	/** The last segment that still takes records. */
	#tailOf(collection: string): Draft | undefined {
		const drafted = [...this.#drafts.values()].findLast(
			(draft) => draft.collection === collection && draftHasRoom(draft),
		);
		if (drafted) return drafted;
		const tail = [...this.#before.values()].findLast(
			(segment) => segment.collection === collection && !this.#drafts.has(segment.id) && hasRoom(segment),
		);
		return tail && this.#edit(tail);
	}

	#add(collection: string): Draft {
		const id = bytesToBase64url(randomBytes(ROW_ID_BYTES));
		return this.#edit({ id, collection, rows: [], records: new Map() });
	}

	#edit(segment: Segment): Draft {
		const draft = draftOf(segment);
		this.#drafts.set(segment.id, draft);
		return draft;
	}

	#placedIn(collection: string): Map<string, Draft> {
		const placed = this.#placed.get(collection) ?? new Map<string, Draft>();
		this.#placed.set(collection, placed);
		return placed;
	}
}

/** The shelf after these changes, and what must be written for it. Ids in a segment keep the order of first saving. */
export function planSave(shelf: Shelf, changes: readonly (Change | WrittenChange)[]): Plan {
	const planning = new Planning(shelf.segments);
	for (const change of changes) {
		if ('deleted' in change) planning.delete(change.collection, change.id);
		else planning.put(change.collection, change.id, 'json' in change ? change.json : toJson(change.value));
	}
	const { segments, write, gone } = planning.result();
	return { shelf: { ...shelf, segments, serial: shelf.serial + 1 }, write, gone };
}

/** The planned shelf once its segments are written to these rows. */
export function withWritten(shelf: Shelf, written: readonly Segment[]): Shelf {
	const segments = new Map(shelf.segments);
	for (const segment of written) segments.set(segment.id, segment);
	return { ...shelf, segments };
}

export function recordsOf(shelf: Shelf, collection: string): Stored[] {
	const records: Stored[] = [];
	for (const segment of shelf.segments.values()) {
		if (segment.collection !== collection) continue;
		for (const [id, json] of segment.records) records.push({ id, value: JSON.parse(json) as unknown });
	}
	return records;
}

/** Characters of one text that crosses to the page: parsed there in well under a frame, also on a slow phone. */
const TEXT_AT = 65_536;

/** A collection's records as texts, each to be read with `textToRecords`; none is parsed here. */
export function textsOf(shelf: Shelf, collection: string): string[] {
	const texts: string[] = [];
	let part: string[] = [];
	let length = 0;
	for (const segment of shelf.segments.values()) {
		if (segment.collection !== collection) continue;
		const text = recordsToText(segment.records);
		part.push(text);
		length += text.length;
		if (length < TEXT_AT) continue;
		texts.push(`[${part.join(',')}]`);
		part = [];
		length = 0;
	}
	if (part.length > 0) texts.push(`[${part.join(',')}]`);
	return texts;
}

/** One record's value as JSON text, or `null`. */
export function textOf(shelf: Shelf, collection: string, id: string): string | null {
	for (const segment of shelf.segments.values()) {
		const text = segment.collection === collection ? segment.records.get(id) : undefined;
		if (text !== undefined) return text;
	}
	return null;
}

/** The records of every collection, in the order of their segments. */
export const allRecords = (shelf: Shelf): { collection: string; id: string; value: unknown }[] =>
	[...shelf.segments.values()].flatMap(({ collection, records }) =>
		[...records].map(([id, json]) => ({ collection, id, value: JSON.parse(json) as unknown })),
	);

/** Every row the list must name. */
export const rowsOf = (shelf: Shelf): Bytes[] => [
	...[...shelf.segments.values()].flatMap((segment) => segment.rows),
	...shelf.lost,
];
