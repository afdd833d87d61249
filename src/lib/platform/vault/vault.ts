/**
 * The vault: lives in one worker, and dies with it. Holds slots, rows and shelf together and lets one thing happen at a
 * time. It does not know what records mean, and it cannot be locked again: that is what ending the worker is for.
 */
import { calibrate, type Argon2Params } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import { Wait, waitAfter } from './backoff';
import type { Change, OpenReport, Stored, UnlockError, VaultApi, VaultError, VaultName, VaultState } from './contract';
import { MIGRATIONS, lastVersion, type Migration } from './migrations';
import { diskName } from './names';
import { Rows } from './rows';
import { SealedDisk } from './sealed-disk';
import { allRecords, planSave, recordsOf, type Shelf } from './shelf';
import { createSlots, openSlots, type Compartment } from './slots';
import { SlotsFile } from './slots-file';
import type { SlotsPage } from './slots-format';
import { unlessFull } from './storage-full';
import { WriterLock } from './writer-lock';

/** How often a wait that is running down is noted on disk, so that a reload does not begin it again. */
const NOTE_WAIT_EVERY = 10_000;

export interface VaultHosts {
	/** Changes of state that no call of ours brought about. */
	onState?: (state: VaultState) => void;
	/** A monotonic clock, in milliseconds. */
	now?: () => number;
	/** Chooses the cost of opening for a new vault. */
	calibrate?: () => Promise<Argon2Params>;
	migrations?: readonly Migration[];
}

/** All records of a compartment, and the version of their shapes. */
export interface Content {
	readonly schema: number;
	readonly records: readonly { collection: string; id: string; value: unknown }[];
}

interface Opened {
	disk: SealedDisk;
	shelf: Shelf;
}

/** {@link VaultApi} and, for the channel in the same worker, `onChange`. See README.md. */
export class Vault implements VaultApi {
	readonly #disk: string;
	readonly #file: SlotsFile;
	readonly #lock: WriterLock;
	readonly #wait: Wait;
	readonly #hosts: VaultHosts;
	readonly #migrations: readonly Migration[];
	readonly #listeners = new Set<(changes: readonly Change[]) => void>();
	#available = true;
	#damaged = false;
	#page: SlotsPage | undefined;
	#opened: Opened | undefined;
	#queue: Promise<unknown> = Promise.resolve();
	#noting: ReturnType<typeof setInterval> | undefined;

