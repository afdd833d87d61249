/** Test bench: a vault in a worker of its own, as in the app, with cheap parameters and a clock the test turns. */
import { expose } from 'comlink';
import { LADDER } from '$platform/crypto';
import type { Change, VaultName } from '../contract';
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
const states: string[] = [];

const bench = {
	start(name: VaultName, options: { next?: boolean } = {}) {
		vault = new Vault(name, {
			calibrate: () => Promise.resolve(CHEAPEST),
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
	states: () => states,
	state: () => vault?.state(),
	create: (secret: string) => vault?.create(secret),
	unlock: (secret: string) => vault?.unlock(secret),
	attempts: () => vault?.attempts(),
	all: (collection: string) => vault?.all(collection),
	save: (changes: Change[]) => vault?.save(changes),
};

export type Bench = typeof bench;
expose(bench);
