/**
 * The records of one open compartment: in memory, and on disk before memory has them. Knows nothing of secrets or slots,
 * nor of the other compartments whose rows lie in the same store.
 */
import { failed, ok, type Result } from '$protocol/result';
import type { Change, Stored, VaultError } from './contract';
import type { WrittenChange } from './crossing';
import { lastVersion, type Migration } from './migrations';
import { Rows, type Row } from './rows';
import { SealedDisk } from './sealed-disk';
import { allRecords, planSave, recordsOf, rowsOf, textOf, textsOf, type Shelf } from './shelf';
import type { Compartment } from './slots';
import { unlessFull } from './storage-full';

/** All records of a compartment, and the version of their shapes. */
export interface Content {
	readonly schema: number;
	readonly records: readonly { collection: string; id: string; value: unknown }[];
}

type Full = { type: 'StorageFull' };
const NOTHING: Shelf = { segments: new Map(), lost: [], serial: 0 };

/** The sealed rows, asked of the disk before it is known whether they will open. */
export interface RowsAhead {
	rows: Rows;
	read: Promise<readonly Row[]>;
}

/** Begin to read a store: the disk works while the secret's key is derived. Whoever does not need it closes it. */
export async function readAhead(name: string): Promise<RowsAhead> {
	const rows = await Rows.open(name);
	const read = rows.all();
	// Told to whoever loads them; nobody may come.
	read.catch(() => undefined);
	return { rows, read };
}

export class Records {
	readonly #disk: SealedDisk;
	readonly #migrations: readonly Migration[];
	#shelf: Shelf;

	private constructor(disk: SealedDisk, shelf: Shelf, migrations: readonly Migration[]) {
		this.#disk = disk;
		this.#shelf = shelf;
		this.#migrations = migrations;
	}

	/** A store of its own for a new vault, among chaff. Whatever lay there is deleted. */
	static async begin(
		name: string,
		compartment: Compartment,
		migrations: readonly Migration[],
		content?: Content,
	): Promise<Result<Records, Full>> {
		const disk = await SealedDisk.open(await Rows.open(name), compartment);
		const shelf = await unlessFull(async () => {
			const empty = await disk.begin(lastVersion(migrations), 'first');
			return content ? fill(disk, empty, content, migrations) : empty;
		});
		if (!shelf.ok) disk.close();
		return shelf.ok ? ok(new Records(disk, shelf.value, migrations)) : shelf;
	}

	/** Nothing yet for another compartment in the same store: only its list, one row more among all the others. */
	static async beginBeside(
		name: string,
		compartment: Compartment,
		migrations: readonly Migration[],
	): Promise<Result<null, Full>> {
		const disk = await SealedDisk.open(await Rows.open(name), compartment);
		const written = await unlessFull(() => disk.begin(lastVersion(migrations), 'further'));
		disk.close();
		return written.ok ? ok(null) : written;
	}

	/** Read everything, and bring it to the newest version. */
	static async load(
		{ rows, read }: RowsAhead,
		compartment: Compartment,
		migrations: readonly Migration[],
	): Promise<Result<{ records: Records; damagedRows: number }, Full>> {
		const disk = await SealedDisk.open(rows, compartment);
		const { shelf, schema, damagedRows, listDamaged } = await disk.load(lastVersion(migrations), read);
		const records = new Records(disk, shelf, migrations);
		const steps = migrations.filter(({ to }) => to > schema);
		const migrated = steps.length > 0 ? await records.#migrate(steps) : ok(null);
		if (!migrated.ok) {
			disk.close();
			return migrated;
		}
		// A new list at once, so that the next opening is a plain one. Without room for it the vault opens all the same.
		if (listDamaged && steps.length === 0)
			await unlessFull(() => disk.write({ shelf, write: [], gone: [] }, lastVersion(migrations)));
		return ok({ records, damagedRows });
	}

	/** Delete the rows of a compartment whose slot is gone already: from then on they are only bytes in the way. */
	static async forgetAll(
		name: string,
		compartment: Compartment,
		migrations: readonly Migration[],
	): Promise<void> {
		const disk = await SealedDisk.open(await Rows.open(name), compartment);
		const { shelf, schema } = await disk.load(lastVersion(migrations));
		await unlessFull(() => disk.write({ shelf: NOTHING, write: [], gone: rowsOf(shelf) }, schema));
		disk.close();
	}

	/** {@link Records.all} as texts; see crossing.ts. */
	texts(collection: string): string[] {
		return textsOf(this.#shelf, collection);
	}

	/** One record's value as JSON text, or `null`. */
	text(collection: string, id: string): string | null {
		return textOf(this.#shelf, collection, id);
	}

	all(collection: string): Stored[] {
		return recordsOf(this.#shelf, collection);
	}

	content(): Content {
		return { schema: lastVersion(this.#migrations), records: allRecords(this.#shelf) };
	}

	/** When this fails nothing of it is on disk, and memory is as before. */
	async save(changes: readonly (Change | WrittenChange)[]): Promise<Result<null, VaultError>> {
		const plan = planSave(this.#shelf, changes);
		const written = await unlessFull(() => this.#disk.write(plan, lastVersion(this.#migrations)));
		if (!written.ok) return written;
		this.#shelf = written.value;
		return ok(null);
	}

	close(): void {
		this.#disk.close();
	}

	/** All steps in memory, then every segment anew in one transaction: the old vault or the new one, never between. */
	async #migrate(steps: readonly Migration[]): Promise<Result<null, Full>> {
		const before = this.#shelf;
		const shelf = migrated(before, steps);
		const gone = [...before.segments.values()].flatMap(({ rows }) => rows);
		const plan = {
			shelf: { ...shelf, serial: before.serial + 1 },
			write: [...shelf.segments.values()],
			gone,
		};
		const written = await unlessFull(() => this.#disk.write(plan, lastVersion(this.#migrations)));
		if (!written.ok) return failed(written.error);
		this.#shelf = written.value;
		return ok(null);
	}
}

function migrated(shelf: Shelf, steps: readonly Migration[]): Shelf {
	return steps.reduce(
		(now, { changes }) =>
			planSave(
				now,
				changes((name) => recordsOf(now, name)),
			).shelf,
		shelf,
	);
}

async function fill(
	disk: SealedDisk,
	empty: Shelf,
	{ schema, records }: Content,
	migrations: readonly Migration[],
): Promise<Shelf> {
	const steps = migrations.filter(({ to }) => to > schema);
	const shelf = migrated(planSave(empty, records).shelf, steps);
	return disk.write({ shelf, write: [...shelf.segments.values()], gone: [] }, lastVersion(migrations));
}
