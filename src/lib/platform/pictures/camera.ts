/** A picture taken inside the app: held in memory, and nothing else keeps it. */
import { showCamera, type CameraError } from '$platform/camera';
import { ok, type Result } from '$protocol/result';

export interface Camera {
	/** What is seen now; null when the camera has nothing to show yet, or has been turned off. */
	take(): Promise<Blob | null>;
	stop(): void;
}

/** Show the camera in a `<video>` until `stop` is called or it goes out by itself; then `onEnd` is called. */
export async function takePictures(
	video: HTMLVideoElement,
	onEnd: () => void,
): Promise<Result<Camera, CameraError>> {
	const shown = await showCamera(video, onEnd);
	if (!shown.ok) return shown;
	return ok({
		stop: shown.value.stop,
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
