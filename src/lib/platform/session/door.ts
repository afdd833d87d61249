/** What crosses between the page and the sealed worker. Plain data and proxied callbacks only; never a key. */
import type { ProxyMarked } from 'comlink';
import type { ChannelApi } from '$platform/channel';
import type { MovingApi } from '$platform/moving';
import type { VaultDoor, VaultName, VaultState } from '$platform/vault';

export interface SealedWorker {
	/** First call of all. `onState` hears of changes nobody on this page asked for: another tab went, or wants in. */
	start(name: VaultName, onState: (state: VaultState) => void): Promise<VaultState>;
	readonly vault: VaultDoor & ProxyMarked;
	/** Loads the channel on the first call; the vault must be open by then. */
	readonly channel: ChannelApi & ProxyMarked;
	/** Loads backup and restoring on the first call. */
	readonly moving: MovingApi & ProxyMarked;
}
