/** Which words there are to choose from, and what is shown of them. Pure. */
import type { Disguise } from '$platform/disguise';
import { NOTICE_LENGTH, type Notice } from '$protocol/notice';

/** Keys of the words that go with each look. */
export const LISTED = ['one', 'two', 'three', 'four'] as const;

/** Words of her own as they will be shown, or `null`: there are none. Control characters would break the line. */
export function parseOwnWords(typed: string): string | null {
	const words = typed.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
	// Not through the middle of a sign that takes two.
	const cut = words.slice(0, NOTICE_LENGTH).replace(/[\ud800-\udbff]$/, '');
	return cut === '' ? null : cut.trim();
}

/** The icon of the app as it looks now. */
export const iconOf = (disguise: Disguise): string =>
	disguise === 'plain' ? '/icons/icon-192.png' : `/looks/${disguise}-192.png`;

export const noticeOf = (
	{ words, lang, dir }: { words: string; lang: string; dir: 'ltr' | 'rtl' },
	disguise: Disguise,
): Notice => ({ title: words, lang, dir, icon: iconOf(disguise) });
