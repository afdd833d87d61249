import { describe, expect, it } from 'vitest';
import type { Row } from '$platform/directory';
import type { ServicePlace } from '$protocol/directory';
import { clear, labelBox } from './map-room';
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

	it('gives each dot what its neighbours leave, and never lets two cover each other', () => {
		const rows = Array.from({ length: 60 }, (_, at) =>
			row(at, { lat: 50 + ((at * 7) % 11) / 50, lon: -5 + ((at * 5) % 13) / 50 }),
		);
		const plan = plotMap(rows, [])!;
		expect(plan.dots.flatMap(({ rows: here }) => here)).toHaveLength(60);
		expect(plan.dots.length).toBeGreaterThan(10);
		for (const { apart } of plan.dots) expect(apart).toBeGreaterThan(10);
		expect(plan.dots.some(({ closer }) => closer)).toBe(true);
		const [crowded] = plan.dots.filter(({ closer }) => closer);
		const closer = plotMap(rows, [], { only: crowded!.rows })!;
		expect(closer.dots.length).toBeGreaterThan(1);
		expect(closer.dots.flatMap(({ rows: here }) => here).toSorted()).toEqual(crowded!.rows.toSorted());
	});

	it('writes no name over a dot, another name, or an edge, and leaves one out rather than do that', () => {
		const spots = Array.from({ length: 24 }, (_, at) => ({
			lat: 50 + ((at * 7) % 11) / 60,
			lon: -5 + ((at * 5) % 13) / 50,
		}));
		const towns = spots.map((spot, number) => ({ number, name: `Town number ${String(number)}`, ...spot }));
		const from = { ...spots[3]!, name: 'Willow Bay' };
		const plan = plotMap(
			spots.slice(0, 9).map((spot, at) => row(at, spot)),
			towns,
			{ from },
		)!;
		const labels = [
			...plan.towns.map(({ name, label }) => labelBox(name, label)),
			...(plan.from?.label ? [labelBox(plan.from.name, plan.from.label)] : []),
		];
		expect(labels.length).toBeGreaterThan(2);
		const dots = plan.dots.map(({ x, y }) => ({ x, y, wide: 4.8, high: 6.4 }));
		labels.forEach((label, at) => {
			expect(clear(label, [...dots, ...labels.filter((_, other) => other !== at)])).toBe(true);
		});
	});

	it('has rings around what distances are counted from, to scale', () => {
		const from = { lat: 50, lon: -5, name: 'Northwick' };
		const plan = plotMap([row(1, { lat: 50.1, lon: -5 })], [], { from })!;
		const up = (plan.from!.y - plan.dots[0]!.y) / (4 / 3);
		for (const { km, radius } of plan.rings) expect(radius / up).toBeCloseTo(km / 11.12, 2);
		expect(plan.rings.length).toBeGreaterThan(1);
		expect(plotMap([row(1, { lat: 50.1, lon: -5 })], [])!.rings).toEqual([]);
	});

	it('is as good with one, and with all at one spot', () => {
		const spot = { lat: 50, lon: -5, lines: ['12 Mill Street'], city: 'Northwick' };
		const one = plotMap([row(1, spot)], [])!;
		expect(one.dots).toMatchObject([{ x: 50, y: 50, rows: [1], place: '12 Mill Street', closer: false }]);
		const all = plotMap(
			Array.from({ length: 20 }, (_, at) => row(at, spot)),
			[],
		)!;
		expect(all.dots).toHaveLength(1);
		expect(all.dots[0]).toMatchObject({ x: 50, y: 50, closer: false });
		// Of a place that is kept private the town is all that is said.
		expect(plotMap([row(1, { ...spot, exact: false })], [])!.dots[0]!.place).toBe('Northwick');
	});

	it('leaves off what is far outside of all others, and says how many are not on it', () => {
		const near = Array.from({ length: 9 }, (_, at) =>
			row(at, { lat: 50 + at / 50, lon: -5 + (at % 4) / 50 }),
		);
		const wrong = row(9, { lat: -50, lon: 5 });
		const alone = plotMap(near, [])!;
		for (const many of [4, 9]) {
			const some = near.slice(0, many);
			const plan = plotMap([...some, wrong, row(10)], [])!;
			expect(plan.missing).toBe(2);
			expect(plan.scale).toEqual(plotMap(some, [])!.scale);
		}
		expect(alone.missing).toBe(0);
		// Of three and one nobody can say which are wrong; nor is a town an hour away.
		expect(plotMap([...near.slice(0, 3), wrong], [])!.missing).toBe(0);
		expect(plotMap([...near, row(9, { lat: 50.7, lon: -5 })], [])!.missing).toBe(0);
		// One of its two places is on the map, so it is.
		const two = row(9, { lat: 50, lon: -5 }, { lat: -50, lon: 5 });
		expect(plotMap([...near, two], [])).toMatchObject({ missing: 0, scale: alone.scale });
		expect(plotMap([...near, wrong], [], { only: [1] })!.missing).toBe(0);
	});

	it('is none where nothing says where it is', () => {
		expect(plotMap([row(1), row(2, { online: true, lat: 1, lon: 1 })], [])).toBeNull();
	});
});
