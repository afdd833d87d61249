import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weekday } from '$platform/i18n';
import type { CalendarTime } from '$platform/calendar';
import { agendaOf, dayAt, dayForKey, daysOf, plusDays, plusMonths, weeksOf } from './days';
import type { Happening } from './happening';
import { emptyForm, entryOf } from './form';
import { happeningsIn } from './happenings';
import { loadTemporal } from '$platform/clock';

const day = fc
	.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const weekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
const press = (key: string, shiftKey = false) => ({ key, shiftKey });

it('the day is the one where she is', () => {
	const at = new Date('2026-05-12T22:30:00Z');
	expect([dayAt(at, 'Europe/Madrid'), dayAt(at, 'America/Lima'), dayAt(at, 'UTC')]).toEqual([
		'2026-05-13',
		'2026-05-12',
		'2026-05-12',
	]);
});

describe('a month', () => {
	it('is whole weeks, each beginning on her day, and holds all of its days once', () => {
		fc.assert(
			fc.property(day, weekday, (one, first) => {
				const weeks = weeksOf(one, first);
				const all = weeks.flat();
				expect(weeks.every((week) => week.length === 7)).toBe(true);
				expect(new Date(`${all[0]!}T00:00:00Z`).getUTCDay()).toBe(first % 7);
				expect(new Set(all).size).toBe(all.length);
				const month = one.slice(0, 7);
				const [year = 0, number = 1] = month.split('-').map(Number);
				expect(all.filter((each) => each.startsWith(month))).toHaveLength(
					new Date(Date.UTC(year, number, 0)).getUTCDate(),
				);
				expect(weeks.every((week) => week.some((each) => each.startsWith(month)))).toBe(true);
			}),
		);
	});

	it('later or earlier has the same day, or its last', () => {
		expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(plusMonths('2028-02-29', 12)).toBe('2029-02-28');
		expect(plusMonths('2026-01-15', -1)).toBe('2025-12-15');
	});
});

describe('the keys', () => {
	it('go back the way they came, and never off the calendar', () => {
		fc.assert(
			fc.property(day, weekday, fc.boolean(), (one, first, rtl) => {
				for (const [there, back] of [
					['ArrowLeft', 'ArrowRight'],
					['ArrowUp', 'ArrowDown'],
				] as const)
					expect(dayForKey(dayForKey(one, press(there), first, rtl)!, press(back), first, rtl)).toBe(one);
				const [start, end] = [press('Home'), press('End')].map((key) => dayForKey(one, key, first, rtl)!);
				expect(plusDays(start!, 6)).toBe(end);
				expect(start! <= one && one <= end!).toBe(true);
			}),
		);
	});

	it('follow the side she reads from', () => {
		expect(dayForKey('2026-05-12', press('ArrowRight'), 1, false)).toBe('2026-05-13');
		expect(dayForKey('2026-05-12', press('ArrowRight'), 1, true)).toBe('2026-05-11');
		expect(dayForKey('2026-05-31', press('PageDown', true), 1, false)).toBe('2027-05-31');
		expect(dayForKey('2026-05-31', press('PageDown'), 1, false)).toBe('2026-06-30');
		expect(dayForKey('2026-05-12', press('a'), 1, false)).toBeNull();
	});
});

const api = await loadTemporal();
const ZONE = 'Europe/Madrid';
async function happening(date: string, time: string, minutes: string): Promise<Happening> {
	const made = entryOf({ ...emptyForm(date, ZONE), title: 'x', time, minutes }, null, api);
	if (!made.ok) throw new Error(made.error.type);
	const always = { from: 0, to: Date.parse('2100-01-01'), zone: ZONE };
	const entries = [{ id: `${date}${time}`, value: made.value }];
	const [one] = await happeningsIn(always, { entries, told: [], asides: [] }, new Date(0));
	return one!;
}

describe('what happens', () => {
	it('touches the days it lasts over, and not the one at whose midnight it ends', async () => {
		const days = async (...args: Parameters<typeof happening>) =>
			daysOf(await happening(...args), '2026-05-01', '2026-05-31', ZONE);
		expect(await days('2026-05-12', '', '0')).toEqual(['2026-05-12']);
		expect(await days('2026-05-12', '22:00', '120')).toEqual(['2026-05-12']);
		expect(await days('2026-05-12', '22:00', '180')).toEqual(['2026-05-12', '2026-05-13']);
		expect(await days('2026-05-12', '00:00', '0')).toEqual(['2026-05-12']);
		expect(await days('2026-04-30', '22:00', '180')).toEqual(['2026-05-01']);
	});

	it('stands under its day, what began earlier under today, what has been apart', async () => {
		const now = new Date('2026-05-12T20:30:00Z');
		const all = [
			await happening('2026-05-11', '10:00', '60'),
			await happening('2026-05-11', '23:00', '2880'),
			await happening('2026-05-12', '', '0'),
			await happening('2026-05-13', '09:00', '0'),
		];
		const { coming, past } = agendaOf(all, now, ZONE);
		expect(coming.map((each) => [each.day, each.happenings.length])).toEqual([
			['2026-05-12', 2],
			['2026-05-13', 1],
		]);
		expect(past).toEqual([all[0]]);
	});

	it('is never lost between coming and past', async () => {
		const some = await Promise.all(
			['2026-05-10', '2026-05-12', '2026-05-14'].flatMap((date) =>
				['', '00:00', '22:59'].map((time) => happening(date, time, '90')),
			),
		);
		const moment = fc.date({ min: new Date('2026-05-08'), max: new Date('2026-05-17'), noInvalidDate: true });
		const zone = fc.constantFrom(ZONE, 'Asia/Tokyo', 'America/Lima');
		const order = (at: CalendarTime) => (at.type === 'date' ? at.date : JSON.stringify(at));
		fc.assert(
			fc.property(moment, zone, (now, where) => {
				const { coming, past } = agendaOf(some, now, where);
				const shown = [...coming.flatMap((each) => each.happenings), ...past];
				expect(shown.map(({ start }) => order(start)).sort()).toEqual(
					some.map(({ start }) => order(start)).sort(),
				);
				expect(coming.every((each) => each.day >= dayAt(now, where))).toBe(true);
			}),
		);
	});
});
