/**
 * The one notice this app ever shows while it is closed: words she chose, kept where the service worker can read them while
 * everything else is locked. So they lie on the disk as they are, and the phone keeps them too once they are shown: they
 * must be words that tell nothing. No count, no name, no sound, no picture but the app's own.
 */

/** Neutral, like all names on disk. */
export const NOTICE_CACHE = 'kit-line';
export const NOTICE_PLACE = '/line';
/** Longest words, in characters: what fits one line of a locked screen. */
export const NOTICE_LENGTH = 40;

export interface Notice {
	title: string;
	lang: string;
	dir: 'ltr' | 'rtl';
	/** Path of an icon of the app as it looks now. */
	icon: string;
}

const isText = (value: unknown, atMost: number): value is string =>
	typeof value === 'string' && value.length > 0 && value.length <= atMost;

/** Parsed by hand: the service worker has no room for a library. `null` when it is not one. */
export function parseNotice(value: unknown): Notice | null {
	if (typeof value !== 'object' || value === null) return null;
	const { title, lang, dir, icon } = value as Record<string, unknown>;
	if (!isText(title, NOTICE_LENGTH) || !isText(lang, 20) || (dir !== 'ltr' && dir !== 'rtl')) return null;
	if (!isText(icon, 60) || !/^\/(icons|looks)\/[a-z0-9-]+\.png$/.test(icon)) return null;
	return { title, lang, dir, icon };
}

/** What the phone is asked to show. The tag makes a second notice take the place of the first. */
export const shownAs = ({ lang, dir, icon }: Notice) => ({
	lang,
	dir,
	icon,
	tag: 'line',
	silent: true,
	requireInteraction: false,
});
