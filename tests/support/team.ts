/** People for tests of handing over: two workers of one organisation who have connected, and a survivor with the first. */
import type { ChannelState, Conversation } from '../../src/lib/platform/channel/contract';
import type { Outgoing } from '../../src/lib/protocol/messages';
import { comparing, paired, World, type Device } from './channel-world';

export interface Team {
	world: World;
	amina: Device;
	bilal: Device;
	survivor: Device;
	/** The survivor's conversation with Amina, on each of the two. */
	ids: { amina: string; survivor: string };
	/** The colleagues' conversation, on each of the two. */
	colleagues: { amina: string; bilal: string };
}

/** Two desks connect as colleagues do: a code, six digits. */
export async function connected(one: Device, other: Device): Promise<{ one: string; other: string }> {
	const offered = await one.channel.offer('', 'colleagues');
	if (!offered.ok) throw new Error(offered.error.type);
	const code = await one.until('a code', ({ pairing }) => (pairing.step === 'offering' ? pairing.qr : null));
	const joined = await other.channel.join(code);
	if (!joined.ok) throw new Error(joined.error.type);
	const [mine, theirs] = await Promise.all([one, other].map((desk) => desk.until('digits', comparing)));
	if (!mine || mine.digits !== theirs?.digits) throw new Error('Digits');
	await one.channel.compare(mine.conversation, true);
	await other.channel.compare(theirs.conversation, true);
	const names = [];
	for (const [desk, id] of [
		[one, mine.conversation],
		[other, theirs.conversation],
	] as const)
		names.push(
			await desk.until('a named colleague', (state) => {
				const found = conversationOf(state, id);
				return found?.state === 'open' && found.name !== '' ? found.name : null;
			}),
		);
	return { one: mine.conversation, other: theirs.conversation };
}

export async function team(): Promise<Team> {
	const world = new World();
	const amina = await world.worker('Amina');
	const bilal = await world.worker('Bilal');
	const survivor = await world.device();
	const { worker, phone } = await paired(amina, survivor);
	const { one, other } = await connected(amina, bilal);
	return {
		...{ world, amina, bilal, survivor },
		ids: { amina: worker, survivor: phone },
		colleagues: { amina: one, bilal: other },
	};
}

export const conversationOf = (state: ChannelState | null, id: string): Conversation | undefined =>
	state?.conversations.find((one) => one.id === id);

export const saying = (text: string): Outgoing => ({ type: 'text', body: { text, language: 'en' } });

export async function says(device: Device, conversation: string, text: string): Promise<void> {
	const sent = await device.channel.send(conversation, saying(text));
	if (!sent.ok) throw new Error(sent.error.type);
}

/** The texts of a conversation on a device, in its order. */
export const texts = (state: ChannelState | null, conversation: string, from?: 'me' | 'them'): string[] =>
	(state?.messages ?? []).flatMap((one) =>
		one.conversation === conversation &&
		one.message.type === 'text' &&
		(from === undefined || one.from === from)
			? [one.message.body.text]
			: [],
	);

/** The introduction that the survivor has before her. */
export const asked = (device: Device, conversation: string): Promise<string> =>
	device.until('an introduction', ({ messages }) => {
		const found = messages.find(
			(one) =>
				one.conversation === conversation &&
				one.from === 'them' &&
				one.message.type === 'introduction' &&
				!messages.some(({ message }) => message.type === 'consent' && message.body.introduction === one.id),
		);
		return found?.id;
	});

/** The conversation on a desk that came by a handover. */
export const taken = (device: Device): Promise<string> =>
	device
		.until('a conversation that was handed over', ({ conversations }) =>
			conversations.find(({ kind, state }) => kind === 'case' && state === 'open'),
		)
		.then(({ id }) => id);
