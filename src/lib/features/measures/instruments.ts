/**
 * The four lists as they were published: how many questions, which answers, which numbers their makers name, who made them
 * and on what terms. The words of the questions are in `locales/<language>/ui/instruments.json`; the English ones are the
 * published ones, unchanged. It scores nothing: `scoring.ts` does.
 */
export const INSTRUMENTS = ['pcptsd5', 'pcl5', 'phq9', 'gad7'] as const;
export type InstrumentId = (typeof INSTRUMENTS)[number];
export const isInstrument = (id: string | undefined): id is InstrumentId =>
	INSTRUMENTS.some((known) => known === id);

export interface Instrument {
	/** Its published name, the same in every language. */
	name: string;
	items: number;
	/** Which answers there are (`instruments:answers.<scale>`), and what each counts, in the order they are shown. */
	scale: 'yesno' | 'days' | 'much';
	values: readonly number[];
	/** The highest number there can be. */
	most: number;
	/** Numbers that its makers or the studies of it name: lines in the chart. */
	marks: readonly number[];
	/** A question first, whether anything of that kind happened at all; without it there are no others. */
	event?: true;
	/** The question that asks about dying or hurting oneself, counted from 1. */
	aboutDying?: number;
	/** Terms, as a key of words. */
	licence: 'publicDomain' | 'noPermission';
	/** Who made it, as its makers ask to be named. */
	by: string;
	/** Where it and its numbers are described. */
	sources: readonly string[];
}

const VA = 'https://www.ptsd.va.gov/professional/assessment';

export const INSTRUMENT: Readonly<Record<InstrumentId, Instrument>> = {
	pcptsd5: {
		name: 'PC-PTSD-5',
		items: 5,
		scale: 'yesno',
		values: [1, 0],
		most: 5,
		marks: [3, 4],
		event: true,
		licence: 'publicDomain',
		by: 'Prins, Bovin, Kimerling, Kaloupek, Marx, Pless Kaiser, Schnurr (2016). National Center for PTSD, U.S. Department of Veterans Affairs',
		sources: [`${VA}/screens/pc-ptsd.asp`, 'https://doi.org/10.1001/jamanetworkopen.2020.36733'],
	},
	pcl5: {
		name: 'PCL-5',
		items: 20,
		scale: 'much',
		values: [0, 1, 2, 3, 4],
		most: 80,
		marks: [31, 33],
		licence: 'publicDomain',
		by: 'Weathers, Litz, Keane, Palmieri, Marx, Schnurr (2013). National Center for PTSD, U.S. Department of Veterans Affairs',
		sources: [
			`${VA}/adult-sr/ptsd-checklist.asp`,
			'https://comorbidityguidelines.org.au/specific-mental-health-instruments/ptsd-checklist-for-dsm5-pcl5',
		],
	},
	phq9: {
		name: 'PHQ-9',
		items: 9,
		scale: 'days',
		values: [0, 1, 2, 3],
		most: 27,
		marks: [5, 10, 15, 20],
		aboutDying: 9,
		licence: 'noPermission',
		by: 'Spitzer, Williams, Kroenke and colleagues, with an educational grant from Pfizer Inc.',
		sources: ['https://www.phqscreeners.com', 'https://doi.org/10.1046/j.1525-1497.2001.016009606.x'],
	},
	gad7: {
		name: 'GAD-7',
		items: 7,
		scale: 'days',
		values: [0, 1, 2, 3],
		most: 21,
		marks: [5, 10, 15],
		licence: 'noPermission',
		by: 'Spitzer, Williams, Kroenke and colleagues, with an educational grant from Pfizer Inc.',
		sources: ['https://www.phqscreeners.com', 'https://doi.org/10.1001/archinte.166.10.1092'],
	},
};
