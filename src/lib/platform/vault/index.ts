/** The vault room's door. The page takes only types, `vaultPresence` and `markPresence`; `Vault` is for the sealed worker. */
export type { Change, OpenReport, Stored, VaultApi, VaultError, VaultName, VaultState } from './contract';
export { markPresence, unmarkPresence, vaultPresence } from './presence';
export { Vault } from './vault';
