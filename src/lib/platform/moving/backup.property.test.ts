/** Whatever somebody hands in as a backup: a typed answer, soon, and never a throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, readAgeHeader, utf8 } from '$platform/crypto';
import { lookAt } from './backup';
import { contentToStream, paddedSize, streamToContent, type BackupContent } from './format';

const numRuns = Number(process.env.ROSEBAY_PROPERTY_RUNS ?? 1_000);
/** Every case goes through streams; on a machine with other work that takes its time. */
const LONG = 300_000;
/** Milliseconds one case may take; beyond it the parser hangs. */
const HANG = 5_000;

const HEADER = utf8(
	`age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 16\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`,
);
const bytes = (maxLength = 400) => fc.uint8Array({ maxLength }).map((of) => new Uint8Array(of));
/** A right beginning, with some bytes changed, cut or put in. */
const mangled = (right: Uint8Array) =>
	fc
		.tuple(
			fc.array(fc.tuple(fc.nat(right.length - 1), fc.nat(255)), { maxLength: 6 }),
			fc.nat(right.length),
			bytes(60),
		)
		.map(([changes, cut, tail]) => {
			const copy = right.slice();
			for (const [at, value] of changes) copy[at] = value;
			return concatBytes(copy.subarray(0, cut), tail);
		});

const streamOf = (of: Uint8Array) => new Blob([new Uint8Array(of)]).stream();
const collect = async (stream: ReadableStream<Uint8Array>) =>
	new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());
const timed = async <T>(work: () => Promise<T>): Promise<T> => {
	const started = performance.now();
	const result = await work();
	expect(performance.now() - started).toBeLessThan(HANG);
	return result;
};

const record = fc.record({
	collection: fc.string({ minLength: 1, maxLength: 20 }),
	id: fc.string({ minLength: 1, maxLength: 30 }),
	value: fc.jsonValue(),
});
const content = fc.record({
	schema: fc.integer({ min: 1, max: 9 }),
	madeOn: fc.constant('2026-11-22'),
	records: fc.array(record, { maxLength: 12 }),
});
const RIGHT = await collect(
	contentToStream({
		schema: 1,
		madeOn: '2026-11-22',
		records: [{ collection: 'notes', id: 'a', value: { text: 'one' } }],
	}),
);

describe('the outside of a file', () => {
	it(
		'any bytes get an answer',
		async () => {
			await fc.assert(
				fc.asyncProperty(fc.oneof(bytes(), mangled(HEADER)), async (of) => {
					const looked = await timed(() => lookAt(new Blob([of])));
					expect(typeof looked.ok).toBe('boolean');
					if (looked.ok) expect(readAgeHeader(of, of.length).ok).toBe(true);
				}),
				{ numRuns },
			);
		},
		LONG,
	);
});

describe('the inside of a file', () => {
	it(
		'any bytes get an answer',
		async () => {
			const opened = utf8('ROSEBAY\u0001');
			const inside = fc.oneof(
				bytes(),
				bytes().map((of) => concatBytes(opened, of)),
				mangled(RIGHT.subarray(0, 160)),
			);
			await fc.assert(
				fc.asyncProperty(inside, async (of) => {
					const read = await timed(() => streamToContent(streamOf(of), 1));
					expect(typeof read.ok).toBe('boolean');
				}),
				{ numRuns },
			);
		},
		LONG,
	);

	it(
		'what goes in comes out, padded to one of few sizes',
		async () => {
			await fc.assert(
				fc.asyncProperty(content, async (of: BackupContent) => {
					const plain = await collect(contentToStream(of));
					expect(paddedSize(plain.length)).toBe(plain.length);
					const back = await streamToContent(streamOf(plain), 9);
					expect(back).toEqual({ ok: true, value: JSON.parse(JSON.stringify(of)) as unknown });
				}),
				{ numRuns: Math.ceil(numRuns / 10) },
			);
		},
		LONG,
	);
});
