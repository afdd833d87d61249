/** Test bench: a vault in a worker of its own, as in the app, with cheap parameters and a clock the test turns. */
import { expose } from 'comlink';
import { LADDER, type Argon2Params } from '$platform/crypto';
import type { Change, PasskeyFactor, VaultName } from '../contract';
import type { Migration } from '../migrations';
import { Vault } from '../vault';

const [, , , CHEAPEST] = LADDER;
/** Stands for a later version of the app: gives every note a language. */
const NEXT: Migration = {
	to: 2,
	changes: (all) =>
		all('notes').map(({ id, value }) => ({
			collection: 'notes',
			id,
			value: { ...(value as object), language: 'en' },
		})),
};

let vault: Vault | undefined;
let skipped = 0;
let cost: Argon2Params = CHEAPEST;
const states: string[] = [];

const bench = {
	start(name: VaultName, options: { next?: boolean } = {}) {
		vault = new Vault(name, {
			calibrate: () => Promise.resolve(cost),
			now: () => performance.now() + skipped,
			onState: (state) => states.push(state),
			migrations: options.next ? [{ to: 1, changes: () => [] }, NEXT] : [{ to: 1, changes: () => [] }],
		});
		return vault.start();
	},
	/** As if this much time had passed on the monotonic clock. */
	skip(milliseconds: number) {
		skipped += milliseconds;
	},
	/** As if somebody had set the phone's clock. */
	moveClock(milliseconds: number) {
		const real = Date.now.bind(Date);
		Date.now = () => real() + milliseconds;
	},
	/** As if this phone had become faster. */
	strengthen() {
		cost = { ...CHEAPEST, iterations: CHEAPEST.iterations + 1 };
	},
	states: () => states,
	state: () => vault?.state(),
	create: (secret: string) => vault?.create(secret),
	unlock: (secret: string, passkey?: string) => vault?.unlock(secret, passkey),
	attempts: () => vault?.attempts(),
	all: (collection: string) => vault?.all(collection),
	save: (changes: Change[]) => vault?.save(changes),
	guards: () => vault?.guards(),
	confirm: (now: string) => vault?.confirm(now),
	changeSecret: (now: string, next: string) => vault?.changeSecret(now, next),
	setSecond: (now: string, secret: string) => vault?.setSecond(now, secret),
	dropSecond: (now: string) => vault?.dropSecond(now),
	setWipe: (now: string, secret: string) => vault?.setWipe(now, secret),
	dropWipe: (now: string) => vault?.dropWipe(now),
	passkeySalt: () => vault?.passkeySalt(),
	setPasskey: (now: string, factor: PasskeyFactor) => vault?.setPasskey(now, factor),
	dropPasskey: (now: string) => vault?.dropPasskey(now),
	forget: (collections: string[]) => vault?.forget(collections),
	destroy: () => vault?.destroy(),
};

export type Bench = typeof bench;
expose(bench);
