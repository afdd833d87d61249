/**
 * The sealed worker: the one place where keys and opened records live. It ends with `terminate()`, and nothing it knew
 * outlives it. No logic here; it puts vault and channel together and opens the door to the page.
 */
import { expose, proxy, type ProxyMarked } from 'comlink';
import type { ChannelApi } from '$platform/channel';
import { Vault, type VaultApi, type VaultName } from '$platform/vault';
import type { SealedWorker } from './door';

let vault: Vault | undefined;
let channel: Promise<ChannelApi> | undefined;

function theVault(): Vault {
	if (!vault) throw new Error('start first');
	return vault;
}

async function startChannel(): Promise<ChannelApi> {
	const { createChannel } = await import('$platform/channel/worker');
	return createChannel(theVault());
}

/** One that failed to load (the network went) is tried again at the next call. */
function theChannel(): Promise<ChannelApi> {
	channel ??= startChannel();
	channel.catch(() => {
		channel = undefined;
	});
	return channel;
}

const vaultDoor: VaultApi & ProxyMarked = proxy({
	state: () => theVault().state(),
	create: (secret) => theVault().create(secret),
	unlock: (secret, passkey) => theVault().unlock(secret, passkey),
	attempts: () => theVault().attempts(),
	all: (collection) => theVault().all(collection),
	save: (changes) => theVault().save(changes),
} satisfies VaultApi);

const channelDoor: ChannelApi & ProxyMarked = proxy({
	watch: async (onChange) => (await theChannel()).watch(onChange),
	joinOrganisation: async (code) => (await theChannel()).joinOrganisation(code),
	offer: async (name) => (await theChannel()).offer(name),
	join: async (codeOrQr) => (await theChannel()).join(codeOrQr),
	compare: async (conversation, same) => (await theChannel()).compare(conversation, same),
	cancelPairing: async () => (await theChannel()).cancelPairing(),
	send: async (conversation, outgoing) => (await theChannel()).send(conversation, outgoing),
	wake: async () => (await theChannel()).wake(),
} satisfies ChannelApi);

expose({
	start: (name: VaultName, onState) => {
		vault ??= new Vault(name, { onState });
		return vault.start();
	},
	vault: vaultDoor,
	channel: channelDoor,
} satisfies SealedWorker);
