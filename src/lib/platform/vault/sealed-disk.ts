/**
 * Between the shelf in memory and the rows on disk: seals and writes a plan in one transaction, and reads everything
 * back, telling what is missing. The only place that knows a compartment's keys.
 */
import { bytesToBase64url, hkdfKey, randomBytes, type Bytes } from '$platform/crypto';
import { listToRows, rowsToList } from './list';
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
	readonly #list: RowSeal;

	private constructor(rows: Rows, records: RowSeal, list: RowSeal) {
		this.#rows = rows;
		this.#records = records;
		this.#list = list;
	}

	static async open(rows: Rows, { id, key }: Compartment): Promise<SealedDisk> {
		const [records, list] = await Promise.all([
			hkdfKey(key, 'rosebay vault 1 records'),
			hkdfKey(key, 'rosebay vault 1 list'),
		]);
		return new SealedDisk(
			rows,
			{ key: records, use: 'records', compartment: id },
			{ key: list, use: 'list', compartment: id },
		);
	}

	/** Make the store this compartment's, empty but for its list and chaff. Whatever lay there is deleted. */
	async begin(schema: number): Promise<Shelf> {
		const list = await listToRows(this.#list, { serial: 0, schema, rows: [] });
		await this.#rows.commit({ put: [...list, ...chaff()], gone: [], clear: true });
		return EMPTY;
	}

	/**
	 * Seal everything first, then write it in one strict transaction. Each written segment gets new row ids, so that an
	 * old row put back by somebody is a row nobody named. Resolves to the shelf as it now is on disk.
	 */
	async write(plan: Plan, schema: number): Promise<Shelf> {
		const put: Row[] = [];
		const written: Segment[] = [];
		for (const segment of plan.write) {
			const rows = await this.#sealSegment(segment, plan.shelf.serial, schema);
			put.push(...rows);
			written.push({ ...segment, rows: rows.map(({ id }) => id) });
		}
		const shelf = withWritten(plan.shelf, written);
		put.push(...(await listToRows(this.#list, { serial: shelf.serial, schema, rows: rowsOf(shelf) })));
		await this.#rows.commit({ put, gone: plan.gone });
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

	/** Read everything. @param newest the schema version to try first when the list cannot say which it is */
	async load(newest: number): Promise<Loaded> {
		const rows = new Map((await this.#rows.all()).map((row) => [bytesToBase64url(row.id), row]));
		const list = await rowsToList(this.#list, rows);
		if (!list) return this.#rebuild(rows, newest);
		const found: Found[] = [];
		const lost: Bytes[] = [];
		for (const id of list.rows) {
			const row = rows.get(bytesToBase64url(id));
			const piece = row && (await this.#openPiece(row, list.schema));
			if (row && piece) found.push({ row, piece });
			else lost.push(id);
		}
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

	async #openPiece(row: Row, schema: number): Promise<Piece | null> {
		const content = await openRow(this.#records, row, schema);
		return content && contentToPiece(content);
	}

	/** Without the list: every row that opens is ours. Of a record found twice, the later save's is the one. */
	async #rebuild(rows: ReadonlyMap<string, Row>, newest: number): Promise<Loaded> {
		for (let schema = newest; schema >= 1; schema--) {
			const found: Found[] = [];
			for (const row of rows.values()) {
				const piece = await this.#openPiece(row, schema);
				if (piece) found.push({ row, piece });
			}
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
	for (const one of found) groups.set(one.piece.segment, [...(groups.get(one.piece.segment) ?? []), one]);
	const contents: Whole[] = [];
	const broken: { rows: Bytes[]; whole: boolean }[] = [];
	for (const [id, group] of groups) {
		const pieces = group.sort((a, b) => a.piece.index - b.piece.index);
		const rows = pieces.map(({ row }) => row.id);
		const whole =
			pieces.every(({ piece }, at) => piece.index === at) && pieces.length === pieces[0]?.piece.count;
		const bytes = await new Blob(pieces.map(({ piece }) => piece.bytes)).arrayBuffer();
		const content = whole ? await bytesToSegment(new Uint8Array(bytes)) : null;
		if (content) contents.push({ id, content, rows });
		else broken.push({ rows, whole });
	}
	return { contents, broken };
}
