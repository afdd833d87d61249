import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSecret } from './secret';

const check = (secret: string) => checkSecret(secret, secret);

describe('a secret for this browser', () => {
	it.each(['', '12345', 'short words', '           x', '١٢٣٤٥'])('%j is too short', (secret) => {
		expect(check(secret)).toBe('TooShort');
	});

	it.each(['111111', '123456', '987654', '121212', 'aaaaaaaaaaaaaa', 'abababababab', '١١١١١١', '١٢٣٤٥٦'])(
		'%j is easy to guess',
		(secret) => {
			expect(check(secret)).toBe('TooPlain');
		},
	);

	it.each(['274913', '٢٧٤٩١٣', 'river lamp onion', 'نهر مصباح بصل أزرق'])('%j may be used', (secret) => {
		expect(check(secret)).toBeNull();
	});

	it('must be typed the same twice', () => {
		expect(checkSecret('river lamp onion', 'river lamp onions')).toBe('Different');
	});

	it('never throws', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.string(),
				(secret, again) => void checkSecret(secret, again),
			),
		);
	});
});
