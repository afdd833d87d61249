/**
 * A camera that looks at a drawing: codes are drawn as another phone's screen shows them, and read by the app's own reader.
 * Nothing of the app is put aside; only where the picture comes from.
 *
 *     await phone.addInitScript(drawnCamera);                        // before the page is opened
 *     await phone.evaluate(showCode, await codeOf(otherPhone));      // what stands on the other screen now
 */
import type { Page } from '@playwright/test';

/** A drawn code: the `d` of its path, and how many cells its side has with the quiet border. */
export interface DrawnCode {
	path: string;
	side: number;
}

declare global {
	var drawnCode: ((code: DrawnCode) => void) | undefined;
}

/** Runs in the page: from now on its camera shows what {@link showCode} says; white until then. */
export function drawnCamera(): void {
	const SIDE = 720;
	const canvas = document.createElement('canvas');
	canvas.width = SIDE;
	canvas.height = SIDE;
	let shown: DrawnCode = { path: '', side: 1 };
	const draw = () => {
		const context = canvas.getContext('2d');
		if (!context) return;
		const { path, side } = shown;
		context.setTransform(1, 0, 0, 1, 0, 0);
		context.fillStyle = '#fff';
		context.fillRect(0, 0, SIDE, SIDE);
		context.scale(SIDE / side, SIDE / side);
		context.fillStyle = '#000';
		context.fill(new Path2D(path));
	};
	globalThis.drawnCode = (code) => {
		shown = code;
		draw();
	};
	// A canvas that does not change gives no pictures.
	setInterval(draw, 100);
	navigator.mediaDevices.getUserMedia = async () => {
		draw();
		return canvas.captureStream(10);
	};
}

/** Runs in the page of {@link drawnCamera}. */
export function showCode(code: DrawnCode): void {
	globalThis.drawnCode?.(code);
}

/** The code that stands on this screen. */
export async function codeOf(page: Page): Promise<DrawnCode> {
	const drawing = page.locator('svg[role=img][shape-rendering]');
	const [box, path] = await Promise.all([
		drawing.getAttribute('viewBox'),
		drawing.locator('path').getAttribute('d'),
	]);
	return { path: path ?? '', side: Number(box?.split(' ')[2]) };
}
