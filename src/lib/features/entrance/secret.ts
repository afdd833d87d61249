/**
 * Which passphrase or PIN is refused, and why. It only stops what anybody would guess in a minute; how strong the rest is,
 * the set-up screen says in words. The vault does the locking.
 */
export type SecretProblem = 'TooShort' | 'TooPlain' | 'Different';

const MIN_DIGITS = 6;
const MIN_CHARACTERS = 12;

const isPin = (secret: string) => /^\p{Nd}+$/u.test(secret);

/** 111111, 123456, 654321, 121212; or a phrase of two or three letters over and over. */
function isPlain(characters: string[]): boolean {
	const different = new Set(characters).size;
	if (!isPin(characters.join(''))) return different < 5;
	if (different < 3) return true;
	const steps = new Set(
		characters
			.slice(1)
			.map((digit, at) => (digit.codePointAt(0) ?? 0) - (characters[at]?.codePointAt(0) ?? 0)),
	);
	const [step] = steps;
	return steps.size === 1 && (step === 1 || step === -1);
}

/** What is wrong with a new secret typed twice; `null` when it may be used. */
export function checkSecret(secret: string, again: string): SecretProblem | null {
	const characters = Array.from(secret.normalize('NFKC').trim());
	const least = isPin(characters.join('')) ? MIN_DIGITS : MIN_CHARACTERS;
	if (characters.length < least) return 'TooShort';
	if (isPlain(characters)) return 'TooPlain';
	return secret === again ? null : 'Different';
}
