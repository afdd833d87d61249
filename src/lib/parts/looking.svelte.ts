/**
 * The camera while a screen looks through it: its light goes on with a press, and out with another, with the page, and with the
 * screen, also where that is left before the browser has answered.
 */
import { onMount } from 'svelte';
import type { CameraError } from '$platform/camera';
import type { Result } from '$protocol/result';

type Open<C> = (video: HTMLVideoElement, onEnd: () => void) => Promise<Result<C, CameraError>>;

export class Looking<C extends { stop: () => void }> {
	/** Where it is shown; there before it is started. */
	video = $state<HTMLVideoElement>();
	readonly #open: Open<C>;
	#camera = $state.raw<C | null>(null);
	#trouble = $state<'denied' | 'noCamera' | null>(null);
	#left = false;

	/** Made while a component is set up, and gone with it. */
	constructor(open: Open<C>) {
		this.#open = open;
		onMount(() => () => {
			this.#left = true;
			this.stop();
		});
	}

	/** While it looks. */
	get camera(): C | null {
		return this.#camera;
	}
	/** Why it does not. */
	get trouble(): 'denied' | 'noCamera' | null {
		return this.#trouble;
	}

	readonly start = async (): Promise<void> => {
		this.#trouble = null;
		if (!this.video) return;
		const opened = await this.#open(this.video, () => {
			this.#camera = null;
		});
		if (!opened.ok) this.#trouble = opened.error.type === 'CameraRefused' ? 'denied' : 'noCamera';
		else if (this.#left) opened.value.stop();
		else this.#camera = opened.value;
	};

	readonly stop = (): void => {
		this.#camera?.stop();
		this.#camera = null;
	};
}
