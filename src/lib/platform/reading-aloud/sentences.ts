/**
 * A text cut into what is said in one breath of the voice: sentences as the language has them, long ones cut again. Short
 * pieces are what makes the rest work: some browsers fall silent after about 15 seconds of one piece, and on Android a
 * pause ends the piece, so going on means saying it anew.
 */
export interface Piece {
	text: string;
	/** Where it lies in the text it was cut from (UTF-16 units). */
	start: number;
	end: number;
}

/** At a slow voice's twelve characters a second this stays under 15 seconds. */
export const LONGEST = 160;

/** Where a long sentence may be cut, best first: after a comma or its like, in any script, then between words. */
const CUTS = [/[,;:،؛、，；：–—)](?=\s|$)|[、，；：]/gu, /\s/gu];

function cutAt(text: string): number {
	for (const cut of CUTS) {
		const ends = [...text.slice(0, LONGEST).matchAll(cut)].map(({ index, 0: sign }) => index + sign.length);
		const last = ends.filter((end) => end >= LONGEST / 4).at(-1);
		if (last !== undefined) return last;
	}
	// One endless word: never through the middle of a letter made of two units.
	return /[\uD800-\uDBFF]/.test(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
}

function* cut(sentence: string, from: number): Generator<Piece> {
	let rest = sentence;
	let start = from;
	while (rest.length > 0) {
		const length = rest.length > LONGEST ? cutAt(rest) : rest.length;
		const text = rest.slice(0, length);
		const before = text.length - text.trimStart().length;
		if (text.trim() !== '')
			yield { text: text.trim(), start: start + before, end: start + before + text.trim().length };
		rest = rest.slice(length);
		start += length;
	}
}

/** @param language BCP 47; one that is none is cut as English is */
export function piecesOf(text: string, language: string): Piece[] {
	let segmenter: Intl.Segmenter;
	try {
		segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
	} catch {
		segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
	}
	return [...segmenter.segment(text)].flatMap(({ segment, index }) => [...cut(segment, index)]);
}
