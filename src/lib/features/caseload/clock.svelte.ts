/** The time as screens show it, moved on twice a minute, so that what has passed stops being "coming up". */
export class Clock {
	#now = $state(new Date().toISOString());

	constructor() {
		$effect(() => {
			const timer = setInterval(() => {
				this.#now = new Date().toISOString();
			}, 30_000);
			return () => {
				clearInterval(timer);
			};
		});
	}

	/** UTC ISO. */
	get now(): string {
		return this.#now;
	}
}
