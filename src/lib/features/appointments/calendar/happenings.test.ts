import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryWith } from '../../../../../tests/support/entries';
import type { ChannelMessage } from '$platform/channel/contract';
import type { CalendarTime } from '$platform/calendar';
import type { AppointmentBody, ReplyBody } from '$protocol/appointments';
import type { Happening } from './happening';
import { happeningsIn, isPast, toldIn, type Kept, type Sources } from './happenings';
import type { Aside, Entry } from './kept';

const ID = 'p'.repeat(22);
const NOTHING: Sources = { entries: [], told: [], asides: [] };
const MAY = {
	from: Date.parse('2026-05-01T00:00:00Z'),
	to: Date.parse('2026-06-01T00:00:00Z'),
	zone: 'Europe/Madrid',
};
const NOW = new Date('2026-05-10T10:00:00Z');

const entry = (changes: Partial<Entry> = {}): Entry =>
	entryWith({
		title: 'Choir',
		start: { type: 'instant', at: '2026-05-12T17:00:00.000Z', zone: 'Europe/Madrid' },
		length: { days: 0, seconds: 3600 },
		...changes,
	});
const rule = (...rules: string[]) => ({ rules, exceptRules: [], added: [], except: [] });
const kept = (value: Entry, id = 'a'): Kept<Entry> => ({ id, value });

const form = (changes: Partial<AppointmentBody> = {}, id = 'm1'): ChannelMessage => ({
	id,
	conversation: 'c1',
	from: 'them',
	by: null,
	readers: [],
	message: {
		v: 1,
		id: 'm'.repeat(22),
		sentAt: '2026-05-01T09:00:00.000Z',
		type: 'appointment',
		body: {
			appointment: ID,
			sequence: 0,
			template: 'health',
			startsAt: '2026-05-12T09:00:00.000Z',
			zone: 'Europe/Madrid',
			place: 'Calle Mayor 1',
			note: '',
			...changes,
		},
	},
});
const reply = (changes: Partial<ReplyBody>, turn = 0): ChannelMessage => ({
	id: `r${String(turn)}`,
	conversation: 'c1',
	from: 'me',
	by: null,
	readers: [],
	delivery: 'sent',
	message: {
		v: 1,
		id: 'n'.repeat(22),
		sentAt: '2026-05-02T09:00:00.000Z',
		type: 'reply',
		body: { appointment: ID, sequence: 0, reply: 'coming', turn, ...changes },
	},
});
const sent = (...messages: ChannelMessage[]) =>
	happeningsIn(MAY, { ...NOTHING, told: toldIn(messages) }, NOW);
const startsOf = (happenings: Happening[]) => happenings.map(({ startKey }) => startKey);
const statesOf = (happenings: Happening[]) =>
	happenings.map((each) => (each.from === 'worker' ? each.state : 'hers'));

