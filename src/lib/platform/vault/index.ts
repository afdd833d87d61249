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
	VaultDoor,
	VaultError,
	VaultGuards,
	VaultName,
	VaultState,
} from './contract';
export { CHANGES_PER_TEXT, changesToText, textToRecords } from './crossing';
export { exitMark, keepExitMark } from './exit-mark';
export { keepMark, markPresence, unmarkPresence, vaultPresence } from './presence';
export { type Content } from './records';
export { Vault } from './vault';
export { deviceBox, type DeviceBox } from './device-box';
