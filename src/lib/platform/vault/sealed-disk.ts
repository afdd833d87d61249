/**
 * Between the shelf in memory and the rows on disk: seals and writes a plan in one transaction, and reads everything
 * back, telling what is missing. The only place that knows a compartment's keys.
 */
import { bytesToBase64url, concatBytes, hkdfKey, randomBytes, type Bytes } from '$platform/crypto';
import { SealedList } from './list';
import {
	chaff,
	contentToPiece,
	openRow,
	ROW_ID_BYTES,
	sealRow,
	segmentToPieces,
	type Piece,
	type RowSeal,
} from './row-format';
import type { Row, Rows } from './rows';
import { bytesToSegment, segmentToBytes, type SegmentContent } from './segment';
import { rowsOf, withWritten, type Plan, type Segment, type Shelf } from './shelf';
import type { Compartment } from './slots';

const EMPTY: Shelf = { segments: new Map(), lost: [], serial: 0 };

export interface Loaded {
	shelf: Shelf;
	/** Schema version of the records read. */
	schema: number;
	/** Rows named but gone or not opening; one for the list itself when it had to be made anew. */
	damagedRows: number;
	listDamaged: boolean;
}

interface Found {
	row: Row;
	piece: Piece;
}

export class SealedDisk {
	readonly #rows: Rows;
	readonly #records: RowSeal;
	readonly #list: SealedList;

	private constructor(rows: Rows, records: RowSeal, list: SealedList) {
		this.#rows = rows;
		this.#records = records;
		this.#list = list;
	}

	static async open(rows: Rows, { id, key }: Compartment): Promise<SealedDisk> {
		const [records, list] = await Promise.all([
			hkdfKey(key, 'rosebay vault 1 records'),
			hkdfKey(key, 'rosebay vault 1 list'),
		]);
		return new SealedDisk(rows, { key: records, use: 'records', compartment: id }, new SealedList(list, id));
	}

	/**
	 * Begin this compartment, empty but for its list. The first of a vault makes the store anew: whatever lay there is
	 * deleted, and chaff laid out. A later one adds to it and deletes nothing, for it cannot tell chaff from another's.
	 */
	async begin(schema: number, place: 'first' | 'further'): Promise<Shelf> {
		const list = await this.#list.toRows({ serial: 0, schema, rows: [] });
		const first = place === 'first';
		await this.#rows.commit({ put: [...list, ...(first ? chaff() : [])], gone: [], clear: first });
		return EMPTY;
	}

	/**
	 * Seal everything first, then write it in one strict transaction. Each written segment gets new row ids, so that an
	 * old row put back by somebody is a row nobody named. Resolves to the shelf as it now is on disk.
	 */
	async write(plan: Plan, schema: number): Promise<Shelf> {
		const sealed = await inBatches(plan.write, async (segment) => {
			const rows = await this.#sealSegment(segment, plan.shelf.serial, schema);
			return { rows, segment: { ...segment, rows: rows.map(({ id }) => id) } };
		});
		const shelf = withWritten(
			plan.shelf,
			sealed.map(({ segment }) => segment),
		);
		const list = await this.#list.toRows({ serial: shelf.serial, schema, rows: rowsOf(shelf) });
		await this.#rows.commit({ put: [...sealed.flatMap(({ rows }) => rows), ...list], gone: plan.gone });
		return shelf;
	}

