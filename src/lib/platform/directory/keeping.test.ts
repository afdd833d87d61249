import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasName, paddedLength } from './keeping';

it('knows a file by the name its bytes give it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
			const name = createHash('sha256').update(bytes).digest('hex');
			expect(await hasName(bytes, name)).toBe(true);
			bytes[0]! ^= 1;
			expect(await hasName(bytes, name)).toBe(false);
		}),
		{ numRuns: 50 },
	);
});

it('keeps files at lengths that many share, never shorter and at most an eighth longer', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 200_000_000 }), (length) => {
			const padded = paddedLength(length);
			expect(padded).toBeGreaterThanOrEqual(length);
			expect(padded - length).toBeLessThan(Math.max(65_536, length / 8));
		}),
	);
	const lengths = new Set(Array.from({ length: 1_000 }, (_, at) => paddedLength(1_000_000 + at * 1_000)));
	expect(lengths.size).toBeLessThan(20);
});
