import { describe, expect, it } from 'vitest';
import { exact, parseExact, writeExact } from '../exact';
import { convert, MEASURE_NAMES, unitNames, type Measure } from './model';

const written = (amount: string, measure: Measure, from: string, to: string) => {
	const value = convert(parseExact(amount) ?? exact(0n), measure, from, to);
	return value && writeExact(value, 10);
};

describe('a converter', () => {
	it.each([
		['1', 'length', 'in', 'cm', '2.54'],
		['1', 'length', 'mi', 'km', '1.609344'],
		['100', 'length', 'm', 'yd', '109.3613298'],
		['1', 'weight', 'lb', 'kg', '0.45359237'],
		['16', 'weight', 'oz', 'lb', '1'],
		['1', 'weight', 'st', 'lb', '14'],
		['37', 'temperature', 'c', 'f', '98.6'],
		['-40', 'temperature', 'f', 'c', '-40'],
		['0', 'temperature', 'k', 'c', '-273.15'],
		['1', 'volume', 'gallon', 'l', '3.785411784'],
		['16', 'volume', 'tbsp', 'cup', '1'],
		['3', 'volume', 'tsp', 'tbsp', '1'],
		['1', 'volume', 'pint', 'ml', '568.26125'],
		['1', 'area', 'acre', 'm2', '4046.856422'],
		['144', 'area', 'ft2', 'm2', '13.37803776'],
		['100', 'speed', 'kmh', 'mph', '62.13711922'],
		['1', 'speed', 'kn', 'kmh', '1.852'],
	] as const)('%s %s %s is %s %s', (amount, measure, from, to, result) => {
		expect(written(amount, measure, from, to)).toBe(result);
	});

	it('there and back again is the same, exactly, for every pair', () => {
		const amount = exact(123_457n, 1_000n);
		for (const measure of MEASURE_NAMES)
			for (const from of unitNames(measure))
				for (const to of unitNames(measure)) {
					const there = convert(amount, measure, from, to);
					expect(there && convert(there, measure, to, from), `${from} ${to}`).toEqual(amount);
				}
	});

	it('knows no unit of another measure', () => {
		expect(convert(exact(1n), 'length', 'kg', 'm')).toBeNull();
	});
});
