/** `length` characters that look random, do not compress much, and are the same for ever. */
export function noise(length: number): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	let state = 1;
	let text = '';
	for (let at = 0; at < length; at++) {
		// Park and Miller's minimal standard generator.
		state = (state * 48_271) % 2_147_483_647;
		text += alphabet[state >> 25] ?? '';
	}
	return text;
}
