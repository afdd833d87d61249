import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '$protocol/messages';
import { type Device, paired, twoWhoMet, type World } from '../../../../tests/support/channel-world';
import type { ChannelMessage, ChannelState } from './contract';

let world: World;
let worker: Device;
let phone: Device;
let ids: { worker: string; phone: string };
beforeEach(async () => {
	({ world, worker, phone, ids } = await twoWhoMet());
});
afterEach(() => world.close());

const text = (words: string): Outgoing => ({ type: 'text', body: { text: words, language: 'ar' } });
const share = (title: string, words: string): Outgoing => ({
	type: 'share',
	body: { title, text: words, language: 'es' },
});

async function says(from: Device, outgoing: Outgoing): Promise<string> {
	const sent = await from.channel.send(from === worker ? ids.worker : ids.phone, outgoing);
	if (!sent.ok) throw new Error(sent.error.type);
	return sent.value.id;
}

const find = (state: ChannelState, id: string) => state.messages.find((one) => one.id === id);
const has = (id: string) => (state: ChannelState) => find(state, id);
const is =
	(id: string, so: Partial<ChannelMessage>) =>
	(state: ChannelState): boolean => {
		const one = find(state, id);
		return one !== undefined && Object.entries(so).every(([key, value]) => one[key as 'id'] === value);
	};
const conversation = (device: Device) => {
	const one = device.state?.conversations[0];
	if (one === undefined) throw new Error('No conversation');
	return one;
};
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));

describe('who is there', () => {
	it('each side sees the other, how sure it is, and whose each message is', async () => {
		const [hers] = conversation(worker).members;
		const [his] = conversation(phone).members;
		expect(hers).toMatchObject({ name: 'R.', role: 'survivor', sure: 'compared' });
		expect(his).toMatchObject({ name: 'Amina', role: 'worker', sure: 'compared' });
		expect(conversation(phone)).toMatchObject({ kind: 'case', ended: null, rejoining: false });
		const id = await says(phone, text('مرحبا'));
		const came = await worker.until('the text', has(id));
		expect(came).toMatchObject({ from: 'them', by: hers?.key, unread: true });
		expect(came.message).toMatchObject({ type: 'text', body: { text: 'مرحبا', language: 'ar' } });
		expect(phone.state && find(phone.state, id)).toMatchObject({ from: 'me', by: null, readers: [his?.key] });
	});

	it('the thirty digits are the same on both sides, after new keys too, and others in another conversation', async () => {
		const before = await worker.channel.safetyDigits(ids.worker);
		expect(before).toMatch(/^\d{30}$/);
		expect(await phone.channel.safetyDigits(ids.phone)).toBe(before);
		worker.stop();
		worker.ahead = 25 * 3_600_000;
		await worker.start();
		const id = await says(worker, text('a day later'));
		await worker.until('delivered', is(id, { delivery: 'delivered' }));
		await quiet();
		expect(await worker.channel.safetyDigits(ids.worker)).toBe(before);
		expect(await phone.channel.safetyDigits(ids.phone)).toBe(before);
		const other = await world.device();
		const theirs = await paired(await world.worker('Bea'), other);
		const digits = await other.channel.safetyDigits(theirs.phone);
		expect(digits).toMatch(/^\d{30}$/);
		expect(digits).not.toBe(before);
		expect(await other.channel.safetyDigits(ids.phone)).toBeNull();
	}, 15_000);
});

describe('seen', () => {
	it('is kept here and told to nobody until the person turns it on', async () => {
		const first = await says(worker, text('one'));
		await phone.until('it', has(first));
		await phone.channel.seen(ids.phone, [first]);
		await phone.until('read', is(first, { unread: false }));
		await worker.until('delivered', is(first, { delivery: 'delivered' }));
		await quiet();
		expect(worker.state && find(worker.state, first)?.delivery).toBe('delivered');

		expect((await phone.channel.setTellsSeen(ids.phone, true)).ok).toBe(true);
		await phone.until('on', () => conversation(phone).tellsSeen);
		const second = await says(worker, text('two'));
		await phone.until('it', has(second));
		await phone.channel.seen(ids.phone, [first, second, second]);
		await worker.until('seen', is(second, { delivery: 'seen' }));
		// What she saw before she turned it on stays hers.
		expect(worker.state && find(worker.state, first)?.delivery).toBe('delivered');
	});
});

