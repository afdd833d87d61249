import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INVITE_NAME_BYTES, padInviteName, unpadInviteName } from './invite';

test('every name takes the same room and comes back as it was', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (name) => {
			const padded = padInviteName(name);
			expect(padded.length).toBe(256);
			expect(unpadInviteName(padded)).toBe(name);
		}),
	);
	expect(() => padInviteName('x'.repeat(INVITE_NAME_BYTES + 1))).toThrow(RangeError);
});

test('bytes that are no padded name are refused and never throw', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
			expect(unpadInviteName(bytes)).toBeNull();
		}),
	);
	const wrong = padInviteName('Ada');
	wrong[200] = 1;
	expect(unpadInviteName(wrong)).toBeNull();
	const broken = padInviteName('Ada');
	broken[2] = 0xff;
	expect(unpadInviteName(broken)).toBeNull();
});
