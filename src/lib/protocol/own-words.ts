/** A kind of a worker's own, where there are not words for it in every language: which of them are read. */
import type { OwnWords } from './appointments';

/** Those in `language`; or else in English, which most is translated from; or else the first. The desk's preview and her phone agree by this. */
export const ownWordsIn = (words: readonly OwnWords[], language: string): OwnWords | undefined =>
	words.find((one) => one.language === language) ?? words.find((one) => one.language === 'en') ?? words[0];
