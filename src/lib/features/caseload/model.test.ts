import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { REPLIES, type Reply } from '$protocol/appointments';
import { briefOf, filterPeople, peopleFrom, sortPeople, type Order } from './model';
import { nudgesOf, nudgeState } from './nudge';

const id = (n: number) => `m${String(n).padStart(21, '0')}`;
const minute = (n: number) => new Date(Date.UTC(2026, 2, 1, 9, n)).toISOString();

function sent(
	n: number,
	appointment: number,
	sequence: number,
	startsAt = '2026-04-01T10:00:00.000Z',
): ChannelMessage {
	const body = {
		appointment: id(appointment),
		sequence,
		template: 'lawyer' as const,
		startsAt,
		zone: 'Europe/Paris',
		place: `place ${String(sequence)}`,
		note: '',
	};
	return {
		id: id(n),
		conversation: 'c1',
		from: 'me',
		by: null,
		readers: [],
		delivery: 'sent',
		message: { v: 1, id: id(n), sentAt: minute(n), type: 'appointment', body },
	};
}

function replied(n: number, appointment: number, sequence: number, reply: Reply): ChannelMessage {
	const body = { appointment: id(appointment), sequence, reply };
	return {
		id: id(n),
		conversation: 'c1',
		from: 'them',
		by: null,
		readers: [],
		message: { v: 1, id: id(n), sentAt: minute(n), type: 'reply', body },
	};
}

const person = (over: Partial<Conversation>): Conversation => ({
	id: 'c1',
	name: 'Blue door',
	kind: 'case',
	state: 'open',
	ended: null,
	startedAt: minute(0),
	unreadable: 0,
	members: [],
	tellsSeen: false,
	rejoining: false,
	...over,
});

