/**
 * The list ("index"): which rows there are, so that a row which is gone is noticed. Sealed like any row, under ids that
 * only the compartment's key can name, so nobody else can tell it from the rest. Numbers big-endian:
 * `serial (8) | schema version (4) | page (2) | pages (2) | how many (4) | row ids, 16 bytes each | zeros`.
 *
 * The list's own schema version is fixed: it must be readable before it can say which one the others have.
 */
import { bytesToBase64url, concatBytes, hkdf, type Bytes, type SecretKey } from '$platform/crypto';
import { openRow, ROW_CAPACITY, ROW_ID_BYTES, sealRow, type RowSeal } from './row-format';
import type { Row } from './rows';

const LIST_SCHEMA = 1;
const HEAD_BYTES = 20;
const PER_PAGE = Math.floor((ROW_CAPACITY - HEAD_BYTES) / ROW_ID_BYTES);
const MOST_PAGES = 64;

export interface RowList {
	/** Number of the last save. */
	serial: number;
	/** Version of the records' schema. */
	schema: number;
	rows: Bytes[];
}

export class SealedList {
	readonly #seal: RowSeal;
	/** Worked out once: every save needs them. */
	readonly #pageIds: Promise<Bytes>[] = [];

	constructor(key: SecretKey, compartment: Bytes) {
		this.#seal = { key, use: 'list', compartment };
	}

	#pageId(page: number): Promise<Bytes> {
		return (this.#pageIds[page] ??= hkdf(
			this.#seal.key,
			`rosebay vault 1 list page ${String(page)}`,
			ROW_ID_BYTES,
		));
	}

	async toRows(list: RowList): Promise<Row[]> {
		const pages = Math.max(1, Math.ceil(list.rows.length / PER_PAGE));
		if (pages > MOST_PAGES) throw new RangeError('Too many rows for the list');
		return Promise.all(
			Array.from({ length: pages }, async (_, page) => {
				const ids = list.rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
				const head = new Uint8Array(HEAD_BYTES);
				const view = new DataView(head.buffer);
				view.setBigUint64(0, BigInt(list.serial));
				view.setUint32(8, list.schema);
				view.setUint16(12, page);
				view.setUint16(14, pages);
				view.setUint32(16, ids.length);
				return sealRow(this.#seal, await this.#pageId(page), LIST_SCHEMA, concatBytes(head, ...ids));
			}),
		);
	}

	/** The list, or `null` when any page of it is gone, does not open, or is of another save than the first. */
	async fromRows(rows: ReadonlyMap<string, Row>): Promise<RowList | null> {
		const list: RowList = { serial: 0, schema: 0, rows: [] };
		for (let page = 0, pages = 1; page < pages; page++) {
			const row = rows.get(bytesToBase64url(await this.#pageId(page)));
			const content = row && (await openRow(this.#seal, row, LIST_SCHEMA));
			if (!content) return null;
			const view = new DataView(content.buffer, content.byteOffset);
			const [serial, count] = [Number(view.getBigUint64(0)), view.getUint32(16)];
			if (view.getUint16(12) !== page || count > PER_PAGE) return null;
			if (page === 0) {
				pages = Math.min(view.getUint16(14), MOST_PAGES);
				list.serial = serial;
				list.schema = view.getUint32(8);
			} else if (serial !== list.serial) return null;
			for (let at = 0; at < count; at++) {
				list.rows.push(content.slice(HEAD_BYTES + at * ROW_ID_BYTES, HEAD_BYTES + (at + 1) * ROW_ID_BYTES));
			}
		}
		return list;
	}
}
