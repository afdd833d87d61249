/** Tokens are 32 random bytes that only their holder keeps; the relay knows their hashes. Nothing here logs or stores. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { tokenSchema } from '$protocol/relay';
import type { Asked } from './asked';

/** Something to compare with when there is nothing: a wrong guess takes as long for a log that is not there. */
const NOBODY = randomBytes(32).toString('base64url');

export const newToken = (): string => randomBytes(32).toString('base64url');

/** sha256 over the decoded bytes of a token or lookup id, base64url. */
export const tokenHash = (token: string): string =>
	createHash('sha256').update(Buffer.from(token, 'base64url')).digest('base64url');

/** Whether this token hashes to what is kept, in constant time. `undefined`: there is nothing, and nothing matches. */
export function tokenMatches(token: string, kept: string | undefined): boolean {
	const same = timingSafeEqual(
		Buffer.from(tokenHash(token)),
		Buffer.from((kept ?? NOBODY).padEnd(43).slice(0, 43)),
	);
	return same && kept !== undefined;
}

/** The token in `authorization: Bearer ...`, or `null` when there is none of the right shape. */
export function bearerToken(asked: Asked): string | null {
	const [, token] = /^Bearer +(\S+)$/i.exec(asked.header('authorization') ?? '') ?? [];
	return token !== undefined && tokenSchema.safeParse(token).success ? token : null;
}
