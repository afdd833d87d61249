import { describe, expect, it } from 'vitest';
import type { Row } from '$platform/directory';
import type { ServicePlace } from '$protocol/directory';
import { plotMap } from './map';

const row = (number: number, ...places: Partial<ServicePlace>[]): Row => ({
	number,
	km: null,
	open: null,
	service: {
		id: String(number),
		name: 'A',
		status: 'active',
		phones: [],
		places: places.map((place) => ({ exact: true, ...place })),
		times: [],
		languages: [],
		kinds: [],
		terms: [],
	},
});

describe('the drawing of where results are', () => {
	it('has north up and east to the right, and everything inside', () => {
		const plan = plotMap([row(7, { lat: 50, lon: -5 }), row(9, { lat: 50.1, lon: -4.8 })], []);
		const [south, north] = plan?.dots ?? [];
		expect(north!.y).toBeLessThan(south!.y);
		expect(north!.x).toBeGreaterThan(south!.x);
		for (const { x, y } of plan!.dots)
			for (const each of [x, y]) expect(Math.abs(each - 50)).toBeLessThan(40);
		// Numbered as the list counts them.
		expect(plan?.dots.map(({ rows }) => rows)).toEqual([[1], [2]]);
	});

	it('keeps to scale: as many kilometres across as up', () => {
		const plan = plotMap(
			[row(1, { lat: 0, lon: 0 }), row(2, { lat: 0, lon: 0.1 }), row(3, { lat: 0.1, lon: 0 })],
			[],
		);
		const [zero, east, north] = plan!.dots;
		expect((east!.x - zero!.x) * (4 / 3)).toBeCloseTo(zero!.y - north!.y, 2);
		// A tenth of a degree at the equator is 11 km.
		expect((plan!.scale.width / plan!.scale.km) * 11.12).toBeCloseTo(east!.x - zero!.x, 2);
	});

	it('puts those at one place together, and marks where only the town is known', () => {
		const plan = plotMap(
			[
				row(1, { lat: 50, lon: -5 }),
				row(2, { lat: 50, lon: -5, exact: false }),
				row(3, { lat: 51, lon: -5 }),
			],
			[{ number: 0, name: 'Northwick, Sample County', lat: 51, lon: -5 }],
		);
		expect(plan?.dots).toMatchObject([
			{ rows: [1, 2], exact: false },
			{ rows: [3], exact: true },
		]);
		expect(plan?.towns.map(({ name }) => name)).toEqual(['Northwick']);
	});

	it('is none where nothing says where it is', () => {
		expect(plotMap([row(1), row(2, { online: true, lat: 1, lon: 1 })], [])).toBeNull();
	});
});
