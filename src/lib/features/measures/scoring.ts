/**
 * What the answers come to, by the published rules and no others. Pure. A list of which one question was skipped has no
 * number: none is guessed, and none is made up from the rest. It says nothing about what a number means to her.
 *
 * PHQ-9: sum 0-27; 5, 10, 15, 20 (Kroenke, Spitzer, Williams 2001). GAD-7: sum 0-21; 5, 10, 15 (Spitzer and others 2006).
 * PCL-5: sum 0-80, probable from 31-33; four groups B 1-5, C 6-7, D 8-14, E 15-20, of which at least 1, 1, 2, 2 marked
 * "moderately" or more is the provisional rule (National Center for PTSD). PC-PTSD-5: yeses 0-5; 4, and 3 for women where
 * missing somebody weighs more (Bovin and others 2021).
 */
import { INSTRUMENT, type InstrumentId } from './instruments';

/** `null`: skipped. */
export type Answer = number | null;

export const PHQ9_BANDS = ['minimal', 'mild', 'moderate', 'moderatelySevere', 'severe'] as const;
export const GAD7_BANDS = ['minimal', 'mild', 'moderate', 'severe'] as const;
export type Band = (typeof PHQ9_BANDS)[number];

/** From here on the makers of PHQ-9 and GAD-7 advise a closer look. */
export const CLOSER_LOOK = 10;

/** Groups of the PCL-5: first and last question, and how many must be marked for the provisional rule. */
export const PCL5_CLUSTERS = {
	B: { first: 1, last: 5, needed: 1 },
	C: { first: 6, last: 7, needed: 1 },
	D: { first: 8, last: 14, needed: 2 },
	E: { first: 15, last: 20, needed: 2 },
} as const;
export type Cluster = keyof typeof PCL5_CLUSTERS;
export const CLUSTERS: readonly Cluster[] = ['B', 'C', 'D', 'E'];
/** "Moderately". */
const MARKED = 2;
export const PCL5_EDGE = { from: 31, to: 33 } as const;

export const PCPTSD5_CUT = 4;
export const PCPTSD5_LOWER_CUT = 3;

export type Score =
	| { of: 'phq9' | 'gad7'; total: number; band: Band; from: number; to: number; closer: boolean }
	| {
			of: 'pcl5';
			total: number;
			clusters: Record<Cluster, { total: number; most: number }>;
			/** Enough was marked in all four groups. */
			provisional: boolean;
			zone: 'below' | 'edge' | 'above';
	  }
	| { of: 'pcptsd5'; total: number; zone: 'below' | 'lower' | 'above' };

/** The sum, or `null` when a question was skipped or not come to. */
export function totalOf(instrument: InstrumentId, answers: readonly Answer[]): number | null {
	if (answers.length !== INSTRUMENT[instrument].items) return null;
	return answers.reduce<number | null>(
		(sum, answer) => (sum === null || answer === null ? null : sum + answer),
		0,
	);
}

function bandOf(
	of: 'phq9' | 'gad7',
	total: number,
): { band: Band; from: number; to: number; closer: boolean } {
	const { marks, most } = INSTRUMENT[of];
	const bands = of === 'phq9' ? PHQ9_BANDS : GAD7_BANDS;
	const index = marks.filter((mark) => total >= mark).length;
	return {
		band: bands[index] ?? 'severe',
		from: marks[index - 1] ?? 0,
		to: (marks[index] ?? most + 1) - 1,
		closer: total >= CLOSER_LOOK,
	};
}

function clustersOf(answers: readonly Answer[]) {
	const inside = (cluster: Cluster) => {
		const { first, last } = PCL5_CLUSTERS[cluster];
		return answers.slice(first - 1, last).map((answer) => answer ?? 0);
	};
	const sum = (cluster: Cluster) => {
		const values = inside(cluster);
		return { total: values.reduce((a, b) => a + b, 0), most: values.length * 4 };
	};
	const provisional = CLUSTERS.every(
		(cluster) => inside(cluster).filter((value) => value >= MARKED).length >= PCL5_CLUSTERS[cluster].needed,
	);
	return { clusters: { B: sum('B'), C: sum('C'), D: sum('D'), E: sum('E') }, provisional };
}

/**
 * @param exposed PC-PTSD-5 only: whether such an event happened. When it did not, the list ends there with 0; `null` is skipped
 * @returns `null` when there is no number, because something was left out
 */
export function scoreOf(
	instrument: InstrumentId,
	answers: readonly Answer[],
	exposed: boolean | null,
): Score | null {
	if (instrument === 'pcptsd5' && exposed !== true)
		return exposed === false ? { of: 'pcptsd5', total: 0, zone: 'below' } : null;
	const total = totalOf(instrument, answers);
	if (total === null) return null;
	switch (instrument) {
		case 'phq9':
		case 'gad7':
			return { of: instrument, total, ...bandOf(instrument, total) };
		case 'pcl5':
			return {
				of: 'pcl5',
				total,
				...clustersOf(answers),
				zone: total < PCL5_EDGE.from ? 'below' : total <= PCL5_EDGE.to ? 'edge' : 'above',
			};
		case 'pcptsd5':
			return {
				of: 'pcptsd5',
				total,
				zone: total >= PCPTSD5_CUT ? 'above' : total >= PCPTSD5_LOWER_CUT ? 'lower' : 'below',
			};
	}
}
