import { describe, expect, it } from 'vitest';
import { readCalendar } from '$platform/calendar';
import { utf8 } from '$platform/crypto';
import type { Kept } from '../happenings';
import type { Entry } from '../kept';
import { choiceOf, recordsFor } from './choice';

const NOW = Date.UTC(2026, 10, 22, 12);
const ZONE = 'Europe/London';
const TAKING = { untitled: 'No title', reminders: true };
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) =>
	readCalendar(utf8(['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n')));

const past = event('UID:past', 'SUMMARY:Past', 'DTSTART:20250101T090000Z');
const coming = event('UID:coming', 'SUMMARY:Coming', 'DTSTART;TZID=Eastern Standard Time:20261201T090000');
const series = event('UID:series', 'SUMMARY:Series', 'DTSTART:20200106T090000Z', 'RRULE:FREQ=WEEKLY');
const over = event(
	'UID:over',
	'SUMMARY:Over',
	'DTSTART:20200106T090000Z',
	'RRULE:FREQ=WEEKLY;UNTIL=20200301',
);
const changed = event(
	'UID:series',
	'RECURRENCE-ID:20261123T090000Z',
	'SUMMARY:Moved',
	'DTSTART:20261124T090000Z',
	'BEGIN:VALARM',
	'TRIGGER:-PT45M',
	'END:VALARM',
);
const bad = event('UID:bad', 'SUMMARY:Bad', 'DTSTART:20261399T090000');
const bare = event('DTSTART:20261225');

/** Takes all that is offered, as her calendar would keep it. */
async function taken(entries: Kept<Entry>[], ...events: string[]): Promise<Kept<Entry>[]> {
	const { offers } = choiceOf(await file(...events), entries, NOW, ZONE);
	const { records } = recordsFor(offers, entries, TAKING);
	const changedIds = new Set(records.map(({ id }) => id));
	return [
		...entries.filter(({ id }) => !changedIds.has(id)),
		...records.map(({ value, id }, at) => ({ id: id ?? `${String(entries.length)}-${String(at)}`, value })),
	];
}

describe('what is in a file', () => {
	it('is offered once each, a series with its changed times, and one bad one loses no other', async () => {
		const found = choiceOf(await file(past, bad, coming, changed, series, over, bare), [], NOW, ZONE);
		expect(
			found.offers.map(({ event: { title }, changes, coming }) => [title, changes.length, coming]),
		).toEqual([
			['Series', 1, true],
			['Over', 0, false],
			['Past', 0, false],
			['Coming', 0, true],
			['', 0, true],
		]);
		expect(found.problems).toEqual([{ type: 'BadStart', count: 1, lost: true }]);
	});

	it('taken twice doubles nothing, also where it has no id or one for all', async () => {
		const same = ['20261201T090000Z', '20261202T090000Z', '20261203T090000Z'].map((at) =>
			event('UID:same', 'SUMMARY:Same', `DTSTART:${at}`),
		);
		const all = [past, coming, series, changed, bare, ...same];
		const once = await taken([], ...all);
		expect(once).toHaveLength(8);
		expect(await taken(once, ...all)).toEqual(once);
		const found = choiceOf(await file(...all), once, NOW, ZONE);
		expect([found.offers, found.there]).toEqual([[], 7]);
	});

	it('may be newer than what she has: then that is changed, and what she wrote stays', async () => {
		const [first] = await taken([], coming);
		if (!first) throw new Error('nothing was taken');
		const hers = { ...first, value: { ...first.value, bring: 'the letter', who: 'Mariam' } };
		const newer = event('UID:coming', 'SEQUENCE:2', 'SUMMARY:Later', 'DTSTART:20261205T090000Z');
		const [after, ...more] = await taken([hers], newer);
		expect(more).toEqual([]);
		expect(after).toMatchObject({
			id: first.id,
			value: { title: 'Later', bring: 'the letter', who: 'Mariam' },
		});
		expect(await taken([hers], event('UID:coming', 'SUMMARY:Older', 'DTSTART:20261205T090000Z'))).toEqual([
			hers,
		]);
	});

	it('has reminders and titles only as far as she takes them', async () => {
		const { offers } = choiceOf(await file(changed, bare), [], NOW, ZONE);
		const { records } = recordsFor(offers, [], TAKING);
		expect(records.map(({ value }) => [value.title, value.reminders])).toEqual([
			['Moved', [{ type: 'before', minutes: 45 }]],
			['No title', []],
		]);
		const without = recordsFor(offers, [], { ...TAKING, reminders: false });
		expect(without.records.flatMap(({ value }) => value.reminders)).toEqual([]);
	});

	it('is left out where the file calls it off', async () => {
		const off = event('UID:off', 'STATUS:CANCELLED', 'DTSTART:20261201T090000Z');
		expect(choiceOf(await file(off), [], NOW, ZONE)).toMatchObject({ offers: [], cancelled: 1 });
	});
});