describe('asked back', () => {
	it('the other app deletes it, keeps only that it was asked back, and says so', async () => {
		const kept = await says(phone, share('About the flat', 'stays'));
		const back = await says(phone, share('About my sister', 'a secret word'));
		await worker.until('both', has(back));
		expect(worker.shelf.dump()).toContain('a secret word');
		expect((await phone.channel.askBack([back])).ok).toBe(true);
		await phone.until('gone', is(back, { askedBack: 'gone' }));
		expect(worker.state && find(worker.state, back)).toBeUndefined();
		expect(worker.state && find(worker.state, kept)).toBeDefined();
		expect(worker.shelf.dump()).not.toContain('a secret word');
		const trace = worker.state?.messages.find(({ message }) => message.type === 'ask-back');
		expect(trace).toMatchObject({ from: 'them', message: { body: { items: [back] } } });
		expect(phone.state && find(phone.state, back)?.message).toMatchObject({
			body: { text: 'a secret word' },
		});
	});

	it('what never left is not sent any more, and what comes after its asking back is not kept', async () => {
		phone.offline();
		const back = await says(phone, text('written in haste'));
		await phone.channel.askBack([back]);
		await phone.online();
		await phone.until('gone', is(back, { askedBack: 'gone' }));
		await quiet();
		expect(worker.shelf.dump()).not.toContain('written in haste');
		expect(worker.state && find(worker.state, back)).toBeUndefined();
	});

	it('one cannot ask back what the other said', async () => {
		const theirs = await says(worker, text('mine'));
		await phone.until('it', has(theirs));
		expect((await phone.channel.askBack([theirs])).ok).toBe(true);
		await quiet();
		expect(worker.state && find(worker.state, theirs)).toBeDefined();
		expect(worker.state?.messages.every(({ message }) => message.type !== 'ask-back')).toBe(true);
	});
});

describe('leaving', () => {
	it('and telling: both are closed, nothing comes in, the keys are gone, and it can be forgotten', async () => {
		const said = await says(worker, text('what was said'));
		await phone.until('it', has(said));
		expect((await phone.channel.leave(ids.phone, true)).ok).toBe(true);
		await phone.until('closed', () => conversation(phone).ended === 'left-me');
		await worker.until('closed', () => conversation(worker).ended === 'left-them');
		for (const [device, id] of [
			[phone, ids.phone],
			[worker, ids.worker],
		] as const) {
			expect(conversation(device)).toMatchObject({ state: 'closed', members: [] });
			expect(await device.shelf.all('groups')).toEqual([]);
			expect(await device.channel.send(id, text('x'))).toEqual({ ok: false, error: { type: 'NotOpen' } });
			expect(await device.channel.safetyDigits(id)).toBeNull();
		}
		expect(phone.state && find(phone.state, said)).toBeDefined();
		expect((await phone.channel.forget(ids.phone)).ok).toBe(true);
		await phone.until('forgotten', (state) => state.conversations.length + state.messages.length === 0);
		expect(phone.shelf.dump()).not.toContain('what was said');
	});

	it('without telling: the other side sees only that nothing is delivered', async () => {
		const waiting = phone.offline.bind(phone);
		waiting();
		await says(phone, text('never sent'));
		expect((await phone.channel.leave(ids.phone, false)).ok).toBe(true);
		await phone.online();
		const id = await says(worker, text('are you there'));
		await worker.until('sent', is(id, { delivery: 'sent' }));
		await quiet();
		expect(conversation(worker)).toMatchObject({ state: 'open', ended: null });
		expect(worker.state && find(worker.state, id)?.delivery).toBe('sent');
		expect(phone.state && find(phone.state, id)).toBeUndefined();
		expect(worker.shelf.dump()).not.toContain('never sent');
	});

	it('told without a network, it is told later', async () => {
		phone.offline();
		await phone.channel.leave(ids.phone, true);
		phone.stop();
		await phone.start();
		await phone.online();
		await worker.until('closed', () => conversation(worker).ended === 'left-them');
	});

	it('an open conversation is not forgotten by mistake', async () => {
		expect(await phone.channel.forget(ids.phone)).toEqual({ ok: false, error: { type: 'NotOpen' } });
		expect(conversation(phone).state).toBe('open');
	});
});

describe('records from before', () => {
	it('still load, and say who is there', async () => {
		const said = await says(worker, text('early'));
		await phone.until('it', has(said));
		phone.stop();
		const strip = async (collection: string, fields: string[]) => {
			for (const { id, value } of await phone.shelf.all(collection)) {
				const kept = Object.entries(value as object).filter(([key]) => !fields.includes(key));
				await phone.shelf.save([{ collection, id, value: Object.fromEntries(kept) }]);
			}
		};
		await strip('conversations', ['kind', 'ended', 'members', 'tellsSeen']);
		await strip('messages', ['by', 'readers', 'letGoBy', 'seen']);
		await phone.start();
		expect(phone.state && find(phone.state, said)).toMatchObject({ by: null, readers: [] });
		const [one] = conversation(phone).members;
		expect(one).toMatchObject({ name: 'Amina', role: 'worker', sure: 'compared' });
		const [own] = await worker.shelf.all('identity');
		expect(own?.value).toMatchObject({ publicKey: one?.key });
		const next = await says(phone, text('and on'));
		expect(await worker.until('it', has(next))).toMatchObject({ from: 'them' });
	});
});
