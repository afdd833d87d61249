/** What she keeps for herself in this room: favourites, and words of her own. Pure. */
import * as z from 'zod/mini';
import type { Stored } from '$platform/vault/contract';

export const favouriteSchema = z.strictObject({
	v: z.literal(1),
	/** Id of an exercise that comes with the app. */
	module: z.string().check(z.minLength(1), z.maxLength(48)),
	/** UTC, ISO. */
	at: z.iso.datetime({ precision: 3 }),
});
export type Favourite = z.infer<typeof favouriteSchema>;

/** Longest that one piece of her words may be: a card, not a letter. */
export const WORDS_LENGTH = 600;
export const ownWordsSchema = z.strictObject({
	v: z.literal(1),
	text: z.string().check(z.maxLength(WORDS_LENGTH)),
	/** When they were first written; UTC, ISO. */
	at: z.iso.datetime({ precision: 3 }),
});
export type OwnWords = z.infer<typeof ownWordsSchema>;

/** The one record of the words on the card. */
export const CARD = 'card';

/** In the order in which they came. */
export const inOrder = <T extends { at: string }>(items: readonly Stored<T>[]): Stored<T>[] =>
	items.toSorted((a, b) => (a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : 0));

/** Her favourites, newest first, each once. */
export const modulesOf = (favourites: readonly Stored<Favourite>[]): string[] => [
	...new Set(
		inOrder(favourites)
			.reverse()
			.map(({ value }) => value.module),
	),
];

/** The lines of her card. A beginning that she left as it was says nothing and is left out. */
export const linesOf = (text: string, beginnings: string): string[] => {
	const untouched = new Set(beginnings.split('\n').map((line) => line.trim()));
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !untouched.has(line));
};

const NAME_WORDS = 8;
/** How a longer text is called where a button speaks of it: its first words. */
export function nameOf(text: string): string {
	const [line = ''] = text.trim().split('\n');
	const words = line.split(/\s+/);
	return words.length > NAME_WORDS ? `${words.slice(0, NAME_WORDS).join(' ')} …` : line;
}
