import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import { emptyRow, isOfTime, proposalsOf, rowToInstant } from './proposal';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});
const NOW = '2026-03-01T12:00:00.000Z';
const row = (date: string, time: string, second = false) => ({ date, time, second });
const read = (date: string, time: string, second = false) =>
	rowToInstant(row(date, time, second), 'Europe/Paris', NOW, api);

describe('a time that she proposes', () => {
	it('is meant by her phone’s clock', () => {
		expect(read('2026-07-01', '10:00')).toMatchObject({ value: { instant: '2026-07-01T08:00:00.000Z' } });
		expect(read('2026-10-25', '02:30')).toMatchObject({
			value: { instant: '2026-10-25T00:30:00.000Z', twice: true },
		});
		expect(read('2026-10-25', '02:30', true)).toMatchObject({
			value: { instant: '2026-10-25T01:30:00.000Z' },
		});
	});

	it.each([
		['', '10:00', { type: 'NoDate' }, false],
		['2026-07-01', '', { type: 'NoTime' }, true],
		['2026-02-30', '10:00', { type: 'NoSuchDate' }, false],
		['2026-02-28', '10:00', { type: 'Past' }, false],
		['2062-07-01', '10:00', { type: 'TooFar' }, false],
		['2026-03-29', '02:30', { type: 'SkippedTime', next: '03:30' }, true],
	] as const)('that cannot be (%s %s) is said beside its field', (date, time, error, ofTime) => {
		expect(read(date, time)).toEqual({ ok: false, error });
		expect(isOfTime(error)).toBe(ofTime);
	});
});

describe('all that she proposes', () => {
	const all = (...rows: ReturnType<typeof row>[]) => proposalsOf(rows, 'UTC', NOW, api);

	it('leaves out what is empty and what is there twice', () => {
		const july = row('2026-07-01', '10:00');
		expect(all(july, emptyRow(), row('2026-06-01', '10:00'))).toEqual({
			ok: true,
			value: ['2026-06-01T10:00:00.000Z', '2026-07-01T10:00:00.000Z'],
		});
		expect(all(july, july)).toEqual({ ok: true, value: ['2026-07-01T10:00:00.000Z'] });
		expect(all(emptyRow())).toEqual({ ok: true, value: [] });
	});

	it('says which one has something that cannot be', () => {
		expect(all(emptyRow(), row('2026-07-01', ''))).toEqual({
			ok: false,
			error: { row: 1, type: 'NoTime' },
		});
	});
});
