/**
 * Where a control goes because it was used (Start becomes Pause, the last step has no Next), the focus must not fall to the
 * page: who has only a keyboard, or listens, would begin at its top again. It goes to the first button of the same part.
 */
export function keepFocus(part: HTMLElement): () => void {
	let last: Element | null = null;
	const remember = () => {
		last = document.activeElement;
	};
	const look = new MutationObserver(() => {
		if (last === null || last.isConnected || document.activeElement !== document.body) return;
		last = null;
		part.querySelector('button')?.focus();
	});
	part.addEventListener('focusin', remember);
	look.observe(part, { childList: true, subtree: true });
	return () => {
		look.disconnect();
		part.removeEventListener('focusin', remember);
	};
}
