import { expect, it } from 'vitest';
import { FAR_KM, nearestTown, widthFor } from './here';

const town = (number: number, lat: number, lon: number) => ({ number, name: 'Town', lat, lon });

it('is as far from the region as from its nearest town', () => {
	const towns = [town(0, 50, -5), town(1, 51, -5)];
	expect(nearestTown(towns, { lat: 50.1, lon: -5 })).toBeCloseTo(11.1, 1);
	expect(nearestTown(towns, { lat: 48.85, lon: 2.35 })).toBeGreaterThan(FAR_KM);
	expect(nearestTown([], { lat: 50, lon: -5 })).toBe(Infinity);
});

it('looks far enough to reach the nearest town, and no further than it must', () => {
	expect([0, 4, 11, 30, 60, 99].map(widthFor)).toEqual([10, 10, 25, 50, 100, 100]);
});
