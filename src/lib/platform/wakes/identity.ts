/** Under which name the relay keeps a wake, and what proves that it is hers: random, and told to nobody else. */
import { bytesToBase64url, randomBytes, randomId } from '$platform/crypto';

export const newWake = (): { id: string; token: string } => ({
	id: randomId(),
	token: bytesToBase64url(randomBytes(32)),
});
