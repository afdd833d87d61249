/** What may be said beside a text while it is written: calm, and never in the way. */
import { longSentences } from '$platform/legibility';
import { avoidedIn, type Avoided } from './avoid';

export type Hint =
	| { type: 'long'; sentence: string }
	| { type: Avoided }
	| { type: 'room'; used: number; max: number }
	| { type: 'over'; by: number };

/** The first words of a sentence, enough to find it again. */
const beginning = (sentence: string): string => {
	const words = sentence.split(/\s+/u);
	return words.length > 6 ? `${words.slice(0, 6).join(' ')}…` : sentence;
};

/** @param max characters there is room for */
export function hintsFor(text: string, language: string, max: number): Hint[] {
	const written = text.trim();
	if (written === '') return [];
	const [long] = longSentences(written, language);
	return [
		...(written.length > max
			? [{ type: 'over', by: written.length - max } as const]
			: written.length > max * 0.8
				? [{ type: 'room', used: written.length, max } as const]
				: []),
		...(long === undefined ? [] : [{ type: 'long', sentence: beginning(long) } as const]),
		...avoidedIn(written, language).map((type) => ({ type })),
	];
}
