/**
 * A vault in a worker that can be told to stand still before any one of its steps towards the disk: every sealing,
 * compressing, request, commit, answer and write to a file is a step. It stands still in a loop, with the reply unsent and nothing after
 * it begun, until its process is killed. The vault itself is the app's, unchanged: the platform beneath it is what halts.
 */
import { expose } from 'comlink';
import { LADDER } from '$platform/crypto';
import { Vault, type Change, type Stored, type VaultState } from '$platform/vault';

const [, , , CHEAPEST] = LADDER;
let taken: string[] = [];
let haltAt = 0;
/** Of many alike in a row (chaff is twenty-four rows or more) only so many are steps. */
const ALIKE = 3;

function step(name: string): void {
	if (taken.length >= ALIKE && taken.slice(-ALIKE).every((one) => one === name)) return;
	taken.push(name);
	if (taken.length !== haltAt) return;
	postMessage({ halted: name });
	for (;;);
}

/** Puts a step before each call of a method. */
function before(owner: object, methods: readonly string[]): void {
	for (const method of methods) {
		const { value: real } = Object.getOwnPropertyDescriptor(owner, method) as {
			value: (...words: unknown[]) => unknown;
		};
		Object.defineProperty(owner, method, {
			value(this: unknown, ...words: unknown[]) {
				step(method);
				return real.apply(this, words);
			},
		});
	}
}

before(SubtleCrypto.prototype, ['encrypt', 'decrypt']);
before(IDBObjectStore.prototype, ['put', 'delete', 'clear']);
before(IDBTransaction.prototype, ['commit']);
before(IDBDatabase.prototype, ['close']);
before(WritableStreamDefaultWriter.prototype, ['write']);
const { FileSystemSyncAccessHandle: handle } = globalThis as unknown as {
	FileSystemSyncAccessHandle: { prototype: object };
};
before(handle.prototype, ['write', 'flush', 'close']);
const transactionOf = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as (
	...words: unknown[]
) => IDBTransaction;
Object.defineProperty(IDBDatabase.prototype, 'transaction', {
	value(this: IDBDatabase, ...words: unknown[]) {
		step('transaction');
		const transaction = transactionOf.apply(this, words);
		// Ours is the first to hear: the vault does not know yet that it is done.
		transaction.addEventListener('complete', () => {
			step('complete');
		});
		return transaction;
	},
});

/** A migration that shows when it has run twice, or over one record only. */
const raised =
	(collection: string) =>
	({ id, value }: Stored): Change => {
		const { schema = 1, ...rest } = value as { schema?: number };
		return { collection, id, value: { ...rest, schema: schema + 1 } };
	};

let vault: Vault | undefined;
const waiting = new Set<() => void>();

const worker = {
	/** @param schema stands for a later version of the app: each one over 1 has one more migration */
	start(schema: number): Promise<VaultState> {
		vault = new Vault('desk', {
			calibrate: () => Promise.resolve(CHEAPEST),
			onState: () => {
				for (const go of waiting) go();
				waiting.clear();
			},
			migrations: Array.from({ length: schema }, (_, at) => ({
				to: at + 1,
				changes: (all) => (at === 0 ? [] : [...all('a').map(raised('a')), ...all('b').map(raised('b'))]),
			})),
		});
		return vault.start();
	},
	/** Count steps from here, and stand still before this one; 0: before none. */
	arm(at: number) {
		taken = [];
		haltAt = at;
	},
	steps: () => taken,
	state: () => vault?.state(),
	/** Resolves when the vault has come to this tab or gone from it. */
	changed: () =>
		new Promise<void>((resolve) => {
			waiting.add(resolve);
		}),
	create: (secret: string) => vault?.create(secret),
	unlock: (secret: string) => vault?.unlock(secret),
	all: (collection: string) => vault?.all(collection),
	save: (changes: Change[]) => vault?.save(changes),
};

export type HaltingWorker = typeof worker;
expose(worker);
