/**
 * The sealed worker: the one place where keys and opened records live. It ends with `terminate()`, and nothing it knew
 * outlives it. No logic here; it puts vault and channel together and opens the door to the page.
 */
import { expose, proxy, type ProxyMarked } from 'comlink';
import type { ChannelApi } from '$platform/channel';
import type { MovingApi } from '$platform/moving';
import { warmArgon2id } from '$platform/crypto';
import { Vault, type VaultDoor, type VaultName } from '$platform/vault';
import type { SealedWorker } from './door';

let vault: Vault | undefined;
let channel: Promise<ChannelApi & { close(): void }> | undefined;
let moving: Promise<MovingApi> | undefined;

function theVault(): Vault {
	if (!vault) throw new Error('start first');
	return vault;
}

async function startChannel(): Promise<ChannelApi & { close(): void }> {
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

async function startMoving(): Promise<MovingApi> {
	const { createMoving } = await import('$platform/moving/worker');
	return createMoving(theVault());
}

function theMoving(): Promise<MovingApi> {
	moving ??= startMoving();
	moving.catch(() => {
		moving = undefined;
	});
	return moving;
}

/** What the channel still knows must not be written back over what was deleted. The next call starts it anew. */
async function stopChannel(): Promise<void> {
	const running = await channel?.catch(() => undefined);
	running?.close();
	channel = undefined;
}

const vaultDoor: VaultDoor & ProxyMarked = proxy({
	state: () => theVault().state(),
	create: (secret) => theVault().create(secret),
	unlock: (secret, passkey) => theVault().unlock(secret, passkey),
	attempts: () => theVault().attempts(),
	texts: (collection) => theVault().texts(collection),
	text: (collection, id) => theVault().text(collection, id),
	saveTexts: (texts) => theVault().saveTexts(texts),
	guards: () => theVault().guards(),
	confirm: (now) => theVault().confirm(now),
	changeSecret: (now, next) => theVault().changeSecret(now, next),
	setSecond: (now, secret) => theVault().setSecond(now, secret),
	dropSecond: (now) => theVault().dropSecond(now),
	setWipe: (now, secret) => theVault().setWipe(now, secret),
	dropWipe: (now) => theVault().dropWipe(now),
	passkeySalt: () => theVault().passkeySalt(),
	setPasskey: (now, factor) => theVault().setPasskey(now, factor),
	dropPasskey: (now) => theVault().dropPasskey(now),
	forget: async (collections) => {
		await stopChannel();
		return theVault().forget(collections);
	},
	destroy: () => theVault().destroy(),
} satisfies VaultDoor);

const channelDoor: ChannelApi & ProxyMarked = proxy({
	watch: async (onChange) => (await theChannel()).watch(onChange),
	joinOrganisation: async (code) => (await theChannel()).joinOrganisation(code),
	offer: async (name, kind) => (await theChannel()).offer(name, kind),
	join: async (codeOrQr) => (await theChannel()).join(codeOrQr),
	compare: async (conversation, same) => (await theChannel()).compare(conversation, same),
	cancelPairing: async () => (await theChannel()).cancelPairing(),
	send: async (conversation, outgoing) => (await theChannel()).send(conversation, outgoing),
	attach: async (conversation, picture) => (await theChannel()).attach(conversation, picture),
	sendModule: async (conversation, module) => (await theChannel()).sendModule(conversation, module),
	file: async (message) => (await theChannel()).file(message),
	seen: async (conversation, messages) => (await theChannel()).seen(conversation, messages),
	setTellsSeen: async (conversation, yes) => (await theChannel()).setTellsSeen(conversation, yes),
	askBack: async (messages) => (await theChannel()).askBack(messages),
	leave: async (conversation, tell) => (await theChannel()).leave(conversation, tell),
	forget: async (conversation) => (await theChannel()).forget(conversation),
	safetyDigits: async (conversation) => (await theChannel()).safetyDigits(conversation),
	introduce: async (conversation, request) => (await theChannel()).introduce(conversation, request),
	answer: async (conversation, introduction, yes) =>
		(await theChannel()).answer(conversation, introduction, yes),
	remove: async (conversation, key) => (await theChannel()).remove(conversation, key),
	waiting: async () => (await theChannel()).waiting(),
	wake: async () => (await theChannel()).wake(),
	wakeKey: async () => (await theChannel()).wakeKey(),
	clockAhead: async () => (await theChannel()).clockAhead(),
	keepWake: async (wish, subscription) => (await theChannel()).keepWake(wish, subscription),
	dropWake: async (wish) => (await theChannel()).dropWake(wish),
} satisfies ChannelApi);

const movingDoor: MovingApi & ProxyMarked = proxy({
	backUp: async (words) => (await theMoving()).backUp(words),
	look: async (file) => (await theMoving()).look(file),
	open: async (file, words) => (await theMoving()).open(file, words),
	restore: async (secret) => (await theMoving()).restore(secret),
	putAway: async () => (await theMoving()).putAway(),
	watchTransfer: async (onChange) => (await theMoving()).watchTransfer(onChange),
	receive: async () => (await theMoving()).receive(),
	sendTo: async (codeOrQr) => (await theMoving()).sendTo(codeOrQr),
	compareTransfer: async (same) => (await theMoving()).compareTransfer(same),
	stopTransfer: async () => (await theMoving()).stopTransfer(),
} satisfies MovingApi);

expose({
	start: async (name: VaultName, onState) => {
		vault ??= new Vault(name, { onState });
		const state = await vault.start();
		// While she types. Where it cannot be fetched, unlocking will say so.
		if (state === 'locked') warmArgon2id().catch(() => undefined);
		return state;
	},
	vault: vaultDoor,
	channel: channelDoor,
	moving: movingDoor,
} satisfies SealedWorker);
