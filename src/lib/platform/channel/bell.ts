/** Rung by many, waited for by one. */
export class Bell {
	#ring: (() => void) | null = null;

	ring(): void {
		this.#ring?.();
	}

	/** Rings from now on count. */
	next(): { orAfter(ms: number): Promise<void> } {
		const rung = new Promise<void>((resolve) => (this.#ring = resolve));
		return {
			async orAfter(ms) {
				let timer: ReturnType<typeof setTimeout> | undefined;
				const later = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
				await Promise.race([rung, later]);
				clearTimeout(timer);
			},
		};
	}
}
