import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { instantToLocal, loadTemporal, localToInstant, zones, type TemporalApi } from './local-time';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});
const at = (date: string, time: string, zone: string, second = false) =>
	localToInstant({ date, time, zone, second }, api);

describe('a local time in a zone', () => {
	it('is the right instant on both sides of a clock change', () => {
		expect(at('2026-03-28', '10:00', 'Europe/Paris')).toEqual({
			ok: true,
			value: { instant: '2026-03-28T09:00:00.000Z', twice: false },
		});
		expect(at('2026-03-30', '10:00', 'Europe/Paris')).toEqual({
			ok: true,
			value: { instant: '2026-03-30T08:00:00.000Z', twice: false },
		});
		expect(at('2026-07-01', '10:00', 'Asia/Kathmandu')).toMatchObject({
			value: { instant: '2026-07-01T04:15:00.000Z' },
		});
	});

	it('says so when the clocks go forward over it, and what they show then', () => {
		expect(at('2026-03-29', '02:30', 'Europe/Paris')).toEqual({
			ok: false,
			error: { type: 'SkippedTime', next: '03:30' },
		});
		expect(at('2026-10-04', '02:10', 'Australia/Lord_Howe')).toEqual({
			ok: false,
			error: { type: 'SkippedTime', next: '02:40' },
		});
	});

	it('asks which one is meant when the clocks go back over it', () => {
		expect(at('2026-10-25', '02:30', 'Europe/Paris')).toEqual({
			ok: true,
			value: { instant: '2026-10-25T00:30:00.000Z', twice: true },
		});
		expect(at('2026-10-25', '02:30', 'Europe/Paris', true)).toEqual({
			ok: true,
			value: { instant: '2026-10-25T01:30:00.000Z', twice: true },
		});
	});

	it.each([
		['2026-02-29', '10:00', 'Europe/Paris', 'NoSuchDate'],
		['2026-13-01', '10:00', 'Europe/Paris', 'NoSuchDate'],
		['2026-01-01', '25:00', 'Europe/Paris', 'NoSuchDate'],
		['', '', 'Europe/Paris', 'NoSuchDate'],
		['tomorrow', 'noon', 'Europe/Paris', 'NoSuchDate'],
		['2026-01-01', '10:00', 'Europe/Nowhere', 'NoSuchZone'],
		['2026-01-01', '10:00', '', 'NoSuchZone'],
	])('calmly refuses %s %s in %s', (date, time, zone, type) => {
		expect(at(date, time, zone)).toEqual({ ok: false, error: { type } });
	});

	it('never throws on anything typed', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), fc.boolean(), (date, time, zone, second) => {
				expect(typeof localToInstant({ date, time, zone, second }, api).ok).toBe('boolean');
			}),
			{ numRuns: 2_000 },
		);
	});

	it('comes back as it was read, for every instant in every zone', () => {
		const anyZone = fc.constantFrom(
			'UTC',
			'Europe/Paris',
			'America/St_Johns',
			'America/Havana',
			'Africa/Casablanca',
			'Asia/Kathmandu',
			'Australia/Lord_Howe',
			'Pacific/Apia',
		);
		const quarterHour = fc
			.integer({ min: Date.UTC(2024, 0) / 900_000, max: Date.UTC(2031, 0) / 900_000 })
			.map((quarter) => new Date(quarter * 900_000).toISOString());
		fc.assert(
			fc.property(quarterHour, anyZone, (instant, zone) => {
				const local = instantToLocal(instant, zone, api);
				expect(local && localToInstant(local, api)).toMatchObject({ ok: true, value: { instant } });
			}),
			{ numRuns: 1_000 },
		);
	});

	it('has no clock for a zone it does not know', () => {
		expect(instantToLocal('2026-01-01T00:00:00.000Z', 'Europe/Nowhere', api)).toBeNull();
	});

	it('offers her own zone first, once', () => {
		const list = zones('Europe/Paris', '', 'Europe/Paris');
		expect(list[0]).toBe('Europe/Paris');
		expect(list.filter((zone) => zone === 'Europe/Paris')).toHaveLength(1);
		expect(list.length).toBeGreaterThan(100);
	});
});
