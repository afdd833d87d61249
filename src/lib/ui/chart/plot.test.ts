import { describe, expect, it } from 'vitest';
import { heightOf, plotOf, type Frame } from './plot';

const frame: Frame = { from: '2026-11-01', to: '2026-11-11', low: 1, high: 5, joinDays: 1, rtl: false };

describe('a chart', () => {
	it('puts time across and the value up', () => {
		const { dots } = plotOf(
			[
				{ at: '2026-11-11', value: 5 },
				{ at: '2026-11-01', value: 1 },
				{ at: '2026-11-06', value: 3 },
			],
			frame,
		);
		expect(dots).toEqual([
			{ x: 0, y: 100 },
			{ x: 50, y: 50 },
			{ x: 100, y: 0 },
		]);
	});

	it('goes the other way where she reads from the right', () => {
		expect(plotOf([{ at: '2026-11-03', value: 2 }], { ...frame, rtl: true }).dots).toEqual([
			{ x: 80, y: 75 },
		]);
	});

	it('joins neighbours only, and draws nothing where there is no entry', () => {
		const points = ['2026-11-02', '2026-11-03', '2026-11-05', '2026-11-06'].map((at) => ({ at, value: 4 }));
		const { dots, joins } = plotOf(points, frame);
		expect(dots).toHaveLength(4);
		expect(joins.map(({ from, to }) => [from.x, to.x])).toEqual([
			[10, 20],
			[40, 50],
		]);
		expect(plotOf(points, { ...frame, joinDays: 30 }).joins).toHaveLength(3);
	});

	it('leaves out what is earlier or later, and is empty without a point', () => {
		const outside = ['2026-10-31', '2026-11-12'].map((at) => ({ at, value: 4 }));
		expect(plotOf(outside, frame)).toEqual({ dots: [], joins: [] });
	});

	it('has a place for a single moment and a single value', () => {
		const { dots } = plotOf([{ at: '2026-11-01', value: 3 }], { ...frame, to: '2026-11-01' });
		expect(dots).toEqual([{ x: 50, y: 50 }]);
		expect(heightOf(3, { low: 3, high: 3 })).toBe(50);
	});
});
