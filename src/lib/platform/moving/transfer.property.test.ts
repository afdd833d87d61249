/** Whatever somebody hands in as a code, a picture or a thing on the line: a typed answer, soon, and never a throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32ToBytes, bytesToBase32 } from '$protocol/base32';
import { encodeCode } from '$protocol/code';
import {
	headToBytes,
	LARGEST_TRANSFER,
	parseCommit,
	parseHead,
	parseShare,
	parseStop,
	parseTransfer,
	partsOf,
	readVersion,
	stopToBytes,
	TRANSFER_STOPS,
	transferToQr,
	withVersion,
} from '$protocol/transfer';
import { parsePairing } from '$protocol/pairing';
import { LONG, spoiledBytes, spoiledText, withstands } from '../../../../tests/support/parsers';

const SEED = new Uint8Array(15).fill(77);
const COMMITMENT = new Uint8Array(32).fill(200);
const QR = transferToQr(SEED, COMMITMENT);

describe('what is parsed when moving', () => {
	it('a code or picture is one, or is null', { timeout: LONG }, async () => {
		await withstands(
			'moving: code or QR text',
			spoiledText(QR, encodeCode(SEED), QR.toLowerCase()),
			(text) => {
				const parsed = parseTransfer(text);
				if (parsed === null) return;
				expect(parsed.seed).toHaveLength(15);
				if (parsed.commitment !== null)
					expect(transferToQr(parsed.seed, parsed.commitment)).toBe(text.trim().toUpperCase());
			},
		);
	});

	it('things on the line are what the format says, or null', { timeout: LONG }, async () => {
		const good = [
			withVersion(COMMITMENT),
			withVersion(COMMITMENT, COMMITMENT),
			withVersion(headToBytes({ bytes: 65_536, parts: 2 })),
			withVersion(stopToBytes('used')),
			withVersion(),
		];
		await withstands('moving: things on the line', spoiledBytes(...good), (bytes) => {
			const rest = readVersion(bytes);
			expect(rest === 'newer').toBe((bytes[0] ?? 0) > 1);
			if (rest === null || rest === 'newer') return;
			expect(parseCommit(rest)?.length ?? 32).toBe(32);
			const share = parseShare(rest);
			if (share !== null) expect(withVersion(share.key, share.nonce)).toEqual(bytes);
			const head = parseHead(rest);
			if (head !== null) {
				expect(head.bytes).toBeLessThanOrEqual(LARGEST_TRANSFER);
				expect(head.parts).toBe(partsOf(head.bytes));
				expect(headToBytes(head)).toEqual(rest);
			}
			const stop = parseStop(rest);
			if (stop !== null) expect(TRANSFER_STOPS).toContain(stop);
		});
	});

	it('base32 comes back, and has one spelling', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (of) => {
				const bytes = new Uint8Array(of);
				const text = bytesToBase32(bytes);
				expect(base32ToBytes(text, bytes.length)).toEqual(bytes);
				expect(base32ToBytes(`${text}0`, bytes.length)).toBeNull();
			}),
		);
		expect(base32ToBytes('ZZ', 1)).toBeNull();
	});

	it("a caseworker's picture and a phone's are told apart", () => {
		expect(parsePairing(QR)).toBeNull();
		expect(parseTransfer(QR.replace('RB2:', 'RB1:'))).toBeNull();
	});
});
