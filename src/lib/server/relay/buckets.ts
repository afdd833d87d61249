/**
 * Token buckets, in memory only: what is counted here is never written anywhere and is gone with the process. Whoever
 * asks too fast waits; nobody is remembered for it.
 */
import { createHmac, randomBytes } from 'node:crypto';

export interface Rate {
	/** How many at once, after a rest. */
	burst: number;
	perSecond: number;
}

/** Beyond this many keys the oldest are forgotten, so that a flood of keys cannot fill the memory. */
const KEYS_AT_MOST = 50_000;

export class Buckets {
	readonly #left = new Map<string, { tokens: number; at: number }>();

	constructor(
		private readonly rate: Rate,
		private readonly now: () => number,
	) {}

	/** Takes one. 0 when there was one, else the seconds until there is. */
	take(key: string): number {
		const { burst, perSecond } = this.rate;
		const at = this.now();
		const before = this.#left.get(key) ?? { tokens: burst, at };
		// A clock that was set back gives nothing and takes nothing.
		const tokens = Math.min(burst, before.tokens + (Math.max(0, at - before.at) / 1_000) * perSecond);
		this.#left.delete(key);
		if (this.#left.size >= KEYS_AT_MOST) {
			const oldest = this.#left.keys().next();
			if (oldest.done !== true) this.#left.delete(oldest.value);
		}
		this.#left.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
		return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
	}

	/** Forgets those that have had time to fill up again. */
	sweep(): void {
		const rested = (this.rate.burst / this.rate.perSecond) * 1_000;
		for (const [key, { at }] of this.#left) if (this.now() - at > rested) this.#left.delete(key);
	}
}

const DAY = 86_400_000;

/**
 * Turns a client address into a key that means nothing tomorrow, or to anyone who does not hold this process's memory.
 * IPv6 addresses count by /64, since one household has as many as it likes.
 */
export class AddressKeys {
	#salt = randomBytes(32);
	#day = NaN;

	constructor(private readonly now: () => number) {}

	of(address: string): string {
		const day = Math.floor(this.now() / DAY);
		if (day !== this.#day) {
			this.#salt = randomBytes(32);
			this.#day = day;
		}
		return createHmac('sha256', this.#salt).update(network(address)).digest('base64url');
	}
}

function network(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
	const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
	const before = head === '' ? [] : head.split(':');
	const after = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros =
		tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
	return [...before, ...zeros, ...after]
		.slice(0, 4)
		.map((part) => part.replace(/^0+(?=.)/, ''))
		.join(':');
}
