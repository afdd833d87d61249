import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelMessage } from '$platform/channel/contract';
import { APPOINTMENT_TEMPLATES, REPLIES } from '$protocol/appointments';
import { agenda, clocksDiffer, isKnownZone, split } from './model';

const id = (letter: string) => letter.repeat(22);
const moment = fc
	.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString());
const appointmentId = fc.constantFrom(id('p'), id('q'));
const conversation = fc.constantFrom('c1', 'c2');

const appointmentMessage = fc.record({
	conversation,
	from: fc.constantFrom('me' as const, 'them' as const),
	by: fc.constant(null),
	readers: fc.constant<string[]>([]),
	message: fc.record({
		v: fc.constant(1 as const),
		id: fc.constant(id('m')),
		sentAt: moment,
		type: fc.constant('appointment' as const),
		body: fc.record({
			appointment: appointmentId,
			sequence: fc.integer({ min: 0, max: 3 }),
			template: fc.constantFrom(...APPOINTMENT_TEMPLATES),
			startsAt: moment,
			zone: fc.constantFrom('Europe/Madrid', 'UTC', 'Nowhere/Atlantis'),
			place: fc.string({ maxLength: 8 }),
			note: fc.string({ maxLength: 8 }),
		}),
	}),
});
const replyMessage = fc.record({
	conversation,
	from: fc.constantFrom('me' as const, 'them' as const),
	by: fc.constant(null),
	readers: fc.constant<string[]>([]),
	delivery: fc.constantFrom('waiting' as const, 'sent' as const, 'delivered' as const),
	message: fc.record({
		v: fc.constant(1 as const),
		id: fc.constant(id('n')),
		sentAt: moment,
		type: fc.constant('reply' as const),
		body: fc.record({
			appointment: appointmentId,
			sequence: fc.integer({ min: 0, max: 3 }),
			reply: fc.constantFrom(...REPLIES),
		}),
	}),
});
const messages: fc.Arbitrary<ChannelMessage[]> = fc
	.array(fc.oneof(appointmentMessage, replyMessage), { maxLength: 14 })
	.map((list) => list.map((message, index) => ({ ...message, id: `id-${String(index)}` })));

describe('the agenda', () => {
	it('is the same in whatever order messages came, and when they came twice', () => {
		fc.assert(
			fc.property(
				messages.chain((list) =>
					fc.record({
						list: fc.constant(list),
						shuffled: fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
					}),
				),
				({ list, shuffled }) => {
					expect(agenda(shuffled)).toEqual(agenda(list));
				},
			),
			{ numRuns: 500 },
		);
	});

	it('shows one version of each appointment: the highest sequence that came from the other side', () => {
		fc.assert(
			fc.property(messages, (list) => {
				for (const shown of agenda(list)) {
					const versions = list.flatMap(({ from, conversation: where, message }) =>
						message.type === 'appointment' &&
						from === 'them' &&
						where === shown.conversation &&
						message.body.appointment === shown.appointment
							? [message.body.sequence]
							: [],
					);
					expect(shown.sequence).toBe(Math.max(...versions));
				}
				const keys = agenda(list).map(({ key }) => key);
				expect(new Set(keys).size).toBe(keys.length);
			}),
		);
	});

	it('loses nothing and doubles nothing when it is split into coming and past', () => {
		fc.assert(
			fc.property(messages, (list) => {
				const all = agenda(list);
				const { coming, past } = split(all, new Date('2026-06-15T12:00:00.000Z'));
				expect([...coming, ...past].map(({ key }) => key).sort()).toEqual(all.map(({ key }) => key).sort());
			}),
		);
	});
});

const appointment = (
	sequence: number,
	startsAt = '2026-05-12T09:00:00.000Z',
	from: 'me' | 'them' = 'them',
): ChannelMessage => ({
	id: `a${String(sequence)}`,
	conversation: 'c1',
	from,
	by: null,
	readers: [],
	message: {
		v: 1,
		id: id('m'),
		sentAt: '2026-05-01T09:00:00.000Z',
		type: 'appointment',
		body: {
			appointment: id('p'),
			sequence,
			template: 'health',
			startsAt,
			zone: 'Europe/Madrid',
			place: 'Calle Mayor 1',
			note: '',
		},
	},
});
const reply = (sequence: number, sentAt: string, say: (typeof REPLIES)[number]): ChannelMessage => ({
	id: sentAt,
	conversation: 'c1',
	from: 'me',
	by: null,
	readers: [],
	delivery: 'sent',
	message: {
		v: 1,
		id: id('n'),
		sentAt,
		type: 'reply',
		body: { appointment: id('p'), sequence, reply: say },
	},
});

describe('her answer', () => {
	it('is the last one she gave', () => {
		const [shown] = agenda([
			reply(0, '2026-05-03T09:00:00.000Z', 'not-coming'),
			appointment(0),
			reply(0, '2026-05-02T09:00:00.000Z', 'coming'),
		]);
		expect(shown?.answer).toEqual({ reply: 'not-coming', delivery: 'sent' });
	});

	it('does not carry over to a changed appointment, which asks again', () => {
		const [shown] = agenda([appointment(0), reply(0, '2026-05-02T09:00:00.000Z', 'coming'), appointment(1)]);
		expect(shown?.answer).toBeNull();
		expect(shown?.changedAfterAnswer).toBe(true);
	});
});

it('takes no appointment from her own side', () => {
	expect(agenda([appointment(0, undefined, 'me')])).toEqual([]);
});

it('keeps an appointment among the coming ones for an hour after it starts', () => {
	const all = agenda([appointment(0)]);
	expect(split(all, new Date('2026-05-12T09:59:00.000Z')).coming).toHaveLength(1);
	expect(split(all, new Date('2026-05-12T10:01:00.000Z')).past).toHaveLength(1);
});

describe('the clock at the place', () => {
	it('is told apart only where it reads differently', () => {
		expect(clocksDiffer('2026-05-12T09:00:00.000Z', 'Europe/Madrid', 'Europe/Paris')).toBe(false);
		expect(clocksDiffer('2026-05-12T09:00:00.000Z', 'Europe/London', 'Europe/Paris')).toBe(true);
	});

	it('is not trusted when its zone is nonsense', () => {
		expect(isKnownZone('Nowhere/Atlantis')).toBe(false);
		expect(clocksDiffer('2026-05-12T09:00:00.000Z', 'Nowhere/Atlantis', 'Europe/Paris')).toBe(false);
	});
});