describe('her own entries', () => {
	it('stand once, at their time, with what she wrote', async () => {
		const how = { '2026-05-12T17:00:00.000Z': 'We sang.' };
		const found = await happeningsIn(MAY, { ...NOTHING, entries: [kept(entry({ how }))] }, NOW);
		expect(found).toMatchObject([{ from: 'her', title: 'Choir', how: 'We sang.' }]);
		expect(found[0]?.end).toMatchObject({ at: '2026-05-12T18:00:00.000Z' });
	});

	it('repeat by the clock of their place, also over a clock change', async () => {
		const start = { type: 'instant', at: '2026-03-15T17:00:00.000Z', zone: 'Europe/Madrid' } as const;
		const window = {
			...MAY,
			from: Date.parse('2026-03-14T00:00:00Z'),
			to: Date.parse('2026-04-06T00:00:00Z'),
		};
		const entries = [kept(entry({ start, repeats: rule('FREQ=WEEKLY') }))];
		expect(startsOf(await happeningsIn(window, { ...NOTHING, entries }, NOW))).toEqual([
			'2026-03-15T17:00:00.000Z',
			'2026-03-22T17:00:00.000Z',
			'2026-03-29T16:00:00.000Z',
			'2026-04-05T16:00:00.000Z',
		]);
	});

	it('stay at their place when she travels, and go with her when they are to', async () => {
		const start: CalendarTime = { type: 'instant', at: '2026-05-12T17:00:00.000Z', zone: 'Europe/Madrid' };
		const entries = [
			kept(entry({ start }), 'place'),
			kept(entry({ start: { type: 'floating', local: '2026-05-12T08:00:00' } }), 'wherever'),
			kept(entry({ start: { type: 'date', date: '2026-05-13' }, length: { days: 1, seconds: 0 } }), 'day'),
		];
		const order = async (zone: string) =>
			(await happeningsIn({ ...MAY, zone }, { ...NOTHING, entries }, NOW)).map((each) =>
				each.from === 'her' ? each.id : '',
			);
		expect(await order('Europe/Madrid')).toEqual(['wherever', 'place', 'day']);
		// In Auckland it is the thirteenth, five in the morning, when they begin to sing in Madrid.
		expect(await order('Pacific/Auckland')).toEqual(['wherever', 'day', 'place']);
	});

	it('do not stop the others by a zone that this phone does not know', async () => {
		const start = { type: 'instant', at: '2026-05-11T17:00:00.000Z', zone: 'Nowhere/Atlantis' } as const;
		const entries = [kept(entry({ start, repeats: rule('FREQ=DAILY;COUNT=2') }), 'x'), kept(entry())];
		expect(await happeningsIn(MAY, { ...NOTHING, entries }, NOW)).toHaveLength(3);
	});

	it('give way to the one that a file put in the place of one time', async () => {
		const series = entry({
			start: { type: 'instant', at: '2026-05-12T17:00:00.000Z', zone: 'UTC' },
			repeats: rule('FREQ=DAILY;COUNT=2'),
			imported: { uid: 'u', sequence: 0, instanceOf: null },
		});
		const moved = entry({
			title: 'Later',
			start: { type: 'instant', at: '2026-05-20T17:00:00.000Z', zone: 'UTC' },
			imported: {
				uid: 'u',
				sequence: 0,
				instanceOf: { type: 'instant', at: '2026-05-13T17:00:00.000Z', zone: 'UTC' },
			},
		});
		const entries = [kept(series, 'a'), kept(moved, 'b')];
		expect(startsOf(await happeningsIn(MAY, { ...NOTHING, entries }, NOW))).toEqual([
			'2026-05-12T17:00:00.000Z',
			'2026-05-20T17:00:00.000Z',
		]);
	});
});

describe('appointments of a worker', () => {
	it('have what she added for herself', async () => {
		const value: Aside = {
			v: 1,
			travel: 30,
			bring: 'papers',
			questions: '',
			note: '',
			reminders: [{ type: 'evening' }],
			how: { '2026-05-12T09:00:00.000Z': 'Fine.' },
			putAway: false,
		};
		const sources = { ...NOTHING, told: toldIn([form()]), asides: [{ id: `c1.${ID}`, value }] };
		expect(await happeningsIn(MAY, sources, NOW)).toMatchObject([
			{ from: 'worker', kind: 'health', travel: 30, how: 'Fine.', reminders: [{ type: 'evening' }] },
		]);
	});

	it('stand at each time of a series, each with its own answer', async () => {
		const series = ['2026-05-19T09:00:00.000Z', '2026-05-26T09:00:00.000Z'];
		const found = await sent(
			form({ series, minutes: 60 }),
			reply({ reply: 'coming' }),
			reply({ reply: 'not-coming', time: '2026-05-19T09:00:00.000Z' }, 1),
		);
		expect(startsOf(found)).toEqual(['2026-05-12T09:00:00.000Z', ...series]);
		expect(statesOf(found)).toEqual(['settled', 'declined', 'settled']);
	});

	it('stand once while there is something to choose, at the first time that can still be', async () => {
		const choices = ['2026-05-08T09:00:00.000Z', '2026-05-12T09:00:00.000Z', '2026-05-14T09:00:00.000Z'];
		const found = await sent(form({ startsAt: choices[0]!, choices }));
		expect(statesOf(found)).toEqual(['choose']);
		expect(startsOf(found)).toEqual(['2026-05-12T09:00:00.000Z']);
		const chosen = await sent(form({ startsAt: choices[0]!, choices }), reply({ time: choices[2]! }));
		expect(startsOf(chosen)).toEqual([choices[2]]);
		expect(statesOf(chosen)).toEqual(['settled']);
		const none = await sent(form({ startsAt: choices[0]!, choices }), reply({ reply: 'not-coming' }));
		expect(statesOf(none)).toEqual(['declined']);
	});

	it('stay in sight when they are cancelled', async () => {
		const found = await sent(form(), reply({}), form({ sequence: 1, cancelled: true }, 'm2'));
		expect(statesOf(found)).toEqual(['cancelled']);
	});

	it('of one worker are not changed by another', async () => {
		const other: ChannelMessage = { ...form({ sequence: 3, cancelled: true }, 'm2'), conversation: 'c2' };
		expect(statesOf(await sent(form(), other)).sort()).toEqual(['asked', 'cancelled']);
	});
});

