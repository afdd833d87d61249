/**
 * What every parser of ours must stand: thousands of cases made of noise and of good input spoiled a little, without a
 * crash and without a hang. A case that takes long is run again before it counts, so that a busy machine is no hang.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { figure } from './figure';

/** Cases a parser; 10^4 here and in CI, ROSEBAY_PROPERTY_RUNS=100000 at night. */
export const RUNS = Number(process.env.ROSEBAY_PROPERTY_RUNS ?? 10_000);
/** For a whole property, in milliseconds: a machine may be very busy. */
export const LONG = 60_000 + RUNS * 30;
const HANG_MS = 200;
const SUSPICIOUS_MS = 50;
const RETRIES = 4;

/** @returns milliseconds of the quickest of as many tries as it takes to know that it is no hang. */
async function quickest(run: () => unknown): Promise<number> {
	let best = Infinity;
	for (let round = 0; round <= RETRIES && best > SUSPICIOUS_MS; round += 1) {
		const began = performance.now();
		await run();
		best = Math.min(best, performance.now() - began);
	}
	return best;
}

/**
 * Runs a parser over as many cases as asked for; throws when it throws, or never ends within {@link HANG_MS}.
 * @param parse Given a case, parses it, and may itself expect something of the answer.
 */
export async function withstands<T>(
	name: string,
	cases: fc.Arbitrary<T>,
	parse: (one: T) => unknown,
): Promise<void> {
	let slowest = 0;
	let count = 0;
	await fc.assert(
		fc.asyncProperty(cases, async (one) => {
			slowest = Math.max(slowest, await quickest(() => parse(one)));
			count += 1;
			expect(slowest).toBeLessThan(HANG_MS);
		}),
		{ numRuns: RUNS },
	);
	figure(`parser ${name}: slowest of ${String(count)} cases, ms`, slowest, `< ${String(HANG_MS)}, 0 crashes`);
}

const noise = fc.uint8Array({ maxLength: 600 });
type Edit = { at: number; kind: 'turn' | 'cut' | 'insert' | 'repeat' | 'end'; bytes: Uint8Array };
const edit: fc.Arbitrary<Edit> = fc.record({
	at: fc.nat(),
	kind: fc.constantFrom('turn', 'cut', 'insert', 'repeat', 'end'),
	bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

function spoil(good: Uint8Array, { at, kind, bytes }: Edit): Uint8Array {
	const where = good.length === 0 ? 0 : at % good.length;
	const [before, after] = [good.subarray(0, where), good.subarray(where)];
	switch (kind) {
		case 'turn':
			return Uint8Array.from(good, (byte, index) => byte ^ (bytes[index - where] ?? 0));
		case 'cut':
			return Uint8Array.of(...before, ...after.subarray(bytes.length));
		case 'insert':
			return Uint8Array.of(...before, ...bytes, ...after);
		case 'repeat':
			return Uint8Array.of(...before, ...after.subarray(0, 64), ...after);
		case 'end':
			return before.slice();
	}
}

/** Noise, good bytes, and good bytes with up to four things done to them. */
export const spoiledBytes = (...good: Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
	fc
		.oneof(
			{ weight: 1, arbitrary: noise },
			{
				weight: 3,
				arbitrary: fc
					.tuple(fc.constantFrom(...good), fc.array(edit, { maxLength: 4 }))
					.map(([one, edits]) => edits.reduce(spoil, one)),
			},
		)
		.map((bytes) => new Uint8Array(bytes));

/** The same for text: any characters there are, lone surrogates among them. */
export const spoiledText = (...good: string[]): fc.Arbitrary<string> =>
	fc.oneof(
		fc.string({ unit: 'binary', maxLength: 200 }),
		fc
			.tuple(fc.constantFrom(...good), fc.nat(), fc.nat(20), fc.string({ unit: 'binary', maxLength: 6 }))
			.map(([text, at, cut, put]) => {
				const where = at % (text.length + 1);
				return text.slice(0, where) + put + text.slice(where + cut);
			}),
		fc
			.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
			.map((units) => String.fromCharCode(...units)),
	);

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'extra'];

/** A good JSON value with one of its parts replaced, dropped, or joined by one that should not be there. */
export const spoiledJson = (...good: Record<string, unknown>[]): fc.Arbitrary<unknown> =>
	fc.oneof(
		fc.jsonValue(),
		fc
			.tuple(
				fc.constantFrom(...good),
				fc.nat(),
				fc.jsonValue(),
				fc.constantFrom('put', 'drop', 'add'),
				fc.constantFrom(...KEYS),
			)
			.map(([value, at, other, what, key]) => {
				const entries = Object.entries(value);
				const place = at % Math.max(1, entries.length);
				if (what === 'add') return Object.fromEntries([...entries, [key, other]]);
				return Object.fromEntries(
					entries.flatMap(([name, old], index) =>
						index === place ? (what === 'drop' ? [] : [[name, other]]) : [[name, old]],
					),
				);
			}),
	);
