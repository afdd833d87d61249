import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelMessage } from '$platform/channel/contract';
import {
	APPOINTMENT_TEMPLATES,
	REPLIES,
	replyBody,
	type AppointmentBody,
	type Reply,
} from '$protocol/appointments';
import { agenda, clocksDiffer, isKnownZone, newsOf, replyTo, shapeOf, split, timesAhead } from './model';

const id = (letter: string) => letter.repeat(22);
const moment = fc
	.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
	.map((date) => date.toISOString());
const appointmentId = fc.constantFrom(id('p'), id('q'));
const head = {
	conversation: fc.constantFrom('c1', 'c2'),
	from: fc.constantFrom('me' as const, 'them' as const),
	by: fc.constant(null),
	readers: fc.constant<string[]>([]),
};
const times = fc.array(moment, { minLength: 2, maxLength: 4 });

const appointmentMessage = fc.record({
	...head,
	message: fc.record({
		v: fc.constant(1 as const),
		id: fc.constant(id('m')),
		sentAt: moment,
		type: fc.constant('appointment' as const),
		body: fc.record(
			{
				appointment: appointmentId,
				sequence: fc.integer({ min: 0, max: 3 }),
				template: fc.constantFrom(...APPOINTMENT_TEMPLATES),
				startsAt: moment,
				zone: fc.constantFrom('Europe/Madrid', 'UTC', 'Nowhere/Atlantis'),
				place: fc.string({ maxLength: 8 }),
				note: fc.string({ maxLength: 8 }),
				choices: times,
				series: times,
				minutes: fc.integer({ min: 5, max: 1_440 }),
				cancelled: fc.constant(true as const),
				settled: fc.constant(true as const),
			},
			{ requiredKeys: ['appointment', 'sequence', 'template', 'startsAt', 'zone', 'place', 'note'] },
		),
	}),
});
const replyMessage = fc.record({
	...head,
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
			turn: fc.nat({ max: 3 }),
		}),
	}),
});
const messages: fc.Arbitrary<ChannelMessage[]> = fc
	.array(fc.oneof(appointmentMessage, replyMessage), { maxLength: 14 })
	.map((list) => list.map((message, index) => ({ ...message, id: `id-${String(index)}` })));
const NOW = new Date('2026-06-15T12:00:00.000Z');

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
					expect(agenda(shuffled, NOW)).toEqual(agenda(list, NOW));
				},
			),
			{ numRuns: 500 },
		);
	});

	it('has each appointment of the other side once, in its last form, and her own last answer to it', () => {
		fc.assert(
			fc.property(messages, (list) => {
				const all = agenda(list, NOW);
				for (const { conversation, standing, delivery } of all) {
					const of = list.filter((one) => one.conversation === conversation);
					const forms = of.flatMap(({ from, message }) =>
						message.type === 'appointment' &&
						from === 'them' &&
						message.body.appointment === standing.body.appointment
							? [message.body.sequence]
							: [],
					);
					expect(standing.body.sequence).toBe(Math.max(...forms));
					const answered = of.find((one) => one.id === standing.answer?.id);
					expect(answered?.from).toBe(standing.answer ? 'me' : undefined);
					expect(delivery).toBe(answered?.delivery ?? null);
				}
				expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
			}),
		);
	});

	it('loses nothing and doubles nothing when it is split into coming and past', () => {
		fc.assert(
			fc.property(messages, (list) => {
				const all = agenda(list, NOW);
				const { coming, past } = split(all, NOW);
				expect([...coming, ...past].map(({ key }) => key).sort()).toEqual(all.map(({ key }) => key).sort());
				for (const { standing, startsAt } of coming) expect(timesAhead(standing, NOW)[0]).toBe(startsAt);
			}),
		);
	});

	it('lets her give every answer in a form that may be sent, and shows that one then', () => {
		fc.assert(
			fc.property(messages, fc.constantFrom(...REPLIES), fc.nat(), (list, reply, pick) => {
				const shown = agenda(list, NOW).at(pick % 2);
				if (!shown || shown.standing.step === 'cancelled') return;
				const { standing } = shown;
				const time =
					shapeOf(standing) === 'one' ? undefined : standing.times.at(pick % standing.times.length);
				const body = replyTo(standing, reply, {
					time: time?.startsAt,
					proposed: reply === 'other-time' ? [NOW.toISOString()] : [],
					note: ' A line. ',
					language: 'en',
				});
				// The ids of these messages are not real ones.
				expect(replyBody.safeParse({ ...body, form: id('f') }).success).toBe(true);
				const sent: ChannelMessage = {
					id: 'given',
					conversation: shown.conversation,
					from: 'me',
					by: null,
					readers: [],
					delivery: 'waiting',
					message: { v: 1, id: id('g'), sentAt: '2020-01-01T00:00:00.000Z', type: 'reply', body },
				};
				const after = agenda([sent, ...list], NOW).find(({ key }) => key === shown.key);
				expect(after?.standing.answer).toMatchObject({ id: 'given', reply, note: 'A line.' });
				expect(after?.delivery).toBe('waiting');
			}),
			{ numRuns: 500 },
		);
	});
});

