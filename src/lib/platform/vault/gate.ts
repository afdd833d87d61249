/**
 * What stands before a vault: the slots file, the count of wrong tries and the wait after them. Knows nothing of records.
 * Every call is made in turn; nothing here guards against two at once.
 */
import type { SecretKey } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import { Wait, waitAfter } from './backoff';
import type { VaultError } from './contract';
import { tryOpening, type Outcome } from './opening';
import { masterOf, type FoundSlot } from './slots';
import { SlotsFile } from './slots-file';
import type { SlotsPage } from './slots-format';
import { unlessFull } from './storage-full';

/** How often a wait that is running down is noted on disk, so that a reload does not begin it again. Milliseconds. */
const NOTE_WAIT_EVERY = 10_000;

export interface GateHosts {
	/** A monotonic clock, in milliseconds. */
	now: () => number;
	/** For what the gate does by itself while it waits. */
	inTurn: (work: () => Promise<void>) => Promise<void>;
	/** Argon2id; something quicker only where the rest is measured. */
	derive?: typeof masterOf;
}

export interface Tried {
	page: SlotsPage;
	master: SecretKey;
	outcome: Exclude<Outcome, { type: 'wrong' }>;
}

export class Gate {
	readonly #file: SlotsFile;
	readonly #wait: Wait;
	readonly #inTurn: GateHosts['inTurn'];
	readonly #derive: typeof masterOf;
	#page: SlotsPage | undefined;
	#damaged = false;
	#noting: ReturnType<typeof setInterval> | undefined;

	constructor(directory: string, { now, inTurn, derive = masterOf }: GateHosts) {
		this.#file = new SlotsFile(directory);
		this.#wait = new Wait(now);
		this.#inTurn = inTurn;
		this.#derive = derive;
	}

	/** The slots as they lie on disk; none before `look`, without a vault, or when they are damaged. */
	get page(): SlotsPage | undefined {
		return this.#page;
	}
	/** Is there a vault, sound or not? */
	get exists(): boolean {
		return this.#page !== undefined || this.#damaged;
	}
	get tries(): number {
		return this.#page?.tries ?? 0;
	}
	/** Milliseconds until the next try. */
	get left(): number {
		return this.#wait.left;
	}

	/** Read the slots file and go on with the wait it speaks of. Slots whose destruction was cut off go now. */
	async look(): Promise<void> {
		const read = await this.#file.read();
		this.#page = read.found === 'page' ? read.page : undefined;
		this.#damaged = read.found === 'damaged';
		this.#wait.set(this.#page?.waitLeft ?? 0);
		this.#keepNoting();
		if (read.found === 'page' && !read.settled) await this.write(read.page);
	}

	/** Slots that must be the only ones left. */
	async write(page: SlotsPage): Promise<Result<null, { type: 'StorageFull' }>> {
		const written = await unlessFull(() => this.#file.replace(page));
		if (!written.ok) return written;
		this.#page = written.value;
		return ok(null);
	}

	/**
	 * One try. It counts from before it is made: whoever cuts the power in the middle has still used it up.
	 * @param accepts what this try may open
	 * @param passkey what a passkey gave, if one was asked
	 * @param meanwhile begun once the try is counted, while the key is derived; the same for every secret
	 */
	async try(
		secret: string,
		accepts: (found: FoundSlot) => boolean,
		passkey?: SecretKey,
		meanwhile: () => void = () => undefined,
	): Promise<Result<Tried, VaultError>> {
		if (!this.#page) return failed({ type: 'SlotsDamaged' });
		if (this.left > 0) return failed({ type: 'WaitFirst', waitMs: this.left });
		const tries = this.#page.tries + 1;
		const waitMs = waitAfter(tries);
		const counted = await unlessFull(() => this.#note(tries, waitMs));
		if (!counted.ok) return counted;
		this.#wait.set(waitMs);
		const before = counted.value;
		meanwhile();
		const master = await this.#derive(secret, before);
		const tried = await unlessFull(() => tryOpening(this.#file, before, { master, passkey, accepts }));
		if (!tried.ok) {
			await this.look();
			return tried;
		}
		const { page, outcome } = tried.value;
		this.#page = page;
		this.#wait.set(page.waitLeft);
		this.#keepNoting();
		return outcome.type === 'wrong'
			? failed({ type: 'WrongSecret', tries, waitMs })
			: ok({ page, master, outcome });
	}

	/** Let another tab have it. */
	async leave(): Promise<void> {
		await this.#noteWait();
		clearInterval(this.#noting);
		this.#page = undefined;
	}

	async destroy(): Promise<void> {
		clearInterval(this.#noting);
		await this.#file.destroy();
		this.#page = undefined;
		this.#damaged = false;
		this.#wait.set(0);
	}

	#keepNoting(): void {
		clearInterval(this.#noting);
		if (this.left === 0) return;
		this.#noting = setInterval(() => void this.#inTurn(() => this.#noteWait()), NOTE_WAIT_EVERY);
	}

	async #noteWait(): Promise<void> {
		if (!this.#page || this.#page.waitLeft === 0) return;
		await this.#note(this.#page.tries, this.left);
		if (this.left === 0) clearInterval(this.#noting);
	}

	async #note(tries: number, waitLeft: number): Promise<SlotsPage> {
		if (!this.#page) throw new Error('No slots to note it in');
		this.#page = await this.#file.update(this.#page, { tries, waitLeft });
		return this.#page;
	}
}
