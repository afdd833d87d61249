import { expect, it } from 'vitest';
import { loadTemporal } from '$platform/clock';
import { begunAfter, comingUp } from './coming-up';
import { emptyForm, entryOf, type Form } from './form';
import type { Kept, Sources, Told } from './happenings';
import type { Aside, Entry } from './kept';
import { oneOf } from './one-of';

const api = await loadTemporal();
const ZONE = 'Europe/Madrid';
const NOW = new Date('2026-05-12T10:00:00Z');

function entry(id: string, date: string, changes: Partial<Form> = {}): Kept<Entry> {
	const made = entryOf({ ...emptyForm(date, ZONE), title: id, ...changes }, null, api);
	if (!made.ok) throw new Error(made.error.type);
	return { id, value: made.value };
}
const told = (startsAt: string, step: Told['standing']['step']): Told => ({
	conversation: 'c',
	standing: {
		body: {
			appointment: 'p'.repeat(22),
			sequence: 0,
			template: 'court',
			startsAt,
			zone: ZONE,
			place: '',
			note: '',
		},
		form: 'm',
		sentAt: '2026-05-01T00:00:00.000Z',
		step,
		answer: null,
		earlier: null,
		wish: null,
		times: [{ startsAt, answer: null, step }],
		nextTurn: 0,
	},
});
const sources = (changes: Partial<Sources>): Sources => ({ entries: [], told: [], asides: [], ...changes });
const keys = async (changes: Partial<Sources>) =>
	(await comingUp(sources(changes), NOW, ZONE)).map((each) =>
		each.from === 'her' ? `${each.id} ${each.startKey.slice(0, 10)}` : each.state,
	);

it('is the next thing, however far ahead, and nothing of what has been', async () => {
	expect(await keys({ entries: [entry('past', '2026-05-11')] })).toEqual([]);
	expect(await keys({ entries: [entry('far', '2031-03-17'), entry('near', '2026-05-20')] })).toEqual([
		'near 2026-05-20',
	]);
	expect(await keys({ entries: [entry('far', '2031-03-17')] })).toEqual(['far 2031-03-17']);
	expect(await keys({ told: [told('2031-03-17T09:00:00.000Z', 'asked')] })).toEqual(['asked']);
	const weekly = entry('series', '2020-01-01', { repeats: 'week' });
	expect(await keys({ entries: [weekly, entry('far', '2031-03-17')] })).toEqual(['series 2026-05-13']);
});

it('is, of two things at one moment, the one that waits for her answer, whatever their ids', async () => {
	for (const id of ['aa', 'zz']) {
		const mine = entry(id, '2026-05-20', { time: '12:00' });
		expect(await keys({ entries: [mine], told: [told('2026-05-20T10:00:00.000Z', 'asked')] })).toEqual([
			'asked',
		]);
	}
});

it('says before it what was called off, until she has put that away', async () => {
	const off = told('2026-05-13T09:00:00.000Z', 'cancelled');
	const entries = [entry('near', '2026-05-20')];
	expect(await keys({ told: [off], entries })).toEqual(['cancelled', 'near 2026-05-20']);
	expect(await keys({ told: [off] })).toEqual(['cancelled']);
	const value: Aside = {
		v: 1,
		travel: 0,
		bring: '',
		questions: '',
		note: '',
		reminders: [],
		how: {},
		putAway: true,
	};
	const asides = [{ id: `c.${'p'.repeat(22)}`, value }];
	expect(await keys({ told: [off], entries, asides })).toEqual(['near 2026-05-20']);
});

it('of a series that begins later only the beginning is looked ahead to', async () => {
	const later = entry('later', '2030-01-01', { repeats: 'day' });
	const running = entry('running', '2020-01-01', { repeats: 'day' });
	const from = Date.parse('2027-05-12T00:00:00Z');
	const found = await begunAfter(sources({ entries: [later, running] }), from, NOW, ZONE);
	expect(found.map(({ key }) => key)).toEqual(['her/later/2030-01-01']);
});

it('one time of a series is found as it was opened; where it was moved, the next one', async () => {
	const series = entry('series', '2026-05-05', { repeats: 'week', time: '09:00' });
	const opened = await oneOf([series], '2026-05-19T07:00:00.000Z', NOW, ZONE);
	expect(opened.map(({ startKey }) => startKey)).toEqual(['2026-05-19T07:00:00.000Z']);
	const moved = await oneOf([series], '2026-05-20T07:00:00.000Z', NOW, ZONE);
	expect(moved.map(({ startKey }) => startKey)).toEqual(['2026-05-19T07:00:00.000Z']);
	expect(await oneOf([], '2026-05-20', NOW, ZONE)).toEqual([]);
});
