/** The vault in a worker of its own, as in the app, and the key derivation alone beside it. */
import { expose } from 'comlink';
import { calibrate, timeArgon2id, warmArgon2id, type Argon2Params } from '$platform/crypto';
import { Vault } from '$platform/vault';

let vault: Vault | undefined;

const worker = {
	/** What opening costs here by the app's own choice. */
	calibrate: () => calibrate(),
	/** As the app's worker does while she types. */
	warm: () => warmArgon2id(),
	derive: (params: Argon2Params) => timeArgon2id(params),
	async start(params: Argon2Params) {
		vault = new Vault('desk', { calibrate: () => Promise.resolve(params) });
		return vault.start();
	},
	create: (secret: string) => vault?.create(secret),
	unlock: (secret: string) => vault?.unlock(secret),
	texts: (collection: string) => vault?.texts(collection),
	saveTexts: (texts: string[]) => vault?.saveTexts(texts),
};

export type VaultWorker = typeof worker;
expose(worker);
