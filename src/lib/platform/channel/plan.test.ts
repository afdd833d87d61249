/** Goals and proposals between two devices: what replaces what, what is refused, and what an app from before them makes of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Device, twoWhoMet, type World } from '../../../../tests/support/channel-world';
import { utf8 } from '$platform/crypto';
import type { Outgoing } from '$protocol/messages';
import { GOAL_LENGTH, MAX_STEPS, PROPOSAL_LENGTH, STEP_LENGTH, type GoalBody } from '$protocol/plan';
import type { ChannelState } from './contract';
import { messageToBytes, parseMessage } from './envelope';

const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const AT = '2026-11-22T05:00:00.000Z';
const GOAL: GoalBody = {
	...{ goal: ID, revision: 0, since: AT, domain: 'health', text: 'To sleep', language: 'en' },
	...{ state: 'open', steps: [{ id: ID, text: 'Tea', done: false }] },
};
const PROPOSAL = { proposal: ID, domain: 'work', text: 'Write to the school', language: 'en' } as const;
const ANSWER = { proposal: ID, answer: 'kept' } as const;
const parse = (type: string, body: unknown) =>
	parseMessage(utf8(JSON.stringify({ v: 1, id: ID, sentAt: AT, type, body })));

describe('what is read at all', () => {
	it('is what it should be', () => {
		for (const [type, body] of [
			['plan-goal', GOAL],
			['plan-goal', { ...GOAL, day: '2027-01-31', state: 'aside', steps: [] }],
			['plan-proposal', PROPOSAL],
			['plan-proposal', { ...PROPOSAL, goal: ID }],
			['plan-answer', ANSWER],
			['plan-answer', { ...ANSWER, answer: 'not-now' }],
		] as const)
			expect(parse(type, body)?.body).toEqual(body);
	});

	const [step] = GOAL.steps;
	it.each([
		['plan-goal', { ...GOAL, html: '<b>' }],
		['plan-goal', { ...GOAL, goal: 'short' }],
		['plan-goal', { ...GOAL, revision: -1 }],
		['plan-goal', { ...GOAL, revision: 0.5 }],
		['plan-goal', { ...GOAL, revision: '1' }],
		['plan-goal', { ...GOAL, since: 'yesterday' }],
		['plan-goal', { ...GOAL, domain: 'debts' }],
		['plan-goal', { ...GOAL, text: '' }],
		['plan-goal', { ...GOAL, text: 'x'.repeat(GOAL_LENGTH + 1) }],
		['plan-goal', { ...GOAL, language: '<script>' }],
		['plan-goal', { ...GOAL, day: '2026-02-31' }],
		['plan-goal', { ...GOAL, state: 'overdue' }],
		['plan-goal', { ...GOAL, steps: Array.from({ length: MAX_STEPS + 1 }, () => step) }],
		['plan-goal', { ...GOAL, steps: [{ ...step, text: 'x'.repeat(STEP_LENGTH + 1) }] }],
		['plan-goal', { ...GOAL, steps: [{ ...step, done: 'yes' }] }],
		['plan-goal', { ...GOAL, steps: [{ ...step, onclick: 'x' }] }],
		['plan-goal', { ...GOAL, steps: { length: 1 } }],
		['plan-goal', null],
		['plan-proposal', { ...PROPOSAL, proposal: undefined }],
		['plan-proposal', { ...PROPOSAL, goal: '../..' }],
		['plan-proposal', { ...PROPOSAL, text: '' }],
		['plan-proposal', { ...PROPOSAL, text: 'x'.repeat(PROPOSAL_LENGTH + 1) }],
		['plan-proposal', { ...PROPOSAL, domain: null }],
		['plan-proposal', { ...PROPOSAL, keep: true }],
		['plan-answer', { ...ANSWER, answer: 'yes' }],
		['plan-answer', { ...ANSWER, text: 'why' }],
		['plan-answer', { answer: 'kept' }],
	])('nothing more, less or other (%s %#)', (type, body) => {
		expect(parse(type, body)).toBeNull();
	});

	it('the longest goal that can be given still fits the largest envelope', () => {
		const body = {
			...{ ...GOAL, text: '\u0000'.repeat(GOAL_LENGTH) },
			steps: Array.from({ length: MAX_STEPS }, () => ({
				...{ id: ID, text: '\u0000'.repeat(STEP_LENGTH), done: true, day: '2026-12-31' },
			})),
		};
		const message = parse('plan-goal', body);
		expect(message && messageToBytes(message).length).toBeLessThan(60_000);
	});
});

describe('between two', () => {
	let world: World;
	let worker: Device;
	let phone: Device;
	let ids: { worker: string; phone: string };
	beforeEach(async () => {
		({ world, worker, phone, ids } = await twoWhoMet());
	});
	afterEach(() => world.close());

	async function says(from: Device, outgoing: Outgoing): Promise<string> {
		const sent = await from.channel.send(from === worker ? ids.worker : ids.phone, outgoing);
		if (!sent.ok) throw new Error(sent.error.type);
		return sent.value.id;
	}
	const gives = (text: string, revision: number, goal = ID) =>
		says(phone, { type: 'plan-goal', body: { ...GOAL, goal, text, revision } });
	const has = (id: string) => (state: ChannelState) => state.messages.find((one) => one.id === id);
	const delivered = (device: Device, id: string) =>
		device.until('delivered', (state) => has(id)(state)?.delivery === 'delivered');
	const textsAt = (device: Device) =>
		(device.state?.messages ?? []).flatMap(({ from, message }) =>
			from === 'them' && message.type === 'plan-goal' ? [message.body.text] : [],
		);

	it('a goal given again takes the place of the earlier one at the desk, and of no other', async () => {
		await gives('another goal', 0, 'B'.repeat(22));
		await gives('as it was then', 0);
		await delivered(phone, await gives('as it is now', 1));
		expect(textsAt(worker)).toEqual(['another goal', 'as it is now']);
		expect(worker.shelf.dump()).not.toContain('as it was then');
	});

	it('one that was overtaken does not come back, and counts as delivered', async () => {
		await delivered(phone, await gives('newer', 5));
		await delivered(phone, await gives('older', 4));
		expect(textsAt(worker)).toEqual(['newer']);
	});

	it('asked back with every sending of it, nothing of it is left at the desk', async () => {
		const first = await gives('first words', 0);
		const second = await gives('second words', 1);
		await delivered(phone, second);
		expect((await phone.channel.askBack([first, second])).ok).toBe(true);
		await phone.until('gone', (state) => [first, second].every((id) => has(id)(state)?.askedBack === 'gone'));
		expect(textsAt(worker)).toEqual([]);
		expect(worker.shelf.dump()).not.toMatch(/first words|second words/);
	});

	it('nobody replaces what somebody else has given', async () => {
		await delivered(phone, await gives('hers', 0));
		await delivered(
			worker,
			await says(worker, { type: 'plan-goal', body: { ...GOAL, text: 'his', revision: 9 } }),
		);
		await delivered(phone, await gives('hers again', 1));
		expect(textsAt(worker)).toEqual(['hers again']);
		expect(textsAt(phone)).toEqual(['his']);
	});

	it('a proposal and its answer go both ways', async () => {
		const proposed = await says(worker, { type: 'plan-proposal', body: PROPOSAL });
		await phone.until('it', has(proposed));
		const answered = await says(phone, { type: 'plan-answer', body: ANSWER });
		expect(await worker.until('the answer', has(answered))).toMatchObject({ message: { body: ANSWER } });
	});
});
