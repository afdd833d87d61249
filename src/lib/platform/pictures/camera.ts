/** The phone's camera, looked through inside the app: the picture is held in memory and nothing else keeps it. */
import type { CameraError } from '$platform/channel/qr';
import { ok, type Result } from '$protocol/result';

export interface Camera {
	/** What is seen now; null when the camera has nothing to show yet, or has been turned off. */
	take(): Promise<Blob | null>;
	stop(): void;
}

/**
 * Show the camera in a `<video>` (muted, playsinline) until `stop` is called, or the page is hidden; then `onEnd` is called.
 */
export async function takePictures(
	video: HTMLVideoElement,
	onEnd: () => void,
): Promise<Result<Camera, CameraError>> {
	const { openCamera } = await import('$platform/channel/qr');
	const opened = await openCamera();
	if (!opened.ok) return opened;
	const stream = opened.value;
	const stop = () => {
		for (const track of stream.getTracks()) track.stop();
		video.srcObject = null;
		document.removeEventListener('visibilitychange', hidden);
		removeEventListener('pagehide', stop);
		onEnd();
	};
	const hidden = () => {
		if (document.hidden) stop();
	};
	document.addEventListener('visibilitychange', hidden);
	addEventListener('pagehide', stop);
	video.srcObject = stream;
	// Refused only when the element is gone again already, and then there is nothing to show.
	await video.play().catch(() => undefined);
	return ok({
		stop,
		take: async () => {
			const { videoWidth: width, videoHeight: height } = video;
			if (width === 0) return null;
			const canvas = new OffscreenCanvas(width, height);
			canvas.getContext('2d')?.drawImage(video, 0, 0);
			// Without loss: it is made small, once, by what makes every picture small.
			return canvas.convertToBlob({ type: 'image/png' });
		},
	});
}
