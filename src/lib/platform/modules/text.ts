/**
 * Characters that make a text look like another one. Marks that writing from right to left needs (U+200E, U+200F, U+061C,
 * joiners) stay; what turns whole stretches round, hides, or piles up is refused.
 */

/** Embeddings, overrides, isolates; other invisible ones and blanks that are letters; interlinear marks; line separators. */
const DECEIVING =
	/[\u202A-\u202E\u2066-\u2069\u200B\u2028\u2029\u2060-\u2064\u206A-\u206F\u00AD\u115F\u1160\u180E\u2800\u3164\uFFA0\uFEFF\uFFF9-\uFFFC]|\u034F|\u17B4|\u17B5/u;
/** What one font shows and another does not, and what Unicode never gives a meaning. */
const UNKNOWN = /\p{Co}|\p{Noncharacter_Code_Point}/u;
/** Joiners and marks of direction stand alone; a row of them is a place to hide something in. */
const ROW = /[\u200C-\u200F\u061C]{3}/u;
/** Tags and variation selectors beyond the sixteen: letters that no screen shows. */
const TAGS = /[\u{E0000}-\u{E0FFF}]/u;
/** Half of a pair: no text. */
const LONE = /\p{Surrogate}/u;
/** Controls but the line end. */
const CONTROL = /(?!\n)\p{Cc}/u;
/** More marks on one letter than any writing has. */
const HEAPED = /\p{M}{6,}/u;

/** Whether this text may deceive the eye, or is no text. */
export const unsafeText = (text: string, manyLines: boolean): boolean =>
	[DECEIVING, UNKNOWN, ROW, TAGS, LONE, CONTROL, HEAPED, /\n{4,}/].some((one) => one.test(text)) ||
	(!manyLines && text.includes('\n'));
