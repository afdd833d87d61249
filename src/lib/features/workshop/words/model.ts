/** Rosebay's texts in two languages, and a mentor's suggestions for them. Pure: it loads, keeps and sends nothing. */
import * as z from 'zod/mini';
import type { LanguagePack } from '$platform/packs';

export const SUGGESTION_LENGTH = 2_000;

export const suggestionSchema = z.strictObject({
	language: z.string(),
	room: z.string(),
	/** Path inside the room's file, with dots. */
	path: z.string(),
	text: z.string().check(z.maxLength(SUGGESTION_LENGTH)),
	/** What the app said when she wrote it. */
	basedOn: z.string(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** One text in two languages; `null` where it is missing. */
export interface TextPair {
	room: string;
	path: string;
	left: string | null;
	right: string | null;
}

type Texts = Map<string, string>;
const PLURAL = /_(zero|one|two|few|many|other)$/;

function textsOf(value: unknown, path: string, into: Texts): Texts {
	if (typeof value === 'string') into.set(path, value);
	else if (typeof value === 'object' && value !== null) {
		for (const [key, inner] of Object.entries(value))
			textsOf(inner, path === '' ? key : `${path}.${key}`, into);
	}
	return into;
}

/** Languages count differently: a form of "many" that a language does not have is not missing from it. */
function isUsedIn(path: string, language: string): boolean {
	const form = PLURAL.exec(path)?.[1];
	return (
		!form || new Intl.PluralRules(language).resolvedOptions().pluralCategories.some((one) => one === form)
	);
}

const nearest = (texts: Texts, path: string): string | null =>
	texts.get(path) ?? texts.get(path.replace(PLURAL, '_other')) ?? null;

/** Every text the right language has or should have, beside the left language's nearest, in the order of the files. */
export function pairTexts(left: LanguagePack, right: LanguagePack, rightLanguage: string): TextPair[] {
	const rooms = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
	return rooms.flatMap((room) => {
		const ours = textsOf(left[room], '', new Map());
		const theirs = textsOf(right[room], '', new Map());
		const paths = [...new Set([...theirs.keys(), ...ours.keys()])].filter(
			(path) => theirs.has(path) || isUsedIn(path, rightLanguage),
		);
		return paths.map((path) => ({ room, path, left: nearest(ours, path), right: theirs.get(path) ?? null }));
	});
}

export interface TextFilter {
	/** `''` for all. */
	room: string;
	words: string;
	/** Only these: `room:path`. `null` for all. */
	only: ReadonlySet<string> | null;
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
export const textKey = ({ room, path }: { room: string; path: string }): string => `${room}:${path}`;

/** Every word must occur in one of the two texts. */
export function filterTexts(pairs: TextPair[], { room, words, only }: TextFilter): TextPair[] {
	const wanted = folded(words).split(/\s+/u).filter(Boolean);
	return pairs.filter((pair) => {
		if (room !== '' && pair.room !== room) return false;
		if (only && !only.has(textKey(pair))) return false;
		const text = folded(`${pair.left ?? ''}\n${pair.right ?? ''}`);
		return wanted.every((word) => text.includes(word));
	});
}

/** The parts that stand for a name, a date or a number: `{{name}}`. */
export const bracesOf = (text: string): string[] => (text.match(/\{\{[^{}]*\}\}/g) ?? []).sort();

/** A suggestion whose braces differ would show her an empty place, or the braces themselves. */
export function hasSameBraces(a: string, b: string): boolean {
	return JSON.stringify(bracesOf(a)) === JSON.stringify(bracesOf(b));
}

/** May it go into the file? */
export const isExportable = ({ text, basedOn }: Suggestion): boolean =>
	text.trim() !== '' && hasSameBraces(text, basedOn);

interface Tree {
	[key: string]: string | Tree;
}

/** Language, then room, then nested as the room's own file is. */
export function suggestionsToLocales(suggestions: Suggestion[]): Tree {
	const root: Tree = Object.create(null) as Tree;
	for (const { language, room, path, text } of suggestions.filter(isExportable)) {
		const steps = [language, room, ...path.split('.')];
		const last = steps.pop() ?? path;
		let at = root;
		for (const step of steps) {
			const next = at[step];
			at = typeof next === 'object' ? next : (at[step] = Object.create(null) as Tree);
		}
		at[last] = text.trim();
	}
	return root;
}