	constructor(name: VaultName, hosts: VaultHosts = {}) {
		this.#disk = diskName(name);
		this.#hosts = hosts;
		this.#migrations = hosts.migrations ?? MIGRATIONS;
		this.#file = new SlotsFile(this.#disk);
		this.#wait = new Wait(hosts.now ?? (() => performance.now()));
		this.#lock = new WriterLock(this.#disk, {
			onHeld: () => void this.#inTurn(() => this.#takeOver()),
			onAsked: (letGo) => void this.#inTurn(() => this.#yield(letGo)),
		});
	}

	/** Take the lock and look at the disk. Once, before anything else. */
	async start(): Promise<VaultState> {
		return this.#inTurn(async () => {
			try {
				if (await this.#lock.acquire()) await this.#look();
			} catch {
				// No private file system or no locks: some browsers' private windows. Nothing can be kept here.
				this.#available = false;
			}
			return this.#state();
		});
	}

	state(): Promise<VaultState> {
		return this.#inTurn(() => Promise.resolve(this.#state()));
	}

	/**
	 * @param content what a backup holds: it is on disk before the slots are, so that a restore that fails or is cut
	 * short leaves no vault at all. Older records go through the migrations first.
	 */
	create(secret: string, content?: Content): Promise<Result<OpenReport, VaultError>> {
		return this.#inTurn(async () => {
			const refused = this.#refusal();
			if (refused) return failed(refused);
			if (this.#page || this.#state() !== 'none') return failed({ type: 'AlreadyExists' });
			const { page, compartment } = await createSlots(secret, await (this.#hosts.calibrate ?? calibrate)());
			// Rows first: a vault exists from the moment its slots do, and then it has everything.
			const disk = await this.#openDisk(compartment);
			const made = await unlessFull(async () => {
				const empty = await disk.begin(lastVersion(this.#migrations));
				const shelf = content ? await this.#fill(disk, empty, content) : empty;
				this.#page = await this.#file.replace(page);
				this.#opened = { disk, shelf };
				return { damagedRows: 0 };
			});
			if (!made.ok) disk.close();
			return made;
		});
	}

	unlock(secret: string, _passkey?: string): Promise<Result<OpenReport, UnlockError>> {
		return this.#inTurn(async () => {
			const refused = this.#refusal();
			if (refused) return failed(refused);
			if (this.#opened) return failed({ type: 'AlreadyExists' });
			const page = this.#page;
			if (!page) return failed({ type: 'SlotsDamaged' });
			if (this.#wait.left > 0) return failed({ type: 'WaitFirst', waitMs: this.#wait.left });
			return this.#try(page, secret);
		});
	}

	attempts(): Promise<{ tries: number; waitMs: number }> {
		return this.#inTurn(() => Promise.resolve({ tries: this.#page?.tries ?? 0, waitMs: this.#wait.left }));
	}

	/** Empty when the vault is not open: there is nothing to be seen then. */
	all(collection: string): Promise<Stored[]> {
		return this.#inTurn(() => Promise.resolve(this.#opened ? recordsOf(this.#opened.shelf, collection) : []));
	}

	/** Everything in the open compartment, for a backup; `null` when nothing is open. */
	content(): Promise<Content | null> {
		return this.#inTurn(() => {
			if (!this.#opened) return Promise.resolve(null);
			const records = allRecords(this.#opened.shelf);
			return Promise.resolve({ schema: lastVersion(this.#migrations), records });
		});
	}

	/** The newest version of records that can be read here. */
	get schema(): number {
		return lastVersion(this.#migrations);
	}

	/** Saves are one after another. When this fails nothing of it is on disk, and memory is as before. */
	save(changes: readonly Change[]): Promise<Result<null, VaultError>> {
		return this.#inTurn(async () => {
			if (!this.#opened) return failed({ type: 'NotOpen' });
			if (changes.length === 0) return ok(null);
			const { disk, shelf } = this.#opened;
			const plan = planSave(shelf, changes);
			const written = await unlessFull(() => disk.write(plan, lastVersion(this.#migrations)));
			if (!written.ok) return written;
			this.#opened = { disk, shelf: written.value };
			for (const tell of this.#listeners) tell(changes);
			return ok(null);
		});
	}

	/** Hear of every save once it is on disk. Returns how to stop hearing. */
	onChange(listener: (changes: readonly Change[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** A try counts from before it is made: whoever cuts the power in the middle has still used it up. */
	async #try(page: SlotsPage, secret: string): Promise<Result<OpenReport, VaultError>> {
		const tries = page.tries + 1;
		const waitMs = waitAfter(tries);
		const counted = await unlessFull(() => this.#file.update(page, { tries, waitLeft: waitMs }));
		if (!counted.ok) return counted;
		this.#page = counted.value;
		this.#wait.set(waitMs);
		const compartment = await openSlots(page, secret);
		if (!compartment) {
			this.#wait.set(waitMs);
			this.#keepNotingWait();
			return failed({ type: 'WrongSecret', tries, waitMs });
		}
		this.#wait.set(0);
		this.#page = await this.#file.update(this.#page, { tries: 0, waitLeft: 0 });
		return this.#load(compartment);
	}

	async #load(compartment: Compartment): Promise<Result<OpenReport, VaultError>> {
		const disk = await this.#openDisk(compartment);
		const current = lastVersion(this.#migrations);
		const { shelf, schema, damagedRows, listDamaged } = await disk.load(current);
		this.#opened = { disk, shelf };
		const steps = this.#migrations.filter(({ to }) => to > schema);
		if (steps.length > 0) return this.#migrate(disk, shelf, steps, damagedRows);
		// A new list at once, so that the next opening is a plain one. Without room for it the vault opens all the same.
		if (listDamaged) await this.#rewriteList(disk, shelf);
		return ok({ damagedRows });
	}

	/** All steps in memory, then every segment anew in one transaction: the old vault or the new one, never between. */
	async #migrate(
		disk: SealedDisk,
		before: Shelf,
		steps: readonly Migration[],
		damagedRows: number,
	): Promise<Result<OpenReport, VaultError>> {
		let shelf = before;
		for (const { changes } of steps) {
			const now = shelf;
			shelf = planSave(
				now,
				changes((collection) => recordsOf(now, collection)),
			).shelf;
		}
		const gone = [...before.segments.values()].flatMap(({ rows }) => rows);
		const plan = {
			shelf: { ...shelf, serial: before.serial + 1 },
			write: [...shelf.segments.values()],
			gone,
		};
		const written = await unlessFull(() => disk.write(plan, lastVersion(this.#migrations)));
		if (!written.ok) {
			disk.close();
			this.#opened = undefined;
			return written;
		}
		this.#opened = { disk, shelf: written.value };
		return ok({ damagedRows });
	}

	async #fill(disk: SealedDisk, empty: Shelf, { schema, records }: Content): Promise<Shelf> {
		let shelf = planSave(empty, records).shelf;
		for (const { to, changes } of this.#migrations) {
			const now = shelf;
			if (to > schema)
				shelf = planSave(
					now,
					changes((name) => recordsOf(now, name)),
				).shelf;
		}
		return disk.write({ shelf, write: [...shelf.segments.values()], gone: [] }, this.schema);
	}

	async #rewriteList(disk: SealedDisk, shelf: Shelf): Promise<void> {
		await unlessFull(() => disk.write({ shelf, write: [], gone: [] }, lastVersion(this.#migrations)));
	}

	async #openDisk(compartment: Compartment): Promise<SealedDisk> {
		return SealedDisk.open(await Rows.open(this.#disk), compartment);
	}

	#state(): VaultState {
		if (!this.#available) return 'unavailable';
		if (this.#opened) return 'open';
		if (!this.#lock.held) return 'elsewhere';
		return this.#page || this.#damaged ? 'locked' : 'none';
	}

	#refusal(): VaultError | null {
		if (!this.#available) return { type: 'Unavailable' };
		return this.#lock.held ? null : { type: 'OpenElsewhere' };
	}

	/** Read the slots file and go on with the wait it speaks of. */
	async #look(): Promise<void> {
		const read = await this.#file.read();
		this.#page = read.found === 'page' ? read.page : undefined;
		this.#damaged = read.found === 'damaged';
		this.#wait.set(this.#page?.waitLeft ?? 0);
		this.#keepNotingWait();
	}

	async #takeOver(): Promise<void> {
		await this.#look();
		this.#hosts.onState?.(this.#state());
	}

	/** Another tab asks for the vault. Only an open one is kept from it. */
	async #yield(letGo: () => void): Promise<void> {
		if (this.#opened || !this.#lock.held) return;
		await this.#noteWait();
		clearInterval(this.#noting);
		this.#page = undefined;
		letGo();
		this.#hosts.onState?.('elsewhere');
	}

	#keepNotingWait(): void {
		clearInterval(this.#noting);
		if (this.#wait.left === 0) return;
		this.#noting = setInterval(() => void this.#inTurn(() => this.#noteWait()), NOTE_WAIT_EVERY);
	}

	async #noteWait(): Promise<void> {
		if (!this.#page || this.#opened || !this.#lock.held || this.#page.waitLeft === 0) return;
		const { tries } = this.#page;
		this.#page = await this.#file.update(this.#page, { tries, waitLeft: this.#wait.left });
		if (this.#wait.left === 0) clearInterval(this.#noting);
	}

	/** One thing at a time; a failure of one does not stop the next. */
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#queue.then(work);
		this.#queue = result.catch(() => undefined);
		return result;
	}
}
