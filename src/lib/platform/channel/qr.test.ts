import { expect, it } from 'vitest';
import { randomBytes } from '$platform/crypto';
import { pairingToQr } from '$protocol/pairing';
import { qrCells, scanFrame } from './qr';

/** As a camera might see it: light margin, some pixels a cell, a little dirt. */
function picture(cells: boolean[][], pixels: number, dirt: number): ImageData {
	const side = (cells.length + 8) * pixels;
	const data = new Uint8ClampedArray(side * side * 4).fill(255);
	for (let y = 0; y < side; y += 1)
		for (let x = 0; x < side; x += 1) {
			const dark = cells[Math.floor(y / pixels) - 4]?.[Math.floor(x / pixels) - 4] ?? false;
			const shade = (dark ? 30 : 225) + (((x * 7919 + y * 104_729) % 21) - 10) * dirt;
			data.fill(shade, (y * side + x) * 4, (y * side + x) * 4 + 3);
		}
	return { data, width: side, height: side, colorSpace: 'srgb' };
}

it('a pairing code is read back from what is drawn, also a little dirty', async () => {
	for (let round = 0; round < 5; round += 1) {
		const text = pairingToQr(randomBytes(15), randomBytes(32));
		const cells = qrCells(text);
		expect(cells.every((row) => row.length === cells.length)).toBe(true);
		expect(cells.length).toBeLessThanOrEqual(37);
		expect(await scanFrame(picture(cells, 5, round))).toBe(text);
	}
});

it('a picture without a code is null, never an error', async () => {
	expect(await scanFrame(picture([[true]], 40, 3))).toBeNull();
	expect(await scanFrame({ data: new Uint8ClampedArray(), width: 0, height: 0 } as ImageData)).toBeNull();
});
