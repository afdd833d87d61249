/**
 * The kinds of help in each language, as they go into a pack. The words are in `locales/<language>/directory.json`, with all others;
 * this file alone of the server reads them there.
 */
import { KINDS, wordsSchema, type DirectoryWords } from '$protocol/directory';
import ar from '../../../../locales/ar/directory.json';
import en from '../../../../locales/en/directory.json';
import es from '../../../../locales/es/directory.json';
import fr from '../../../../locales/fr/directory.json';

/** In each language every kind has its words. */
export const directoryWords: readonly DirectoryWords[] = Object.entries({ en, es, ar, fr }).map(
	([language, words]) => {
		const parsed = wordsSchema.parse({ language, ...words });
		for (const kind of KINDS)
			if (parsed.kinds[kind] === undefined) throw new Error(`${kind} has no words in ${language}`);
		return parsed;
	},
);
