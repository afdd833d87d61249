/**
 * Argon2id (RFC 9106) by hash-wasm, fetched on first use and only in the vault's worker: it needs
 * `'wasm-unsafe-eval'`, which the page's policy does not give. Slow on purpose.
 */
import { utf8, type Bytes } from './bytes';
import { bytesToKey, KEY_BYTES, type SecretKey } from './keys';

export interface Argon2Params {
	/** KiB. */
	memory: number;
	/** Passes over the memory. */
	iterations: number;
	parallelism: number;
}

/** From strongest to weakest. Fixed, so that a stored set of parameters is one of few and says little about the phone. */
export const LADDER: readonly [Argon2Params, Argon2Params, Argon2Params, Argon2Params] = [
	{ memory: 65_536, iterations: 3, parallelism: 1 },
	{ memory: 65_536, iterations: 2, parallelism: 1 },
	{ memory: 47_104, iterations: 1, parallelism: 1 },
	{ memory: 19_456, iterations: 2, parallelism: 1 },
];

/** Opening may take this long on the phone it was set up on. Milliseconds. */
export const OPENING_LIMIT = 1_500;
/** A damaged or hostile file must not make the phone try to take all its memory. KiB and passes. */
const CEILING = { memory: 1_048_576, iterations: 16 };

/**
 * Whether parameters read from disk may be used: at least OWASP's floor (Password Storage Cheat Sheet: 19 MiB with two
 * passes, or 46 MiB with one). Lowered parameters would turn a stolen guess-once oracle into a cheap one.
 */
export const isStrongEnough = ({ memory, iterations, parallelism }: Argon2Params): boolean =>
	parallelism === 1 &&
	memory <= CEILING.memory &&
	iterations <= CEILING.iterations &&
	((memory >= 19_456 && iterations >= 2) || (memory >= 47_104 && iterations >= 1));

/** 32 bytes from a secret a person can remember. Throws on parameters that {@link isStrongEnough} refuses. */
export async function argon2id(secret: string, salt: Bytes, params: Argon2Params): Promise<SecretKey> {
	if (!isStrongEnough(params)) throw new RangeError('Argon2id parameters under the floor');
	const { argon2id: derive } = await import('hash-wasm');
	const { memory: memorySize, iterations, parallelism } = params;
	const shape = {
		salt,
		memorySize,
		iterations,
		parallelism,
		hashLength: KEY_BYTES,
		outputType: 'binary',
	} as const;
	return bytesToKey(await derive({ ...shape, password: utf8(secret) }));
}

/** Little enough to be over before anybody notices, and enough for the browser to have made fast code of it. */
const WARM_UP = { memorySize: 2_048, iterations: 2, parallelism: 1 };

/** Fetch, compile and run it in, so that the first {@link argon2id} takes no longer than the next. Derives nothing. */
export async function warmArgon2id(): Promise<void> {
	const { argon2id: derive } = await import('hash-wasm');
	await derive({ ...WARM_UP, password: 'warm', salt: new Uint8Array(16), hashLength: 32 });
}

/** How long one run takes here, in milliseconds. */
export async function timeArgon2id(params: Argon2Params): Promise<number> {
	const started = performance.now();
	await argon2id('measuring', new Uint8Array(16), params);
	return performance.now() - started;
}

/**
 * The strongest rung of {@link LADDER} that opens within {@link OPENING_LIMIT} here. Climbs from the weakest and does
 * not try a rung which, going by the last one, would clearly be too slow, so that set-up is not kept waiting. The
 * weakest rung is taken however slow it is: below it there is no safety.
 */
export async function calibrate(
	time: (params: Argon2Params) => Promise<number> = timeArgon2id,
	limit: number = OPENING_LIMIT,
): Promise<Argon2Params> {
	const work = (params: Argon2Params) => params.memory * params.iterations;
	let [best] = LADDER;
	let perUnit = 0;
	for (const params of [...LADDER].reverse()) {
		if (perUnit * work(params) > limit * 1.5) break;
		const taken = await time(params);
		if (perUnit > 0 && taken > limit) break;
		best = params;
		perUnit = taken / work(params);
	}
	return best;
}
