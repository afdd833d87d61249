/**
 * A picture that came, before anything draws it. Its bytes are somebody else's: a small file can claim a size that takes
 * all of a phone's memory, so the size is read first, and what does not fit is never given to the browser.
 */
import { bare } from './format';

/** Longest edge that is drawn, in pixels; ours are never above 1280. */
const MAX_EDGE = 4_096;
const MAX_PIXELS = 12_000_000;

/** The picture as a file for an `<img>`; null when it is none, or none that a phone should open. */
export function drawable(bytes: Uint8Array): Blob | null {
	const picture = bare(bytes);
	if (!picture) return null;
	const { width, height, media } = picture;
	if (Math.max(width, height) > MAX_EDGE || width * height > MAX_PIXELS) return null;
	return new Blob([picture.bytes], { type: media });
}
