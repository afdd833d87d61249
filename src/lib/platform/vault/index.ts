/** The vault room's door. The page takes only types and `vaultPresence`; `Vault` is for the sealed worker. */
export type { Change, OpenReport, Stored, VaultApi, VaultError, VaultName, VaultState } from './contract';
export { vaultPresence } from './presence';
export { Vault } from './vault';
