/** Sentences and words, as the language itself divides them. */

/** Words; a tired reader loses the beginning of a longer one. */
export const LONGEST_SENTENCE = 15;

const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
	const key = `${granularity} ${language}`;
	const made = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
	segmenters.set(key, made);
	return made;
}

/** Line ends divide too: the points of a list are sentences of their own. */
export const sentencesOf = (text: string, language: string): string[] =>
	text
		.split('\n')
		.flatMap((line) =>
			Array.from(segmenter(language, 'sentence').segment(line), ({ segment }) => segment.trim()),
		)
		.filter((sentence) => sentence !== '');

/** What stands between two spaces or signs and can be said: no commas, no dashes. */
export const wordsOf = (text: string, language: string): string[] =>
	Array.from(segmenter(language, 'word').segment(text))
		.filter(({ isWordLike }) => isWordLike)
		.map(({ segment }) => segment);

/** Sentences of more than {@link LONGEST_SENTENCE} words. */
export const longSentences = (text: string, language: string): string[] =>
	sentencesOf(text, language).filter((sentence) => wordsOf(sentence, language).length > LONGEST_SENTENCE);
