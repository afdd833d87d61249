/**
 * The vault: lives in one worker, and dies with it. Holds slots and records together and lets one thing happen at a
 * time. It does not know what records mean, and it cannot be locked again: that is what ending the worker is for.
 */
import { calibrate, constantTimeEqual, type Argon2Params } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import { newHead, newPage } from './compartments';
import type {
	Change,
	GuardError,
	Guards,
	OpenReport,
	PasskeyFactor,
	Stored,
	UnlockError,
	VaultApi,
	VaultDoor,
	VaultError,
	VaultName,
	VaultState,
} from './contract';
import { textToChanges, type WrittenChange } from './crossing';
import { Gate } from './gate';
import * as guarding from './guarding';
import { MIGRATIONS, lastVersion, type Migration } from './migrations';
import { destroyDeviceBox } from './device-box';
import { diskName } from './names';
import { readAhead, Records, type Content, type RowsAhead } from './records';
import { Rows } from './rows';
import { masterOf, SLOT_KINDS, type FoundSlot, type OpenSlot } from './slots';
import { WriterLock } from './writer-lock';

export interface VaultHosts {
	/** Changes of state that no call of ours brought about. */
	onState?: (state: VaultState) => void;
	/** A monotonic clock, in milliseconds. */
	now?: () => number;
	/** Chooses the cost of opening. */
	calibrate?: () => Promise<Argon2Params>;
	migrations?: readonly Migration[];
}

interface Opened {
	own: OpenSlot;
	records: Records;
}

