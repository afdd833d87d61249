/**
 * Which name and icon the app has on this phone. The names, icons and manifests themselves are put on by the first script
 * of app.html, before anything is painted; here is only the choice, and where it is kept.
 *
 * It hides the app from a glance. It does not hide the site's address, and the icon of an app that was installed under
 * another name stays as it is.
 */
import type { Language } from '$platform/i18n';
import { keepMark } from '$platform/vault';

/** In the order of the digits that stand for them in the mark, from 1. Append only. */
export const DISGUISES = ['plain', 'calculator', 'notes', 'recipes', 'converter'] as const;
export type Disguise = (typeof DISGUISES)[number];
/** The disguises that have a cover screen: all but the plain one. */
export type Cover = Exclude<Disguise, 'plain'>;

/** `2fr`: the calculator, under its French name. app.html reads it the same way. */
export const markOf = (disguise: Disguise, language: Language): string =>
	`${String(DISGUISES.indexOf(disguise) + 1)}${language}`;

/** What the app looks like from outside now. */
export function wornDisguise(): Disguise {
	const look = document.documentElement.dataset['look'];
	return DISGUISES.find((disguise) => disguise === look) ?? 'plain';
}

/**
 * Look like this from now on: title, icons, manifest and colours at once, and the cover screen from the next start.
 * `false` when it could not be kept on this phone; then nothing has changed.
 */
export function wear(disguise: Disguise, language: Language): boolean {
	const mark = markOf(disguise, language);
	if (!keepMark(mark)) return false;
	dispatchEvent(new CustomEvent('rosebay:look', { detail: mark }));
	return true;
}

/** Is a cover screen to be shown? True from the start where a disguise is worn, until `uncover`. */
export const isCovered = (): boolean => document.documentElement.classList.contains('disguised');

/** The app may be seen: the exit stands at the top again, and the colours are its own. */
export const uncover = (): void => {
	document.documentElement.classList.remove('disguised');
};

/** Back to the cover screen. */
export const coverUp = (): void => {
	document.documentElement.classList.add('disguised');
};
