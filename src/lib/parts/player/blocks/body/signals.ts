/**
 * What is felt or heard when a phase changes, and only where she asked for it: others near her hear both. The tone is one
 * soft sine that swells and fades, without a click at either end; it is drawn by the phone, no file is fetched.
 */

/** Long enough to be felt, short enough not to be heard across a room. Milliseconds. */
const BUZZ = 40;
const SOFTEST = 0.0001;
const LOUDEST = 0.08;
const SECONDS = 1.4;
/** Low, and never the pitch of an alarm. Hertz. */
const PITCH = { up: 262, down: 196 };

export const canVibrate = (): boolean => 'vibrate' in navigator;
export const canSound = (): boolean => 'AudioContext' in window;

export function buzz(): void {
	if (canVibrate()) navigator.vibrate(BUZZ);
}

/** Puts one tone on a context, from now on. Exported for the test that listens to it. */
export function tone(context: BaseAudioContext, direction: keyof typeof PITCH): void {
	const start = context.currentTime;
	const oscillator = new OscillatorNode(context, { frequency: PITCH[direction] });
	const gain = new GainNode(context, { gain: SOFTEST });
	gain.gain.setValueAtTime(SOFTEST, start);
	gain.gain.exponentialRampToValueAtTime(LOUDEST, start + SECONDS / 4);
	gain.gain.exponentialRampToValueAtTime(SOFTEST, start + SECONDS);
	oscillator.connect(gain).connect(context.destination);
	oscillator.start(start);
	oscillator.stop(start + SECONDS);
}

/** The phone's sound, opened by a press of hers and closed with the exercise. */
export class Tones {
	#context: AudioContext | undefined;

	/** Call it from a press: browsers let nothing sound without one. */
	open(): void {
		this.#context ??= new AudioContext();
		void this.#context.resume();
	}

	play(direction: keyof typeof PITCH): void {
		if (this.#context) tone(this.#context, direction);
	}

	close(): void {
		void this.#context?.close();
		this.#context = undefined;
	}
}
