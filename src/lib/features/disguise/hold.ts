/**
 * Press and hold: the way to the ordinary lock that is the same on every cover. With a finger, a mouse, or Enter and the
 * space bar. Shorter presses do nothing at all.
 */

/** Longer than anybody rests a finger on a title by chance. Milliseconds. */
export const HOLD_MS = 3_000;

export const onhold = (held: () => void) => (element: HTMLElement) => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const begin = () => {
		clearTimeout(timer);
		timer = setTimeout(held, HOLD_MS);
	};
	const end = () => {
		clearTimeout(timer);
	};
	const down = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' && event.key !== ' ') return;
		event.preventDefault();
		if (!event.repeat) begin();
	};
	// The phone's own menu for a long press would take the finger away.
	const menu = (event: Event) => {
		event.preventDefault();
	};
	element.addEventListener('pointerdown', begin);
	for (const name of ['pointerup', 'pointercancel', 'pointerleave', 'keyup', 'blur'])
		element.addEventListener(name, end);
	element.addEventListener('keydown', down);
	element.addEventListener('contextmenu', menu);
	return end;
};
