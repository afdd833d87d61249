/**
 * QR codes for screens: drawn as cells, read through the camera. A side door of the channel, fetched only by the two
 * screens that need it. Nothing is kept: a frame is looked at and dropped, and the camera's light goes out with `stop`.
 */
import encodeQR from 'qr';
import { showCamera, type CameraError } from '$platform/camera';
import type { Result } from '$protocol/result';

/** The browser's own reader, where there is one (Chrome on Android; not Firefox, not yet Safari). */
interface Detector {
	detect(frame: ImageData): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

/** Largest side of a frame that is looked at, in pixels; more only costs time. */
const FRAME = 720;
/** Between two looks. Milliseconds. */
const PAUSE = 150;

/** The squares of a QR code, true = dark, without the light margin (whoever draws it adds four cells). */
export const qrCells = (text: string): boolean[][] =>
	// The library draws at least one cell of margin.
	encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
		.slice(1, -1)
		.map((row) => row.slice(1, -1));

let detector: Detector | null | undefined;

function nativeDetector(): Detector | null {
	if (detector !== undefined) return detector;
	const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
	try {
		detector = Native === undefined ? null : new Native({ formats: ['qr_code'] });
	} catch {
		detector = null;
	}
	return detector;
}

/** What a QR code in this picture says, or null. Never rejects. */
export async function scanFrame(frame: ImageData): Promise<string | null> {
	const native = nativeDetector();
	if (native !== null) {
		try {
			const [found] = await native.detect(frame);
			return found === undefined ? null : found.rawValue;
		} catch {
			// Some systems have the class without the service behind it; never ask again.
			detector = null;
		}
	}
	const { decodeQR } = await import('qr/decode.js');
	try {
		return decodeQR(frame);
	} catch {
		return null;
	}
}

/**
 * Show the camera in a `<video>` (muted, playsinline) and tell of every code seen, until `stop` is called or the camera
 * goes out by itself; then `onEnd` is called.
 */
export async function scanCamera(
	video: HTMLVideoElement,
	onText: (text: string) => void,
	onEnd: () => void,
): Promise<Result<{ stop: () => void }, CameraError>> {
	let over = false;
	const isOver = () => over;
	const camera = await showCamera(video, () => {
		over = true;
		onEnd();
	});
	if (!camera.ok) return camera;
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });

	async function look(): Promise<void> {
		if (isOver()) return;
		const { videoWidth, videoHeight } = video;
		const scale = Math.min(1, FRAME / Math.max(videoWidth, videoHeight, 1));
		if (context !== null && videoWidth > 0) {
			canvas.width = Math.round(videoWidth * scale);
			canvas.height = Math.round(videoHeight * scale);
			context.drawImage(video, 0, 0, canvas.width, canvas.height);
			const text = await scanFrame(context.getImageData(0, 0, canvas.width, canvas.height));
			if (text !== null && !isOver()) onText(text);
		}
		setTimeout(() => void look(), PAUSE);
	}
	void look();
	return camera;
}
