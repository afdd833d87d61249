/** The reader of pictures against noise and against good pictures spoiled a little. */
import { expect, it } from 'vitest';
import { LONG, spoiledBytes, withstands } from '../../../../tests/support/parsers';
import { bare } from './format';

/** One grey pixel block, baseline, with EXIF and a comment in front. */
const JPEG = Uint8Array.from(
	atob(
		'/9j/4QAORXhpZgAAQ0FOQVJZ//4ACENBTkFSWf/bAEMACAYGBwYFCAcHBwkJCAoMFA0MCwsMGRITDxQdGh8eHRocHCAkLicgIiwjHBwoNyks' +
			'MDE0NDQfJzk9ODI8LjM0Mv/AAAsIAAgACAEBEQD/xAAUAAEAAAAAAAAAAAAAAAAAAAAI/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAA' +
			'PwBUf//Z',
	),
	(letter) => letter.charCodeAt(0),
);
/** One pixel, lossless, with an EXIF chunk behind. */
const WEBP = Uint8Array.from(
	atob('UklGRigAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAEVYSUYGAAAAQ0FOQVJZ'),
	(letter) => letter.charCodeAt(0),
);

it('reads both kinds, and takes out what is not the picture', () => {
	const jpeg = bare(JPEG);
	const webp = bare(WEBP);
	expect([jpeg?.media, jpeg?.width, jpeg?.height]).toEqual(['image/jpeg', 8, 8]);
	expect([webp?.media, webp?.width, webp?.height]).toEqual(['image/webp', 1, 1]);
	for (const { bytes } of [jpeg, webp].filter((one) => one !== null)) {
		expect(String.fromCharCode(...bytes)).not.toContain('CANARY');
		expect(bare(bytes)?.bytes).toEqual(bytes);
	}
});

it(
	'stands noise and spoiled pictures; what it reads once, it reads the same again',
	async () => {
		await withstands('picture', spoiledBytes(JPEG, WEBP), (bytes) => {
			const read = bare(bytes);
			if (!read) return;
			expect(read.bytes.length).toBeLessThanOrEqual(bytes.length + 32);
			expect(bare(read.bytes)).toEqual(read);
		});
	},
	LONG,
);
