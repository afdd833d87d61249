/** A camera's file, made here: a place, a time, a maker, a comment and a tail, to be looked for afterwards. */

/** A JPEG of a blue field with a red corner at its top left, as an encoder writes it. */
export async function jpeg(width: number, height: number): Promise<Uint8Array> {
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

export const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
export const MAKER = 'CANARY-MAKER-7';
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
export async function photo(width: number, height: number, orientation = 1) {
	const plain = await jpeg(width, height);
	return Uint8Array.of(
		...plain.subarray(0, 2),
		...exif(orientation),
		...segment(0xfe, ascii('CANARY-COMMENT')),
		...plain.subarray(2),
		...ascii('CANARY-TAIL'),
	);
}

export const text = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
export const gps = () => {
	const block = new Uint8Array(24);
	for (const [at, number] of LATITUDE.entries()) new DataView(block.buffer).setUint32(at * 4, number, true);
	return text(block);
};
export const TRACES = [MAKER, 'Exif', 'CANARY-COMMENT', 'CANARY-TAIL', 'ICC', 'XMP', 'JFIF'];
