/** The vault room's door. The page takes only types, `vaultPresence` and `markPresence`; `Vault` is for the sealed worker. */
export type { Change, OpenReport, Stored, VaultApi, VaultError, VaultName, VaultState } from './contract';
export { keepMark, markPresence, vaultPresence } from './presence';
export { Vault } from './vault';
export { deviceBox, type DeviceBox } from './device-box';