describe('a nudge and its answer', () => {
	it('waits, travels, arrives, is answered', () => {
		const first = sent(1, 100, 0);
		expect(nudgesOf([{ ...first, delivery: 'waiting' }]).map(nudgeState)).toEqual(['waiting']);
		expect(nudgesOf([{ ...first, delivery: 'delivered' }]).map(nudgeState)).toEqual(['delivered']);
		const [nudge] = nudgesOf([first, replied(2, 100, 0, 'coming')]);
		expect(nudge && nudgeState(nudge)).toBe('answered');
		expect(nudge?.answer).toMatchObject({ reply: 'coming', at: minute(2) });
	});

	it('counts her last answer', () => {
		const [nudge] = nudgesOf([sent(1, 100, 0), replied(3, 100, 0, 'call-me'), replied(2, 100, 0, 'coming')]);
		expect(nudge?.answer?.reply).toBe('call-me');
	});

	it('does not take an answer to the earlier form for an answer to the changed one', () => {
		const [nudge] = nudgesOf([sent(1, 100, 0), replied(2, 100, 0, 'coming'), sent(3, 100, 1)]);
		expect(nudge?.body.place).toBe('place 1');
		expect(nudge?.answer).toBeNull();
		expect(nudge?.earlier?.reply).toBe('coming');
	});

	it('leaves out an answer to something never sent, and to a form that was never made', () => {
		expect(nudgesOf([replied(2, 100, 0, 'coming')])).toEqual([]);
		const [nudge] = nudgesOf([sent(1, 100, 0), replied(2, 100, 7, 'coming')]);
		expect(nudge?.answer).toBeNull();
		expect(nudge?.earlier).toBeNull();
	});

	it('is the same for every order of arrival, and when things arrive twice', () => {
		const anyMessage = fc
			.tuple(
				fc.boolean(),
				fc.integer({ min: 1, max: 3 }),
				fc.integer({ min: 0, max: 2 }),
				fc.constantFrom(...REPLIES),
			)
			.map(
				([mine, appointment, sequence, reply]) =>
					(n: number) =>
						mine ? sent(n, appointment, sequence) : replied(n, appointment, sequence, reply),
			);
		const history = fc
			.array(anyMessage, { maxLength: 14 })
			.map((all) => all.map((make, n) => make(Math.floor(n / 2))));
		fc.assert(
			fc.property(
				history.chain((all) =>
					fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
				),
				([all, shuffled]) => {
					// Two with one message id are one message; keep one of each, as the channel does.
					const seen = new Map(all.map((m) => [`${m.from} ${m.id}`, m]));
					const real = (list: ChannelMessage[]) => list.filter((m) => seen.get(`${m.from} ${m.id}`) === m);
					expect(nudgesOf(real(shuffled))).toEqual(nudgesOf(real(all)));
					expect(nudgesOf([...real(shuffled), ...real(all)])).toEqual(nudgesOf(real(all)));
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('what she may answer, and what a worker may say', () => {
	const first = '2026-04-01T10:00:00.000Z';
	const later = '2026-04-02T10:00:00.000Z';
	const now = '2026-03-15T00:00:00.000Z';
	type Form = Extract<ChannelMessage['message'], { type: 'appointment' }>['body'];
	type Answer = Extract<ChannelMessage['message'], { type: 'reply' }>['body'];
	const form = (n: number, over: Partial<Form>): ChannelMessage => {
		const { message, ...rest } = sent(n, 100, over.sequence ?? 0, first);
		if (message.type !== 'appointment') throw new Error('no form');
		return { ...rest, message: { ...message, body: { ...message.body, ...over } } };
	};
	const answer = (n: number, over: Partial<Answer>): ChannelMessage => {
		const { message, ...rest } = replied(n, 100, 0, over.reply ?? 'coming');
		if (message.type !== 'reply') throw new Error('no reply');
		return { ...rest, message: { ...message, body: { ...message.body, ...over } } };
	};
	const one = (...messages: ChannelMessage[]) => {
		const [seen] = peopleFrom([person({})], messages, now);
		if (!seen) throw new Error('nobody');
		return { seen, brief: briefOf(seen) };
	};

	it.each([
		['maybe', [form(1, {}), answer(2, { reply: 'maybe' })], 'maybe', false],
		['another time', [form(1, {}), answer(2, { reply: 'other-time' })], 'other-time', true],
		['call me', [form(1, {}), answer(2, { reply: 'call-me' })], 'call-me', false],
		['not chosen yet', [form(1, { choices: [first, later] })], 'unanswered', true],
		['called off', [form(1, {}), form(2, { sequence: 1, cancelled: true })], 'none', false],
		['settled by a worker', [form(1, { settled: true })], 'coming', false],
	] satisfies [string, ChannelMessage[], string, boolean][])(
		'%s is said in the list',
		(_, messages, key, needsLooking) => {
			const { seen, brief } = one(...messages);
			expect(brief.key).toBe(key);
			expect(seen.unanswered !== null).toBe(needsLooking);
		},
	);

	it('has of several times the one she chose, and needs no more looking at', () => {
		const offer = form(1, { choices: [first, later] });
		const { seen, brief } = one(offer, answer(2, { time: later }));
		expect(brief).toMatchObject({ key: 'coming', glance: { at: later } });
		expect(seen.nudges[0]?.times.map(({ startsAt }) => startsAt)).toEqual([later]);
		expect(seen.unanswered).toBeNull();
	});

	it('of a series speaks of its next time, and looks at one for which she wants another', () => {
		const series = form(1, { series: [later] });
		const yes = answer(2, { reply: 'coming', turn: 0 });
		expect(one(series, yes).brief).toMatchObject({ key: 'coming', glance: { at: first } });
		const wish = answer(3, { reply: 'other-time', time: later, turn: 1 });
		const { seen, brief } = one(series, yes, wish);
		expect(brief.key).toBe('other-time');
		expect(seen.next?.step).toBe('settled');
		const [passed] = peopleFrom([person({})], [series, yes], '2026-04-01T12:00:00.000Z');
		expect(passed?.next?.at).toBe(later);
	});

	it('takes a colleague’s form for one of the workers’, and hers only for answers', () => {
		const members: Conversation['members'] = (['survivor', 'worker'] as const).map((role) => ({
			...{ key: role, name: role, role, sure: 'compared', since: minute(0) },
		}));
		const theirs = (message: ChannelMessage, by: string): ChannelMessage => {
			const { delivery: _delivery, ...rest } = message;
			return { ...rest, from: 'them', by };
		};
		const change = form(3, { sequence: 1, place: 'elsewhere' });
		const nudge = (by: string) => nudgesOf([form(1, {}), theirs(change, by)], members)[0];
		expect(nudge('worker')).toMatchObject({ body: { place: 'elsewhere' }, delivery: null });
		expect(nudge('worker') && nudgeState(nudge('worker')!)).toBe('colleague');
		expect(nudge('survivor')?.body.place).toBe('place 0');
		expect(nudge('somebody gone')?.body.place).toBe('elsewhere');
		const yes = (by: string) => nudgesOf([form(1, {}), theirs(answer(2, {}), by)], members)[0]?.step;
		expect([yes('survivor'), yes('worker')]).toEqual(['settled', 'asked']);
	});
});

describe('the list of people', () => {
	const now = '2026-03-15T00:00:00.000Z';

	it('shows what is next and what is unanswered, and lets the past rest', () => {
		const messages = [
			sent(1, 100, 0, '2026-03-01T10:00:00.000Z'),
			sent(2, 101, 0, '2026-04-01T10:00:00.000Z'),
			sent(3, 102, 0, '2026-05-01T10:00:00.000Z'),
			replied(4, 101, 0, 'coming'),
		];
		const [one] = peopleFrom([person({})], messages, now);
		expect(one?.nudges.map((nudge) => nudge.body.appointment)).toEqual([id(102), id(101), id(100)]);
		expect(one?.next?.nudge.body.appointment).toBe(id(101));
		expect(one?.unanswered?.nudge.body.appointment).toBe(id(102));
	});

	it('ignores messages of a conversation that is gone', () => {
		expect(peopleFrom([], [sent(1, 100, 0)], now)).toEqual([]);
	});

	it('finds names by any word, without case and accents, in any script', () => {
		const people = peopleFrom(
			[
				person({ id: 'a', name: 'Zoë north' }),
				person({ id: 'b', name: 'ليلى ٧' }),
				person({ id: 'c', name: 'Ward 7' }),
			],
			[],
			now,
		);
		const found = (words: string) => filterPeople(people, words).map((one) => one.id);
		expect(found('  zoe ')).toEqual(['a']);
		expect(found('north ZO')).toEqual(['a']);
		expect(found('ليلى')).toEqual(['b']);
		expect(found('')).toEqual(['a', 'b', 'c']);
		expect(found('nobody')).toEqual([]);
		expect(found('.*')).toEqual([]);
	});

	it('puts first who has not answered, then by name with numbers in their order', () => {
		const of = (conversation: string, message: ChannelMessage) => ({ ...message, conversation });
		const people = peopleFrom(
			[
				person({ id: 'a', name: 'Ten 10' }),
				person({ id: 'b', name: 'Ten 9' }),
				person({ id: 'c', name: 'Ash' }),
				person({ id: 'd', name: 'Birch' }),
			],
			[
				of('c', sent(1, 100, 0, '2026-04-02T10:00:00.000Z')),
				of('c', replied(2, 100, 0, 'coming')),
				of('d', sent(3, 101, 0, '2026-04-03T10:00:00.000Z')),
			],
			now,
		);
		const order = (by: Order) => sortPeople(people, by, 'en').map((one) => one.id);
		expect(order('unanswered')).toEqual(['d', 'c', 'b', 'a']);
		expect(order('next')).toEqual(['c', 'd', 'b', 'a']);
		expect(order('name')).toEqual(['c', 'd', 'b', 'a']);
	});

	it('puts before all who wrote: unread first, then unanswered, of each the longest waiting', () => {
		const wrote = (n: number, conversation: string, more: Partial<ChannelMessage> = {}): ChannelMessage => ({
			id: id(n),
			conversation,
			from: 'them',
			by: null,
			readers: [],
			message: {
				v: 1,
				id: id(n),
				sentAt: `2026-03-0${String(n)}T10:00:00.000Z`,
				type: 'text',
				body: { text: 'Hello', language: 'en' },
			},
			...more,
		});
		const people = peopleFrom(
			['a', 'b', 'c', 'd', 'e'].map((one) => person({ id: one, name: one })),
			[
				wrote(1, 'd'),
				wrote(2, 'a'),
				wrote(3, 'b', { unread: true }),
				wrote(4, 'a'),
				wrote(5, 'e'),
				wrote(6, 'e', { from: 'me', delivery: 'sent' }),
			],
			now,
		);
		expect(sortPeople(people, 'unanswered', 'en').map((one) => one.id)).toEqual(['b', 'd', 'a', 'c', 'e']);
		expect(people.map((one) => briefOf(one).key)).toEqual(['wrote', 'unread', 'none', 'wrote', 'none']);
		expect(people.find((one) => one.id === 'a')?.wrote).toEqual({
			since: '2026-03-02T10:00:00.000Z',
			unread: false,
		});
	});

	it('says that a goal of her plan has come until it was looked at; it waits for no answer', () => {
		const goal = (unread: boolean): ChannelMessage => ({
			...{ id: id(1), conversation: 'a', from: 'them', by: null, readers: [], unread },
			message: {
				...{ v: 1, id: id(1), sentAt: minute(1), type: 'plan-goal' },
				body: {
					...{ goal: id(2), revision: 0, since: minute(1), domain: 'work', text: 'A', language: 'en' },
					...{ state: 'open', steps: [] },
				},
			},
		});
		const briefs = (unread: boolean) =>
			peopleFrom([person({ id: 'a', name: 'a' })], [goal(unread)], now).map((one) => briefOf(one).key);
		expect(briefs(true)).toEqual(['unread']);
		expect(briefs(false)).toEqual(['none']);
	});

	it('lists no conversation between colleagues', () => {
		expect(peopleFrom([person({ kind: 'colleagues' })], [], now)).toEqual([]);
	});
});
