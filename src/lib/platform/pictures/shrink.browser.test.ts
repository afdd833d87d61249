/** A real camera file, with a place in it, through the browser's own decoder and encoder. */
import { expect, test } from 'vitest';
import { figure } from '../../../../tests/support/figure';
import { ascii, gps, jpeg, MAKER, photo, text, TRACES } from '../../../../tests/browser/photo';
import { bare, drawable, KEPT, MAX_BYTES, shrink } from '.';

async function pixel(bytes: Uint8Array<ArrayBuffer>, x: number, y: number): Promise<string> {
	const bitmap = await createImageBitmap(new Blob([bytes]));
	const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
	context?.drawImage(bitmap, 0, 0);
	const [red = 0, , blue = 0] = context?.getImageData(x, y, 1, 1).data ?? [];
	return red > blue ? 'red' : 'blue';
}

test('a photo comes out small, the right way up, and without a byte of where it was taken', async () => {
	const source = await photo(2400, 1600, 6);
	// The control: all of it is there to be found before.
	for (const trace of [MAKER, 'Exif', 'CANARY-COMMENT', 'CANARY-TAIL', gps()])
		expect(text(source)).toContain(trace);
	const small = await shrink(new Blob([source], { type: 'image/jpeg' }));
	if (!small.ok) throw new Error(small.error.type);
	const { bytes, media, width, height } = small.value;
	// Orientation 6: to be turned a quarter to the right, so that its top left becomes its top right.
	expect([width, height]).toEqual([853, 1280]);
	expect(await pixel(bytes, 840, 10)).toBe('red');
	expect(await pixel(bytes, 10, 10)).toBe('blue');
	expect(media).toBe('image/webp');
	expect(bytes.length).toBeLessThan(source.length);
	for (const trace of [...TRACES, gps()]) expect(text(bytes), trace).not.toContain(trace);
	expect(bare(bytes)?.bytes, 'nothing is left to take out').toEqual(bytes);
	expect(drawable(bytes)?.type).toBe('image/webp');
});

test('a JPEG keeps its picture when all else is taken out of it', async () => {
	const source = await photo(320, 200);
	const stripped = bare(source);
	if (!stripped) throw new Error('Not read');
	expect([stripped.width, stripped.height, stripped.media]).toEqual([320, 200, 'image/jpeg']);
	for (const trace of [...TRACES, gps()]) expect(text(stripped.bytes), trace).not.toContain(trace);
	expect(await pixel(stripped.bytes, 10, 10)).toBe('red');
	expect(await pixel(stripped.bytes, 300, 190)).toBe('blue');
});

test('a WebP with a profile, a place and something see-through keeps its pixels alone', async () => {
	const canvas = new OffscreenCanvas(40, 20);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No canvas here');
	context.fillStyle = '#e02020';
	context.fillRect(0, 0, 20, 20);
	const made = await canvas.convertToBlob({ type: 'image/webp', quality: 0.75 });
	const plain = new Uint8Array(await made.arrayBuffer());
	const note = ascii('Exif\0\0CANARY-IN-WEBP!!');
	const tail = Uint8Array.of(...ascii('EXIF'), note.length, 0, 0, 0, ...note);
	const source = Uint8Array.of(...plain, ...tail);
	new DataView(source.buffer).setUint32(4, source.length - 8, true);
	const stripped = bare(source);
	if (!stripped) throw new Error('Not read');
	expect([stripped.width, stripped.height]).toEqual([40, 20]);
	expect(text(stripped.bytes)).not.toContain('CANARY');
	expect(await pixel(stripped.bytes, 5, 5)).toBe('red');
});

test('noise that hardly becomes smaller is made to fit, and a small picture is not made larger', async () => {
	const canvas = new OffscreenCanvas(2200, 2200);
	const context = canvas.getContext('2d');
	const data = new ImageData(2200, 2200);
	let seed = 7;
	for (let at = 0; at < data.data.length; at += 1) {
		seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
		data.data[at] = at % 4 === 3 ? 255 : seed >> 16;
	}
	context?.putImageData(data, 0, 0);
	const noisy = await shrink(await canvas.convertToBlob({ type: 'image/png' }));
	if (!noisy.ok) throw new Error(noisy.error.type);
	expect(noisy.value.bytes.length).toBeLessThanOrEqual(MAX_BYTES);
	const tiny = await shrink(new Blob([await photo(60, 40)]));
	expect(tiny.ok && [tiny.value.width, tiny.value.height]).toEqual([60, 40]);
});

test('what is not a picture, or more than a phone should open, is said and not thrown', async () => {
	for (const text of ['', 'no picture', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'])
		expect(await shrink(new Blob([text], { type: 'image/jpeg' }))).toEqual({
			ok: false,
			error: { type: 'NotAPicture' },
		});
	const huge = new Blob(Array.from({ length: 65 }, () => new Uint8Array(1024 * 1024)));
	expect(await shrink(huge)).toEqual({ ok: false, error: { type: 'TooLarge' } });
	const half = (await photo(300, 300)).subarray(0, 260);
	expect((await shrink(new Blob([half]))).ok).toBe(false);
});

test('a picture that claims more than a phone can hold is never given to the browser', async () => {
	const stripped = bare(await jpeg(64, 64));
	if (!stripped) throw new Error('Not read');
	expect(drawable(stripped.bytes)).not.toBeNull();
	const frame = stripped.bytes.findIndex(
		(byte, at) => byte === 0xff && [0xc0, 0xc2].includes(stripped.bytes[at + 1] ?? 0),
	);
	stripped.bytes.set([0xff, 0xff, 0xff, 0xff], frame + 5);
	expect(drawable(stripped.bytes)).toBeNull();
	expect(drawable(ascii('<html>'))).toBeNull();
});

test('what she keeps weighs little, and small print on a page of paper stays readable', async () => {
	// A4 as a phone sees it: 4 mm letters are 42 pixels high.
	const canvas = new OffscreenCanvas(2210, 3130);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No canvas here');
	context.fillStyle = '#e9e4d8';
	context.fillRect(0, 0, 2210, 3130);
	context.fillStyle = '#222';
	context.font = '42px serif';
	for (let line = 0; line < 50; line += 1)
		context.fillText(
			`${String(line)} Name, given names, place of birth, date of issue, number 0123456789`,
			150,
			180 + line * 56,
		);
	// Grain, as every camera has.
	const grain = context.getImageData(0, 0, 2210, 3130);
	let seed = 7;
	for (let at = 0; at < grain.data.length; at += 1) {
		seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
		if (at % 4 !== 3) grain.data[at] = (grain.data[at] ?? 0) + ((seed >> 16) % 13) - 6;
	}
	context.putImageData(grain, 0, 0);
	const page = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
	const small = await shrink(page, KEPT);
	if (!small.ok) throw new Error(small.error.type);
	const { bytes, width, height } = small.value;
	expect(bytes.length).toBeLessThanOrEqual(150_000);
	figure('a page of paper kept: bytes', bytes.length, '<= 150 000');
	figure('a page of paper kept: pixels', `${String(width)}x${String(height)}`, 'edge >= 1280');
	expect(Math.max(width, height)).toBeGreaterThanOrEqual(1280);
});
