/**
 * What is in memory while a vault is open: segments, and where each record lies. Immutable: a save works out the next
 * shelf, writes it, and only then does it replace this one, so memory never runs ahead of the disk.
 */
import { bytesToBase64url, randomBytes, type Bytes } from '$platform/crypto';
import type { Change, Stored } from './contract';
import { ROW_ID_BYTES } from './row-format';

/** Records of one segment at most; so that a small change rewrites little. */
const MOST_RECORDS = 32;
/** Characters of JSON after which a segment takes no more. */
const FULL_AT = 16_384;
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

const sizeOf = (segment: Segment) =>
	[...segment.records.values()].reduce((sum, json) => sum + json.length, 0);
const hasRoom = (segment: Segment) =>
	segment.records.size < MOST_RECORDS &&
	sizeOf(segment) < FULL_AT &&
	![...segment.records.values()].some((json) => json.length > ALONE_AT);

/** Throws a TypeError for values JSON cannot hold: a mistake in a room, to be seen while it is being written. */
function toJson(value: unknown): string {
	const json: unknown = JSON.stringify(value);
	if (typeof json !== 'string') throw new TypeError('A record must be JSON');
	return json;
}

/** The shelf after these changes, and what must be written for it. Ids in a segment keep the order of first saving. */
export function planSave(shelf: Shelf, changes: readonly Change[]): Plan {
	const segments = new Map(shelf.segments);
	const touched = new Map<string, Map<string, string>>();
	const edit = (segment: Segment) => {
		const records = touched.get(segment.id) ?? new Map(segment.records);
		touched.set(segment.id, records);
		segments.set(segment.id, { ...segment, records });
		return records;
	};
	const add = (collection: string) => {
		const segment = {
			id: bytesToBase64url(randomBytes(ROW_ID_BYTES)),
			collection,
			rows: [],
			records: new Map(),
		};
		segments.set(segment.id, segment);
		return segment;
	};
	const holding = (collection: string, id: string) =>
		[...segments.values()].find((segment) => segment.collection === collection && segment.records.has(id));
	const tailOf = (collection: string) =>
		[...segments.values()].findLast((segment) => segment.collection === collection && hasRoom(segment));

	for (const change of changes) {
		const at = holding(change.collection, change.id);
		if ('deleted' in change) {
			if (at) edit(at).delete(change.id);
			continue;
		}
		const json = toJson(change.value);
		const home =
			at ?? (json.length > ALONE_AT ? undefined : tailOf(change.collection)) ?? add(change.collection);
		edit(home).set(change.id, json);
	}

	const write: Segment[] = [];
	const gone: Bytes[] = [];
	for (const id of touched.keys()) {
		const segment = segments.get(id);
		if (!segment) continue;
		gone.push(...segment.rows);
		if (segment.records.size === 0) segments.delete(id);
		else write.push({ ...segment, rows: [] });
	}
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
