/**
 * The truths are those of the first run, word for word: she must be able to read again what she agreed to. Keys under
 * `welcome:before`.
 */
export const TRUTHS = [
	{ id: 'what', lines: ['one', 'two', 'three'] },
	{ id: 'exit', lines: ['one', 'two', 'three'] },
	{ id: 'watched', lines: ['one', 'two', 'three'] },
	{ id: 'lock', lines: ['one', 'two', 'three'] },
	{ id: 'lost', lines: ['one', 'two'] },
] as const;

/** Which sentence says whether the browser keeps what is saved. */
export const storageKey = (persisted: boolean | null): string =>
	`safety:storage.${persisted === null ? 'unknown' : persisted ? 'yes' : 'no'}`;