const zone = fc.constantFrom('Europe/Madrid', 'America/New_York', 'Asia/Kabul', 'UTC', 'Nowhere/Atlantis');
const day = fc.date({ min: new Date('2026-04-20'), max: new Date('2026-06-10'), noInvalidDate: true });
const start: fc.Arbitrary<CalendarTime> = fc.oneof(
	fc.record({ type: fc.constant('instant' as const), at: day.map((date) => date.toISOString()), zone }),
	fc.record({
		type: fc.constant('floating' as const),
		local: day.map((date) => date.toISOString().slice(0, 19)),
	}),
	fc.record({ type: fc.constant('date' as const), date: day.map((date) => date.toISOString().slice(0, 10)) }),
);
const someEntry = fc.record({ start, hours: fc.nat(30) }).map(({ start: begins, hours }) =>
	entry({
		start: begins,
		length: begins.type === 'date' ? { days: 1, seconds: 0 } : { days: 0, seconds: hours * 3600 },
	}),
);
const someEntries = fc
	.array(someEntry, { maxLength: 8 })
	.map((list) => list.map((value, index) => kept(value, `e${String(index)}`)));
const someForms = fc.array(
	fc
		.record({ at: day, sequence: fc.nat(2), cancelled: fc.boolean(), letter: fc.constantFrom('p', 'q') })
		.map(({ at, sequence, cancelled, letter }) =>
			form(
				{
					appointment: letter.repeat(22),
					sequence,
					startsAt: at.toISOString(),
					...(cancelled ? { cancelled: true as const } : {}),
				},
				`${at.toISOString()}${String(sequence)}${letter}`,
			),
		),
	{ maxLength: 6 },
);

describe('whatever she has', () => {
	it('comes in one order, each once, in whatever order it was kept', async () => {
		await fc.assert(
			fc.asyncProperty(someEntries, someForms, zone, async (entries, forms, where) => {
				const window = { ...MAY, zone: where === 'Nowhere/Atlantis' ? 'UTC' : where };
				const found = await happeningsIn(window, { ...NOTHING, entries, told: toldIn(forms) }, NOW);
				const again = await happeningsIn(
					window,
					{ ...NOTHING, entries: entries.toReversed(), told: toldIn([...forms, ...forms].reverse()) },
					NOW,
				);
				expect(again).toEqual(found);
				expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
			}),
			{ numRuns: 300 },
		);
	}, 60_000);

	it('is found the same with and without the library for series', async () => {
		const repeating = kept(
			entry({ start: { type: 'date', date: '2031-01-01' }, repeats: rule('FREQ=YEARLY') }),
		);
		await fc.assert(
			fc.asyncProperty(someEntries, async (entries) => {
				const alone = await happeningsIn(MAY, { ...NOTHING, entries }, NOW);
				const beside = await happeningsIn(MAY, { ...NOTHING, entries: [...entries, repeating] }, NOW);
				expect(beside).toEqual(alone);
			}),
			{ numRuns: 300 },
		);
	}, 60_000);
});

describe('what has been', () => {
	const at = (changes: Partial<Entry>) =>
		happeningsIn(MAY, { ...NOTHING, entries: [kept(entry(changes))] }, NOW).then(([one]) => one!);

	it('is so an hour after its start, or when it ends', async () => {
		const short = await at({ length: { days: 0, seconds: 0 } });
		expect(isPast(short, new Date('2026-05-12T17:59:00Z'), MAY.zone)).toBe(false);
		expect(isPast(short, new Date('2026-05-12T18:00:00Z'), MAY.zone)).toBe(true);
		const long = await at({ length: { days: 0, seconds: 3 * 3600 } });
		expect(isPast(long, new Date('2026-05-12T19:59:00Z'), MAY.zone)).toBe(false);
	});

	it('is so the next day, for a whole day, where she is', async () => {
		const day = await at({ start: { type: 'date', date: '2026-05-12' }, length: { days: 1, seconds: 0 } });
		expect(isPast(day, new Date('2026-05-12T21:59:00Z'), MAY.zone)).toBe(false);
		expect(isPast(day, new Date('2026-05-12T22:00:00Z'), MAY.zone)).toBe(true);
	});
});
