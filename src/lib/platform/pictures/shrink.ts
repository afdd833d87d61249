/**
 * A picture from the phone's chooser or camera, made small before it goes anywhere: bytes are her money, and what a
 * camera writes into a file (the place, the time, the phone) is nobody's business. It is drawn anew and only the pixels
 * go on, the right way up. Nothing is kept, nothing is sent.
 */
import { failed, ok, type Result } from '$protocol/result';
import { bare, type Bare } from './format';

export type PictureError =
	/** Not something this browser can draw. */
	| { type: 'NotAPicture' }
	/** Too large to be opened on a phone, or too full of detail to become small enough. */
	| { type: 'TooLarge' };

/** A little under 1 MiB: what fits into the parts of one file on the relay. */
export const MAX_BYTES = 1_000_000;
/** Of the file that is chosen. The largest cameras write about half of this. */
const MAX_SOURCE_BYTES = 64 * 1024 * 1024;
/** How small a picture is to become. */
export interface Fit {
	/** The most it may weigh. */
	bytes: number;
	/** Longest edge in pixels, and quality: the first pair whose outcome fits is taken. */
	steps: readonly (readonly [edge: number, quality: number])[];
}
/** What is sent. */
const SENT: Fit = {
	bytes: MAX_BYTES,
	steps: [
		[1280, 0.75],
		[1280, 0.55],
		[960, 0.55],
		[640, 0.5],
	],
};
/**
 * What she keeps: every opening of the vault reads it, and moving to another phone carries it. Small print stays readable
 * longer with many pixels in a lower quality than with few in a high one, so the edge is given up last.
 */
export const KEPT: Fit = {
	bytes: 150_000,
	steps: [
		[1600, 0.75],
		[1600, 0.5],
		[1440, 0.4],
		[1280, 0.35],
		[960, 0.35],
		[640, 0.3],
	],
};

/** @param source any image file that the browser can draw */
export async function shrink(source: Blob, fit: Fit = SENT): Promise<Result<Bare, PictureError>> {
	if (source.size > MAX_SOURCE_BYTES) return failed({ type: 'TooLarge' });
	let drawn: ImageBitmap;
	try {
		drawn = await createImageBitmap(source, { imageOrientation: 'from-image' });
	} catch {
		return failed({ type: 'NotAPicture' });
	}
	try {
		for (const [edge, quality] of fit.steps) {
			const small = bare(await encode(drawn, edge, quality));
			if (small && small.bytes.length <= fit.bytes) return ok(small);
		}
		return failed({ type: 'TooLarge' });
	} finally {
		drawn.close();
	}
}

async function encode(drawn: ImageBitmap, edge: number, quality: number): Promise<Uint8Array> {
	const scale = Math.min(1, edge / Math.max(drawn.width, drawn.height));
	const width = Math.max(1, Math.round(drawn.width * scale));
	const height = Math.max(1, Math.round(drawn.height * scale));
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d');
	if (!context) return new Uint8Array();
	// What is see-through would come out black where only JPEG is made.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.imageSmoothingQuality = 'high';
	context.drawImage(drawn, 0, 0, width, height);
	const webp = await canvas.convertToBlob({ type: 'image/webp', quality });
	// Some browsers make no WebP and answer with another kind.
	const made =
		webp.type === 'image/webp' ? webp : await canvas.convertToBlob({ type: 'image/jpeg', quality });
	return new Uint8Array(await made.arrayBuffer());
}
