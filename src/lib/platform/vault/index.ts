/** The vault room's door. The page takes only types, `vaultPresence` and `markPresence`; `Vault` is for the sealed worker. */
export type {
	Change,
	GuardError,
	Guards,
	OpenReport,
	PasskeyFactor,
	PasskeyNeeded,
	Stored,
	UnlockError,
	VaultApi,
	VaultError,
	VaultGuards,
	VaultName,
	VaultState,
} from './contract';
export { keepMark, markPresence, vaultPresence } from './presence';
export { Vault, type Content } from './vault';
export { deviceBox, type DeviceBox } from './device-box';
