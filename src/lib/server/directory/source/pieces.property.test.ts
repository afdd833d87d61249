/** Any JSON, cut into pieces at any place of its text, gives what parsing the whole gives. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { JsonCutter, type End, type Piece } from './pieces';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 10_000) / 10;
// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

function cut(text: string, at: readonly number[]): (Piece | End)[] {
	const cutter = new JsonCutter();
	const found: (Piece | End)[] = [];
	let from = 0;
	for (const to of [...at.map((part) => Math.floor(part * text.length)), text.length].sort(
		(one, other) => one - other,
	)) {
		found.push(...cutter.push(text.slice(from, to)));
		from = to;
	}
	return found;
}
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
const indent = fc.constantFrom(0, 1, '\t');

test('the items of a list', () => {
	fc.assert(
		fc.property(fc.array(fc.jsonValue()), indent, places, (list, space, at) => {
			const found = cut(JSON.stringify(list, null, space), at);
			expect(found.at(-1)).toEqual({ end: true });
			const items = found.slice(0, -1).map((piece) => JSON.parse((piece as Piece).text) as unknown);
			expect(items).toEqual(JSON.parse(JSON.stringify(list)));
		}),
		{ numRuns: RUNS },
	);
});

test('the members of an object, the items of those that are lists; one after another', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue(), { minLength: 1 }))),
			indent,
			places,
			(object, space, at) => {
				const text = JSON.stringify(object, null, space);
				const rebuilt = new Map<string, unknown>();
				let ends = 0;
				for (const piece of cut(`${text}\n${text}`, at)) {
					if ('end' in piece) {
						ends += 1;
						continue;
					}
					if (ends > 0) continue;
					const value = JSON.parse(piece.text) as unknown;
					const key = piece.key ?? '';
					if (piece.index === 0) rebuilt.set(key, value);
					else rebuilt.set(key, [...((rebuilt.get(key) as unknown[] | undefined) ?? []), value]);
				}
				expect(ends).toBe(2);
				const expected = Object.entries(JSON.parse(text) as object).filter(
					([, value]) => !(Array.isArray(value) && value.length === 0),
				);
				expect([...rebuilt]).toEqual(expected);
			},
		),
		{ numRuns: RUNS },
	);
});

test('text that is no JSON never throws and never hangs', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', ' ', '\n'), { maxLength: 200 }),
			places,
			(signs, at) => {
				cut(signs.join(''), at);
			},
		),
		{ numRuns: RUNS },
	);
});