	async #sealSegment(segment: Segment, serial: number, schema: number): Promise<Row[]> {
		const { collection, records } = segment;
		const id = new Uint8Array(randomBytes(ROW_ID_BYTES));
		const pieces = segmentToPieces(id, await segmentToBytes({ collection, serial, records }));
		return Promise.all(
			pieces.map((piece) => sealRow(this.#records, randomBytes(ROW_ID_BYTES), schema, piece)),
		);
	}

	/**
	 * Read everything.
	 * @param newest the schema version to try first when the list cannot say which it is
	 * @param read all rows, where somebody has asked the disk for them already
	 */
	async load(newest: number, read: Promise<readonly Row[]> = this.#rows.all()): Promise<Loaded> {
		const rows = new Map((await read).map((row) => [bytesToBase64url(row.id), row]));
		const list = await this.#list.fromRows(rows);
		if (!list) return this.#rebuild(rows, newest);
		const opened = await inBatches(list.rows, async (id) => {
			const row = rows.get(bytesToBase64url(id));
			return row && this.#find(row, list.schema);
		});
		const found = opened.filter((one) => one !== undefined);
		const lost = list.rows.filter((_, at) => opened[at] === undefined);
		const damaged = lost.length;
		const { contents, broken } = await assemble(found);
		// A segment with a missing piece keeps its other pieces; only those that are bad in themselves are counted.
		const unreadable = broken.filter((one) => one.whole).flatMap((one) => one.rows).length;
		return {
			shelf: {
				segments: new Map(contents.map(({ id, content, rows: at }) => [id, toSegment(id, content, at)])),
				lost: [...lost, ...broken.flatMap((one) => one.rows)],
				serial: list.serial,
			},
			schema: list.schema,
			damagedRows: damaged + unreadable,
			listDamaged: false,
		};
	}

	async #find(row: Row, schema: number): Promise<Found | undefined> {
		const content = await openRow(this.#records, row, schema);
		const piece = content && contentToPiece(content);
		return piece ? { row, piece } : undefined;
	}

	/** Without the list: every row that opens is ours. Of a record found twice, the later save's is the one. */
	async #rebuild(rows: ReadonlyMap<string, Row>, newest: number): Promise<Loaded> {
		for (let schema = newest; schema >= 1; schema--) {
			const opened = await inBatches([...rows.values()], (row) => this.#find(row, schema));
			const found = opened.filter((one) => one !== undefined);
			if (found.length === 0 && schema > 1) continue;
			const { contents, broken } = await assemble(found);
			const segments = new Map<string, Segment>();
			const seen = new Set<string>();
			for (const { id, content, rows: at } of contents.sort((a, b) => b.content.serial - a.content.serial)) {
				const own = [...content.records].filter(([record]) => !seen.has(`${content.collection} ${record}`));
				for (const [record] of own) seen.add(`${content.collection} ${record}`);
				if (own.length > 0) segments.set(id, toSegment(id, { ...content, records: new Map(own) }, at));
			}
			const shelf = {
				segments: new Map([...segments].reverse()),
				lost: broken.flatMap((one) => one.rows),
				serial: Math.max(0, ...contents.map(({ content }) => content.serial)),
			};
			return { shelf, schema, damagedRows: 1 + broken.length, listDamaged: true };
		}
		throw new RangeError('Schema versions begin at 1');
	}

	close(): void {
		this.#rows.close();
	}
}

/** Rows sealed or opened at once: enough to keep the machine busy, few enough for a phone's memory. */
const AT_ONCE = 32;

async function inBatches<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
	const done: B[] = [];
	for (let at = 0; at < items.length; at += AT_ONCE)
		done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
	return done;
}

const toSegment = (id: string, { collection, records }: SegmentContent, rows: readonly Bytes[]): Segment => ({
	id,
	collection,
	records,
	rows,
});

interface Whole {
	id: string;
	content: SegmentContent;
	rows: Bytes[];
}

/** Put pieces together. `broken`: rows of segments that lack a piece (`whole` false) or make no sense (`whole` true). */
async function assemble(
	found: readonly Found[],
): Promise<{ contents: Whole[]; broken: { rows: Bytes[]; whole: boolean }[] }> {
	const groups = new Map<string, Found[]>();
	for (const one of found) {
		const group = groups.get(one.piece.segment);
		if (group) group.push(one);
		else groups.set(one.piece.segment, [one]);
	}
	const segments = await inBatches([...groups], async ([id, group]) => {
		const pieces = group.sort((a, b) => a.piece.index - b.piece.index);
		const rows = pieces.map(({ row }) => row.id);
		const whole =
			pieces.every(({ piece }, at) => piece.index === at) && pieces.length === pieces[0]?.piece.count;
		const bytes = whole ? concatBytes(...pieces.map(({ piece }) => piece.bytes)) : null;
		return { id, rows, whole, content: bytes && (await bytesToSegment(bytes)) };
	});
	const contents: Whole[] = [];
	const broken: { rows: Bytes[]; whole: boolean }[] = [];
	for (const { id, rows, whole, content } of segments) {
		if (content) contents.push({ id, content, rows });
		else broken.push({ rows, whole });
	}
	return { contents, broken };
}