/** {@link VaultApi} for who lives in the same worker, and {@link VaultDoor} for the page. See README.md. */
export class Vault implements VaultApi, VaultDoor {
	readonly #disk: string;
	readonly #gate: Gate;
	readonly #lock: WriterLock;
	readonly #onState: (state: VaultState) => void;
	readonly #calibrate: () => Promise<Argon2Params>;
	readonly #migrations: readonly Migration[];
	#available = true;
	#opened: Opened | undefined;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(name: VaultName, hosts: VaultHosts = {}) {
		this.#disk = diskName(name);
		this.#onState = hosts.onState ?? (() => undefined);
		this.#calibrate = hosts.calibrate ?? calibrate;
		this.#migrations = hosts.migrations ?? MIGRATIONS;
		this.#gate = new Gate(this.#disk, {
			now: hosts.now ?? (() => performance.now()),
			inTurn: (work) => this.#inTurn(work),
		});
		this.#lock = new WriterLock(this.#disk, {
			onHeld: () => void this.#inTurn(() => this.#takeOver()),
			onAsked: (letGo) => void this.#inTurn(() => this.#yield(letGo)),
		});
	}

	/** Take the lock and look at the disk. Once, before anything else. */
	async start(): Promise<VaultState> {
		return this.#inTurn(async () => {
			try {
				if (await this.#lock.acquire()) await this.#gate.look();
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
			if (this.#state() !== 'none') return failed({ type: 'AlreadyExists' });
			const head = newHead(await this.#calibrate());
			const { page, own } = await newPage(head, await masterOf(secret, head));
			// Rows first: a vault exists from the moment its slots do, and then it has everything.
			const records = await Records.begin(this.#disk, own, this.#migrations, content);
			if (!records.ok) return records;
			const written = await this.#gate.write(page);
			if (!written.ok) {
				records.value.close();
				return written;
			}
			this.#opened = { own, records: records.value };
			return ok({ damagedRows: 0 });
		});
	}

	unlock(secret: string, passkey?: string): Promise<Result<OpenReport, UnlockError>> {
		return this.#inTurn(async () => {
			const refused = this.#refusal();
			if (refused) return failed(refused);
			if (this.#opened) return failed({ type: 'AlreadyExists' });
			const given = passkey === undefined ? undefined : guarding.passkeyFrom(passkey);
			let ahead: Promise<RowsAhead> | undefined;
			const tried = await this.#gate.try(
				secret,
				() => true,
				given,
				() => {
					ahead = readAhead(this.#disk);
					ahead.catch(() => undefined);
				},
			);
			if (!tried.ok || tried.value.outcome.type === 'passkey')
				(await ahead?.catch(() => undefined))?.rows.close();
			if (!tried.ok) return tried;
			const { page, outcome } = tried.value;
			if (outcome.type === 'passkey') return failed(await guarding.passkeyNeeded(page, outcome.found));
			const { own } = outcome;
			const loaded = await Records.load(await (ahead ?? readAhead(this.#disk)), own, this.#migrations);
			if (!loaded.ok) return loaded;
			this.#opened = { own, records: loaded.value.records };
			return ok({ damagedRows: loaded.value.damagedRows });
		});
	}

	attempts(): Promise<{ tries: number; waitMs: number }> {
		return this.#inTurn(() => Promise.resolve({ tries: this.#gate.tries, waitMs: this.#gate.left }));
	}

	/** Empty when the vault is not open: there is nothing to be seen then. */
	all(collection: string): Promise<Stored[]> {
		return this.#inTurn(() => Promise.resolve(this.#opened?.records.all(collection) ?? []));
	}

	async one(collection: string, id: string): Promise<unknown> {
		const text = await this.text(collection, id);
		return text === null ? null : (JSON.parse(text) as unknown);
	}

	/** Everything in the open compartment, for a backup; `null` when nothing is open. */
	content(): Promise<Content | null> {
		return this.#inTurn(() => Promise.resolve(this.#opened?.records.content() ?? null));
	}

	/** The newest version of records that can be read here. */
	get schema(): number {
		return lastVersion(this.#migrations);
	}

	/** Saves are one after another. When this fails nothing of it is on disk, and memory is as before. */
	save(changes: readonly Change[]): Promise<Result<null, VaultError>> {
		return this.#saved(() => changes);
	}

	texts(collection: string): Promise<string[]> {
		return this.#inTurn(() => Promise.resolve(this.#opened?.records.texts(collection) ?? []));
	}

	text(collection: string, id: string): Promise<string | null> {
		return this.#inTurn(() => Promise.resolve(this.#opened?.records.text(collection, id) ?? null));
	}

	saveTexts(texts: readonly string[]): Promise<Result<null, VaultError>> {
		return this.#saved(() => texts.flatMap(textToChanges));
	}

	forget(collections: readonly string[]): Promise<Result<null, VaultError>> {
		return this.#saved((records) =>
			collections.flatMap((collection) =>
				records.all(collection).map(({ id }) => ({ collection, id, deleted: true as const })),
			),
		);
	}

	guards(): Promise<Guards> {
		return this.#inTurn(async () => {
			const { page } = this.#gate;
			if (!this.#opened || !page) return { second: false, wipe: false, passkey: false };
			return guarding.guardsOf(page, this.#opened.own);
		});
	}

	confirm(now: string): Promise<Result<null, VaultError>> {
		return this.#guarded(now, ({ page }) => Promise.resolve(ok({ page })));
	}

	changeSecret(now: string, next: string): Promise<Result<null, GuardError>> {
		return this.#guarded(now, (held) => guarding.changeSecret(held, next, this.#calibrate));
	}

	setSecond(now: string, secret: string): Promise<Result<null, GuardError>> {
		return this.#guarded(now, (held) => guarding.setSecond(held, secret));
	}

	dropSecond(now: string): Promise<Result<null, VaultError>> {
		return this.#guarded(now, guarding.dropSecond);
	}

	setWipe(now: string, secret: string): Promise<Result<null, GuardError>> {
		return this.#guarded(now, (held) => guarding.setWipe(held, secret));
	}

	dropWipe(now: string): Promise<Result<null, VaultError>> {
		return this.#guarded(now, guarding.dropWipe);
	}

	passkeySalt(): Promise<string> {
		return this.#inTurn(async () => (this.#gate.page ? guarding.passkeySalt(this.#gate.page) : ''));
	}

	setPasskey(
		now: string,
		factor: PasskeyFactor,
	): Promise<Result<null, VaultError | { type: 'PasskeyUnfit' }>> {
		return this.#guarded(now, (held) => guarding.setPasskey(held, factor));
	}

	dropPasskey(now: string): Promise<Result<null, VaultError>> {
		return this.#guarded(now, guarding.dropPasskey);
	}

	destroy(): Promise<Result<null, VaultError>> {
		return this.#inTurn(async () => {
			const refused = this.#refusal();
			if (refused) return failed(refused);
			// The slots first: without them the rows are nobody's, wherever the power goes.
			await this.#gate.destroy();
			this.#opened?.records.close();
			this.#opened = undefined;
			await Rows.destroy(this.#disk);
			// The cover's notes are hers as well, sealed by nothing of hers.
			if (this.#disk === diskName('phone')) await destroyDeviceBox();
			return ok(null);
		});
	}

	#saved(
		changesTo: (records: Records) => readonly (Change | WrittenChange)[],
	): Promise<Result<null, VaultError>> {
		return this.#inTurn(async () => {
			if (!this.#opened) return failed({ type: 'NotOpen' });
			const { records } = this.#opened;
			const changes = changesTo(records);
			if (changes.length === 0) return ok(null);
			return records.save(changes);
		});
	}

	/** What only somebody who knows the secret of what is open may do. */
	#guarded<E extends { type: string } = never>(
		now: string,
		change: (held: guarding.Held) => Promise<Result<guarding.Guarded, E>>,
	): Promise<Result<null, E | VaultError>> {
		return this.#inTurn(async () => {
			const refused = this.#refusal();
			if (refused) return failed(refused);
			if (!this.#opened) return failed({ type: 'NotOpen' });
			const { own: open } = this.#opened;
			// A wipe secret given here wipes nothing: it opens, and this is open.
			const accepts = ({ kind, id }: FoundSlot) => kind !== SLOT_KINDS.wipe && constantTimeEqual(id, open.id);
			const tried = await this.#gate.try(now, accepts, open.passkey?.secret);
			if (!tried.ok) return tried;
			const { page, master, outcome } = tried.value;
			if (outcome.type === 'passkey') return failed({ type: 'WrongSecret', tries: page.tries, waitMs: 0 });
			const changed = await change({ page, master, own: outcome.own });
			if (!changed.ok) return changed;
			return this.#write(page, changed.value);
		});
	}

	async #write(
		before: guarding.Held['page'],
		{ page, begin, forget, own }: guarding.Guarded,
	): Promise<Result<null, VaultError>> {
		if (begin) {
			const begun = await Records.beginBeside(this.#disk, begin, this.#migrations);
			if (!begun.ok) return begun;
		}
		const written = page === before ? ok(null) : await this.#gate.write(page);
		if (!written.ok) return written;
		if (own && this.#opened) this.#opened = { ...this.#opened, own };
		if (forget) await Records.forgetAll(this.#disk, forget, this.#migrations);
		return ok(null);
	}

	#state(): VaultState {
		if (!this.#available) return 'unavailable';
		if (this.#opened) return 'open';
		if (!this.#lock.held) return 'elsewhere';
		return this.#gate.exists ? 'locked' : 'none';
	}

	#refusal(): VaultError | null {
		if (!this.#available) return { type: 'Unavailable' };
		return this.#lock.held ? null : { type: 'OpenElsewhere' };
	}

	async #takeOver(): Promise<void> {
		await this.#gate.look();
		this.#onState(this.#state());
	}

	/** Another tab asks for the vault. Only an open one is kept from it. */
	async #yield(letGo: () => void): Promise<void> {
		if (this.#opened || !this.#lock.held) return;
		await this.#gate.leave();
		letGo();
		this.#onState('elsewhere');
	}

	/** One thing at a time; a failure of one does not stop the next. */
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#queue.then(work);
		this.#queue = result.catch(() => undefined);
		return result;
	}
}
