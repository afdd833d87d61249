/**
 * Which page of a fixed list the quick exit leads to: one character, outside the vault, because the exit must know it
 * before anything is opened (see platform/exit). Read by app.html too. Neutral, like all names on disk.
 */
const MARK = 'kit-0';

/** `null` while nothing was chosen, or where nothing can be kept. */
export function exitMark(): string | null {
	try {
		return localStorage.getItem(MARK);
	} catch {
		return null;
	}
}

/** Whether it is kept. */
export function keepExitMark(mark: string): boolean {
	try {
		localStorage.setItem(MARK, mark);
		return true;
	} catch {
		return false;
	}
}

/** With everything else, when everything is deleted. */
export function forgetExitMark(): void {
	try {
		localStorage.removeItem(MARK);
	} catch {
		// Refused: then there was none.
	}
}
