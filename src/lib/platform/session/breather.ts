/** Work that lasts: after so many milliseconds others have their turn. Half a frame at 60 a second. */
const TURN = 8;

/** Somebody's taps, timers and frames come first; then it goes on. */
function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

/** For a loop over very many things on the page: `await breather.breathe()` in each round costs nothing until a turn is over. */
export class Breather {
	#since = performance.now();

	async breathe(): Promise<void> {
		if (performance.now() - this.#since < TURN) return;
		await nextTurn();
		this.#since = performance.now();
	}
}
