/** What the app tells the quick exit (app.html). The exit works without hearing any of it. */
interface ExitWords {
	/** The word on the button. */
	label?: string;
	lang?: string;
	dir?: 'ltr' | 'rtl';
	/** Where it leads; https only. */
	site?: string;
}

/** Sends to the frame, now and once more should it still be loading. */
export function tellExit(words: ExitWords): void {
	const frame = document.querySelector<HTMLIFrameElement>('iframe#quick-exit');
	if (!frame) return;
	if (words.label) frame.title = words.label;
	if (words.site) dispatchEvent(new CustomEvent('rosebay:exit-site', { detail: words.site }));
	const send = () => frame.contentWindow?.postMessage(words, '*');
	send();
	frame.addEventListener('load', send, { once: true });
}

/** Leaves as three presses of Shift do: at once, for real, with no way back but the address. */
export const leaveNow = (): void => void dispatchEvent(new Event('rosebay:leave'));
