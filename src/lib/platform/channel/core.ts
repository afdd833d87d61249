/** What the parts of the channel share: the records, the relay, the clock, and one turn at a time. */
import { bytesToBase64url, type Bytes, type RandomSource } from '$platform/crypto';
import type { Identity } from './group';
import { bytesOf } from './envelope';
import type { RelayClient } from './relay-client';
import type { Store } from './store';

export interface Core {
	readonly store: Store;
	readonly relay: RelayClient;
	readonly random: RandomSource;
	/** Milliseconds, this device's clock. */
	readonly now: () => number;
	/**
	 * One after another: everything that reads records, works on them and saves goes through here, or two steps would
	 * start from the same MLS state. Never wait for the network inside.
	 */
	readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
	/** There is something to send, or the set of logs to listen to has changed. */
	readonly stir: () => void;
}

export const randomId = (random: RandomSource): string => bytesToBase64url(random(16));

/** Own identity, when this device has one. */
export function identityOf(store: Store): Identity | null {
	const found = store.identity.first();
	if (found === null) return null;
	return { publicKey: bytesOf(found.value.publicKey), secretKey: bytesOf(found.value.secretKey) };
}

/** Turns, one after another; a failed one does not stop the next. */
export function createTurns(): Core['turn'] {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const mine = last.then(work, work);
		last = mine.catch(() => undefined);
		return mine;
	};
}

export const text = (bytes: Bytes): string => bytesToBase64url(bytes);
