/** When it locks, as she set it: kept in the vault, in a collection of its own, and in force as soon as it is on disk. */
import * as z from 'zod/mini';
import { openCollection, randomId, type Collection, type Session } from '$platform/session';
import type { VaultError } from '$platform/vault';
import type { Result } from '$protocol/result';
import type { LockTimes } from './rule';

/** What can be chosen, in seconds. No longer ones: something left open on a table is open to whoever passes. */
export const IDLE_SECONDS = [60, 180, 300, 600] as const;
export const HIDDEN_SECONDS = [0, 30, 120] as const;

/** Until she chooses. 60 seconds without a touch would shut a page of a lesson in the middle of reading it. */
export const PHONE_TIMES: LockTimes = { idleMs: 180_000, hiddenMs: 30_000 };
/** At a desk other windows are part of the work: out of sight alone does not lock. */
export const DESK_TIMES: LockTimes = { idleMs: 300_000, hiddenMs: null };

const setting = z.object({
	idleSeconds: z.optional(z.number()),
	hiddenSeconds: z.optional(z.number()),
});
type Setting = z.infer<typeof setting>;

const oneOf = (choices: readonly number[], seconds: number | undefined): number | undefined =>
	seconds !== undefined && choices.includes(seconds) ? seconds * 1000 : undefined;

export class LockSettings {
	readonly #settings: Collection<Setting>;
	readonly #usual: LockTimes;
	/** For the first save; two in a row must not make two records. */
	readonly #id = randomId();

	/** The vault must be open. Until `load` has read them, the usual times hold. */
	constructor(session: Session, usual: LockTimes) {
		this.#settings = openCollection(session, 'lock-times', setting);
		this.#usual = usual;
	}

	load(): Promise<void> {
		return this.#settings.load();
	}

	get times(): LockTimes {
		const kept = this.#kept?.value;
		return {
			idleMs: oneOf(IDLE_SECONDS, kept?.idleSeconds) ?? this.#usual.idleMs,
			hiddenMs: oneOf(HIDDEN_SECONDS, kept?.hiddenSeconds) ?? this.#usual.hiddenMs,
		};
	}

	/** In force once it is on disk. */
	async choose(change: {
		idleSeconds?: number;
		hiddenSeconds?: number;
	}): Promise<Result<unknown, VaultError>> {
		return this.#settings.put({ ...this.#kept?.value, ...change }, this.#kept?.id ?? this.#id);
	}

	get #kept() {
		return this.#settings.items[0];
	}
}
