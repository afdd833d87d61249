/** The records of the vault's bench: a diary's, 307 bytes of JSON each, the same in every run. */
export interface Entry {
	id: string;
	ts: number;
	kind: string;
	mood: number;
	tags: string[];
	text: string;
}

const WORDS = [
	...'today felt calm after the walk with friend we talked about plans for next week and sleep was better'.split(
		' ',
	),
	...'than before but morning hard breathing exercise helped a lot keep going'.split(' '),
];
const KINDS = ['mood', 'journal', 'plan', 'sleep', 'trigger', 'coping', 'contact', 'lesson'];

/** Numerical Recipes' generator: repeatable, and good enough to pick words with. */
function generator(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_664_525 + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

export function entries(count: number): Entry[] {
	const below = generator(7);
	return Array.from({ length: count }, (_, at) => {
		let text = '';
		while (text.length < 185) text += `${WORDS[below(WORDS.length)] ?? ''} `;
		return {
			id: `r${String(at).padStart(7, '0')}`,
			ts: 1.7e12 + at * 60_000,
			kind: KINDS[below(8)] ?? '',
			mood: below(10),
			tags: [`a${below(30)}`, `b${below(30)}`],
			text,
		};
	});
}