const appointment = (
	sequence: number,
	more: Partial<AppointmentBody> = {},
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
			startsAt: '2026-05-12T09:00:00.000Z',
			zone: 'Europe/Madrid',
			place: 'Calle Mayor 1',
			note: '',
			...more,
		},
	},
});
const reply = (sequence: number, say: Reply, from: 'me' | 'them' = 'me'): ChannelMessage => ({
	id: `r${String(sequence)}`,
	conversation: 'c1',
	from,
	by: null,
	readers: [],
	...(from === 'me' ? { delivery: 'sent' as const } : {}),
	message: {
		v: 1,
		id: id('n'),
		sentAt: '2026-05-02T09:00:00.000Z',
		type: 'reply',
		body: { appointment: id('p'), sequence, reply: say },
	},
});
const shownOf = (...list: ChannelMessage[]) => {
	const [shown] = agenda(list, NOW);
	if (!shown) throw new Error('There is no such appointment.');
	return shown;
};
const newsIn = (...list: ChannelMessage[]) => newsOf(shownOf(...list).standing);

it('takes no appointment from her own side, and no answer from the other', () => {
	expect(agenda([appointment(0, {}, 'me')], NOW)).toEqual([]);
	expect(shownOf(appointment(0), reply(0, 'coming', 'them')).standing.answer).toBeNull();
});

it('says what is new about it only where something is', () => {
	expect(newsIn(appointment(0))).toBeNull();
	expect(newsIn(appointment(1))).toBe('changed');
	expect(newsIn(appointment(1), reply(1, 'coming'))).toBeNull();
	expect(newsIn(appointment(1), reply(0, 'coming'))).toBe('again');
	expect(newsIn(appointment(1, { settled: true }), reply(0, 'other-time'))).toBe('arranged');
	expect(newsIn(appointment(1, { settled: true }), reply(0, 'maybe'))).toBe('unchanged');
	expect(newsIn(appointment(1, { cancelled: true }), reply(0, 'coming'))).toBe('cancelled');
});

it('keeps an appointment among the coming ones for an hour after it starts, and until it is over', () => {
	const isComing = (at: string, ...list: ChannelMessage[]) =>
		split(agenda(list, new Date(at)), new Date(at)).coming.length === 1;
	expect(isComing('2026-05-12T09:59:00.000Z', appointment(0))).toBe(true);
	expect(isComing('2026-05-12T10:01:00.000Z', appointment(0))).toBe(false);
	expect(isComing('2026-05-12T10:59:00.000Z', appointment(0, { minutes: 120 }))).toBe(true);
	const series = appointment(0, { series: ['2026-05-19T09:00:00.000Z'] });
	expect(isComing('2026-05-19T09:30:00.000Z', series)).toBe(true);
	expect(isComing('2026-05-19T10:30:00.000Z', series)).toBe(false);
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
