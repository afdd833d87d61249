import { beforeAll, describe, expect, it } from 'vitest';
import { entryWith } from '../../../../../../tests/support/entries';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import type { AppointmentBody, ReplyBody } from '$protocol/appointments';
import { standings, type Said } from '$protocol/agreement';
import type { Sources } from '../happenings';
import type { Aside, Entry, ReminderWish } from '../kept';
import { dueIn, momentsOf, shownAt, WOKEN_EARLY, type Due } from './gather';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});

const NOW = new Date('2026-05-10T08:00:00.000Z');
const START = '2026-05-12T09:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HOUR_BEFORE: ReminderWish = { type: 'before', minutes: 60 };

const form = (body: Partial<AppointmentBody> = {}): Said => ({
	id: `f${String(body.sequence ?? 0)}`,
	sentAt: '2026-05-01T09:00:00.000Z',
	by: 'worker',
	type: 'appointment',
	body: {
		appointment: 'p'.repeat(22),
		sequence: 0,
		template: 'health',
		startsAt: START,
		zone: 'Europe/Madrid',
		place: '',
		note: '',
		...body,
	},
});
const answer = (body: Partial<ReplyBody>): Said => ({
	id: 'r',
	sentAt: '2026-05-02T09:00:00.000Z',
	by: 'survivor',
	type: 'reply',
	body: { appointment: 'p'.repeat(22), sequence: 0, reply: 'coming', ...body },
});
const aside = (changes: Partial<Aside> = {}): Aside => ({
	v: 1,
	travel: 0,
	bring: '',
	questions: '',
	note: '',
	reminders: [HOUR_BEFORE],
	how: {},
	putAway: false,
	...changes,
});
const sent = (said: Said[], own?: Aside): Sources => ({
	entries: [],
	told: [...standings(said).values()].map((standing) => ({ conversation: 'c', standing })),
	asides: own ? [{ id: `c.${'p'.repeat(22)}`, value: own }] : [],
	usual: [HOUR_BEFORE],
});
const times = async (sources: Sources) =>
	(await dueIn(sources, 'Europe/Madrid', NOW, api)).map(({ at }) => new Date(at).toISOString());

describe('what a worker sends', () => {
	it('has her usual reminders until she adds something to it', async () => {
		expect(await times(sent([form()]))).toEqual(['2026-05-12T08:00:00.000Z']);
		expect(await times(sent([form()], aside({ reminders: [] })))).toEqual([]);
		expect(await times(sent([form()], aside({ travel: 30 })))).toEqual(['2026-05-12T07:30:00.000Z']);
	});

	it('follows each change', async () => {
		const moved = form({ sequence: 1, startsAt: '2026-05-13T09:00:00.000Z' });
		expect(await times(sent([form(), moved]))).toEqual(['2026-05-13T08:00:00.000Z']);
	});

	it.each([
		['cancelled', sent([form(), form({ sequence: 1, cancelled: true })])],
		['declined', sent([form(), answer({ reply: 'not-coming' })])],
		['asked for at another time', sent([form(), answer({ reply: 'other-time' })])],
		['put away', sent([form()], aside({ putAway: true }))],
		['to choose from', sent([form({ choices: [START, '2026-05-13T09:00:00.000Z'] })])],
	])('reminds of nothing once it is %s', async (_, sources) => {
		expect(await times(sources)).toEqual([]);
	});

	it('leaves out the one of a series that she does not go to', async () => {
		const series = form({ series: ['2026-05-19T09:00:00.000Z'] });
		expect(await times(sent([series, answer({ reply: 'not-coming', time: START })]))).toEqual([
			'2026-05-19T08:00:00.000Z',
		]);
	});

	it('still reminds where she said maybe, or asked for a call', async () => {
		for (const reply of ['maybe', 'call-me'] as const)
			expect(await times(sent([form(), answer({ reply })]))).toHaveLength(1);
	});
});

const entry = (start: string, reminders: ReminderWish[]): Entry =>
	entryWith({ start: { type: 'instant', at: start, zone: 'UTC' }, reminders });
const mine = async (...entries: Entry[]): Promise<Due[]> =>
	dueIn(
		{ entries: entries.map((value, at) => ({ id: String(at), value })), told: [], asides: [] },
		'UTC',
		NOW,
		api,
	);

it('wakes once for what lies close together, and not for what is over', async () => {
	const due = await mine(
		entry('2026-05-10T10:00:00.000Z', [HOUR_BEFORE]),
		entry('2026-05-10T10:15:00.000Z', [HOUR_BEFORE]),
		entry('2026-05-10T11:00:00.000Z', [HOUR_BEFORE]),
		entry('2026-05-10T08:30:00.000Z', [HOUR_BEFORE]),
	);
	expect(due).toHaveLength(4);
	expect(momentsOf(due, NOW.getTime()).map(({ at }) => (at - NOW.getTime()) / MINUTE)).toEqual([60, 120]);
});

describe('while the app is open', () => {
	const none = new Set<string>();
	const keys = (due: readonly Due[]) => due.map(({ key }) => key);

	it('each is shown from its moment until it begins; at the opening also what she may have been woken for', async () => {
		const start = NOW.getTime() + 5 * HOUR;
		const due = await mine(entry(new Date(start).toISOString(), [HOUR_BEFORE]));
		const [{ at, key } = { at: 0, key: '' }] = due;
		const opened = NOW.getTime();
		const shown = (now: number, since = opened) => keys(shownAt(due, { opened: since, now, putAway: none }));
		expect(shown(at - 1)).toEqual([]);
		expect(shown(at)).toEqual([key]);
		expect(shown(start - 1)).toEqual([key]);
		expect(shown(start)).toEqual([]);
		expect(shown(at - WOKEN_EARLY, at - WOKEN_EARLY)).toEqual([key]);
		expect(keys(shownAt(due, { opened, now: at, putAway: new Set([key]) }))).toEqual([]);
	});

	it('of several reminders of one thing the last takes the place of those before', async () => {
		const start = NOW.getTime() + 5 * HOUR;
		const due = await mine(
			entry(new Date(start).toISOString(), [HOUR_BEFORE, { type: 'before', minutes: 120 }]),
		);
		const shown = shownAt(due, { opened: NOW.getTime(), now: start - 30 * MINUTE, putAway: none });
		expect(shown.map(({ at }) => start - at)).toEqual([HOUR]);
	});
});
