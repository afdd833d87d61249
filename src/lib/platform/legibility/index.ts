/** How hard a text is to read. */
export { LONGEST_SENTENCE, longSentences, sentencesOf, wordsOf } from './sentences';
export { fleschKincaid, legibilityOf, syllables, type Legibility, type Measure } from './measures';
