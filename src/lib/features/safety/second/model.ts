/** What is said before a second PIN or a PIN that deletes is chosen, page by page. Pure. */
const LINES = ['one', 'two', 'three', 'four'] as const;
const page = (id: string, lines: number) => ({ id, lines: LINES.slice(0, lines) });

/** `second`: opens other content. `wipe`: opens that, and destroys what is here. */
export type GuardKind = 'second' | 'wipe';

/** Under `second:<kind>.<page>`. The backup comes last: from there she goes on to make one. */
export const PAGES = {
	second: [page('what', 3), page('filled', 3), page('limits', 3), page('backup', 2)],
	wipe: [page('what', 3), page('careful', 3), page('limits', 3), page('backup', 2)],
} as const;

/** What is left to do once it is set, as lines of `second:<kind>.done`. */
export const AFTERWARDS = { second: LINES, wipe: LINES.slice(0, 2) } as const;
