/** A real camera file, with a place in it, through the browser's own decoder and encoder. */
import { expect, test } from 'vitest';
import { bare, drawable, MAX_BYTES, shrink } from '.';

/** A JPEG of a blue field with a red corner at its top left, as an encoder writes it. */
async function jpeg(width: number, height: number): Promise<Uint8Array> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No canvas here');
	context.fillStyle = '#2040c0';
	context.fillRect(0, 0, width, height);
	context.fillStyle = '#e02020';
	context.fillRect(0, 0, width / 4, height / 4);
	const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
	return new Uint8Array(await blob.arrayBuffer());
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const MAKER = 'CANARY-MAKER-7';
/** 48 deg 51' 29.7" N, as three rationals. */
const LATITUDE = [48, 1, 51, 1, 297, 10];

/** EXIF 2.3: orientation, maker, and a GPS block with a latitude. Offsets are from the TIFF header. */
function exif(orientation: number): Uint8Array {
	const tiff = new Uint8Array(200);
	const view = new DataView(tiff.buffer);
	const entry = (at: number, tag: number, type: number, count: number, value: number) => {
		view.setUint16(at, tag, true);
		view.setUint16(at + 2, type, true);
		view.setUint32(at + 4, count, true);
		view.setUint32(at + 8, value, true);
	};
	tiff.set(ascii('II*\0'));
	view.setUint32(4, 8, true);
	view.setUint16(8, 3, true);
	entry(10, 0x010f, 2, MAKER.length + 1, 60);
	entry(22, 0x0112, 3, 1, orientation);
	entry(34, 0x8825, 4, 1, 80);
	tiff.set(ascii(MAKER), 60);
	view.setUint16(80, 2, true);
	entry(82, 0x0001, 2, 2, 'N'.charCodeAt(0));
	entry(94, 0x0002, 5, 3, 120);
	for (const [at, number] of LATITUDE.entries()) view.setUint32(120 + at * 4, number, true);
	const body = Uint8Array.of(...ascii('Exif\0\0'), ...tiff);
	return segment(0xe1, body);
}
const segment = (marker: number, body: Uint8Array) =>
	Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body);

/** As a camera writes it: EXIF first, a comment, and something behind the end. */
async function photo(width: number, height: number, orientation = 1) {
	const plain = await jpeg(width, height);
	return Uint8Array.of(
		...plain.subarray(0, 2),
		...exif(orientation),
		...segment(0xfe, ascii('CANARY-COMMENT')),
		...plain.subarray(2),
		...ascii('CANARY-TAIL'),
	);
}

const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const gps = () => {
	const block = new Uint8Array(24);
	for (const [at, number] of LATITUDE.entries()) new DataView(block.buffer).setUint32(at * 4, number, true);
	return text(block);
};
const TRACES = [MAKER, 'Exif', 'CANARY-COMMENT', 'CANARY-TAIL', 'ICC', 'XMP', 'JFIF'];

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
