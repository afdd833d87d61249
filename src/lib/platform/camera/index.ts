/**
 * The camera, looked through inside the app: nothing goes through another app that keeps pictures. A frame is looked at or
 * taken by whoever asked, and the light goes out as soon as the page is hidden.
 */
import { failed, ok, type Result } from '$protocol/result';

export type CameraError =
	/** She said no, or the browser did for her. */
	| { type: 'CameraRefused' }
	/** There is none, or something else is using it. */
	| { type: 'CameraMissing' };

/** The one that looks away from her. */
async function openCamera(): Promise<Result<MediaStream, CameraError>> {
	if (!('mediaDevices' in navigator)) return failed({ type: 'CameraMissing' });
	try {
		const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
		return ok(await navigator.mediaDevices.getUserMedia({ video, audio: false }));
	} catch (error) {
		const refused =
			error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError');
		return failed({ type: refused ? 'CameraRefused' : 'CameraMissing' });
	}
}

/**
 * Show the camera in a `<video>` (muted, playsinline) until `stop` is called, or the page is hidden; then `onEnd` is
 * called, once.
 */
export async function showCamera(
	video: HTMLVideoElement,
	onEnd: () => void,
): Promise<Result<{ stop: () => void }, CameraError>> {
	const opened = await openCamera();
	if (!opened.ok) return opened;
	const stream = opened.value;
	let over = false;
	const stop = () => {
		if (over) return;
		over = true;
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
	return ok({ stop });
}
