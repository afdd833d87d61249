/**
 * A module in a link: `https://host/#m=` and, behind it, how it is packed (`0` as it is, `1` deflated) and base64url of that.
 * What follows `#` is never sent to a server. It does stay in the browser's history and in the chat it was sent in.
 */
import { base64urlToBytes, bytesToBase64url, concatBytes, type Bytes } from '$platform/crypto';
import type { SignedModule } from '$protocol/module';
import { failed, ok, type Result } from '$protocol/result';
import { moduleBytes } from '../reading';
import { pack, PACKED_BYTES, unpack, type UnpackProblem } from './pack';

/**
 * The longest link that is made. Browsers take two million characters (Chromium) and chats cut far earlier: Telegram splits a
 * message beyond 4,096, and half a link is none. A module that does not fit goes as a file, by codes, or in fewer languages.
 */
export const LINK_CHARACTERS = 4_000;

const LINK = /#m=([01])([A-Za-z0-9_-]+)/;
/** The longest body that could unfold into a module: read, though never written. */
const BODY_CHARACTERS = Math.ceil((PACKED_BYTES * 4) / 3);

export interface TooLongForLink {
	type: 'TooLongForLink';
	/** How long it would have been; {@link LINK_CHARACTERS} is the most. */
	characters: number;
}

/** @param origin as in `location.origin` */
export async function linkOf(origin: string, signed: SignedModule): Promise<Result<string, TooLongForLink>> {
	const packed = await pack(moduleBytes(signed));
	const link = `${origin}/#m=${packed[0] ?? 0}${bytesToBase64url(packed.subarray(1))}`;
	return link.length > LINK_CHARACTERS
		? failed({ type: 'TooLongForLink', characters: link.length })
		: ok(link);
}

/**
 * The module's bytes out of `location.hash`, a whole link, or a message with one in it. They are nobody's word yet: give
 * them to `readModule`. Never throws.
 */
export async function readLink(
	text: string,
): Promise<Result<Bytes, UnpackProblem | { type: 'NothingHere' }>> {
	const found = LINK.exec(text);
	if (!found) return failed({ type: 'NothingHere' });
	const [, form, spelt = ''] = found;
	if (spelt.length > BODY_CHARACTERS) return failed({ type: 'TooLarge' });
	const body = base64urlToBytes(spelt);
	return body === null ? failed({ type: 'Cut' }) : unpack(concatBytes(Uint8Array.of(Number(form)), body));
}
