/** What deleting needs to know about words typed and parts kept. Pure. */
import type { Kept, Room } from '$platform/navigation';

/** Arabic vowel signs and the stretching stroke: some keyboards write them, nobody means them. */
const ARABIC_MARKS = /[\u064b-\u0652\u0640]/g;

const plain = (text: string) =>
	text
		.normalize('NFKC')
		.replace(ARABIC_MARKS, '')
		.trim()
		.toLowerCase()
		.replace(/["'«»“”.]/g, '');

/** Did she type the word that was asked for? Capitals, blanks around it and quotation marks do not matter. */
export const isTheWord = (typed: string, word: string): boolean => plain(typed) === plain(word);

export interface KeptPart extends Kept {
	/** Records of its first collection. */
	count: number;
}

/** The parts in which there is something, in the order of the rooms. `counts`: records by collection. */
export const keptParts = (rooms: readonly Room[], counts: ReadonlyMap<string, number>): KeptPart[] =>
	rooms
		.flatMap(({ keeps = [] }) => keeps)
		.filter(({ collections }) => collections.some((name) => (counts.get(name) ?? 0) > 0))
		.map((kept) => ({ ...kept, count: counts.get(kept.collections[0]) ?? 0 }));
