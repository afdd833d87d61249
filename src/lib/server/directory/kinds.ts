/**
 * Which kinds of help a service is: its terms say so (Open Eligibility numbers, the beginnings of AIRS/211 codes, names of any
 * vocabulary), else its name, and only when neither says anything its description.
 */
import { KINDS, type Kind } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import { wordsMatcher, type Term } from './matching';
import type { Rules } from './rules';

/** Open Eligibility numbers and ranges; beginnings of AIRS codes; words of names and terms. */
type Signs = readonly [open: string, airs: string, words: string];

const SIGNS: Record<Kind, Signs> = {
	'peer-groups': [
		'1310 1312-1316',
		'PN-8100',
		'support group, peer support, self help, peer group, mutual aid',
	],
	trafficking: [
		'20084',
		'FN-1500.2560 RP-1500.1400-300 BH-1800.1500-308 YX-1500.9000 YZ-3265',
		'human trafficking, trafficking victim, trafficked, sex trafficking, labor trafficking, modern slavery, sexual exploitation, trata de personas',
	],
	'sexual-violence': [
		'20086',
		'RP-1400.8000-800 LT-1750.7935 FN-1500.8150 RP-1500.1400-750 PN-8100.0200-800 YZ-8200',
		'sexual assault, rape, sexual violence, sexual abuse, incest',
	],
	shelter: [
		'1121 1135 1125 1151',
		'BH-1800 BH-1850',
		'shelter, safe house, refuge, temporary shelter, safe housing, night shelter, warming center',
	],
	food: [
		'1102 1114 1120 1127-1134 1234-1235 1258',
		'BD NL-6000',
		'food, meal, meals, nutrition, pantry, snap, wic, groceries, soup kitchen',
	],
	health: [
		'1106 1190-1193 1199-1219 1221-1231 20041-20049',
		'L',
		'medical, health care, healthcare, clinic, primary care, hospital, hiv, vaccin, physical therapy, vision, pharmacy, prescription, health',
	],
	pregnancy: [
		'1209 1215 1217 1193 20043',
		'LJ',
		'pregnan, pregnancy, pregnant, prenatal, maternity, postnatal, family planning, birth control, maternal',
	],
	addiction: [
		'1178-1183 1313 20050',
		'RX PN-8100.0500',
		'addiction, substance abuse, substance use, recovery program, alcohol, drug treatment, detox, 12-step, sober living, opioid',
	],
	immigration: [
		'1346 1381 20011-20014',
		'FT-3600 TJ-3 PH-1450 YK-3',
		'immigration, immigrant, refugee, asylum, asylee, citizenship, naturalization, migrant, undocumented, inmigracion, migracion',
	],
	interpreting: [
		'1390',
		'PH-3500 PH-8500.1500',
		'interpretation, interpreter, interpreting, translation, language services',
	],
	education: [
		'1109 1317-1325 1332 1342-1345 1349-1356 1247-1251',
		'HD HH HL',
		'education, school, tutoring, ged, college, scholarship, computer class, preschool, head start',
	],
	money: [
		'1107 1113-1119 1232-1233 1262-1270 1137-1138',
		'NT DM BV DT',
		'financial, tax preparation, credit counseling, utility, utilities, loan, savings, budget, debt, emergency payments',
	],
	childcare: [
		'1279-1284 1233 1294',
		'PH-1250 PH-2400.1500',
		'child care, childcare, daycare, day care, after school, afterschool, summer camp, preschool',
	],
	youth: [
		'20004-20005 20040 20060',
		'PS YB-9 PH-1000',
		'youth, teen, teens, adolescent, young people, young adult, runaway, boys & girls club, children',
	],
	lgbtq: ['20078 20038', 'PN-8100.4500-240 YS', 'lgbt, lgbtq, gay, lesbian, transgender, queer, bisexual'],
	transport: ['1105 1172-1177', 'BT', 'transport, transportation, bus pass, ride, rides, shuttle, transit'],
};

const listed = (text: string, separator: string): string[] => text.split(separator).filter(Boolean);
const rangesOf = (open: string): [number, number][] =>
	listed(open, ' ').map((range) => {
		const [from = '', to = from] = range.split('-');
		return [Number(from), Number(to)];
	});

const isAirs = (code: string): boolean => /^[A-Z]{1,2}(?:-\d|$)/.test(code);
const openNumber = (code: string): number => (/^(?:1[0-9]{3}|20[0-9]{3})$/.test(code) ? Number(code) : -1);

/** @returns the kinds of a service, in the order of {@link KINDS}. Names, terms and descriptions are given folded. */
export function kindSorter(rules: Rules) {
	const matchers = KINDS.map((kind) => {
		const [open, airs, words] = SIGNS[kind];
		return {
			kind,
			open: rangesOf(open),
			airs: listed(airs, ' '),
			match: wordsMatcher([...listed(words, ', '), ...(rules.kinds?.[kind] ?? [])]),
		};
	});
	const known = new Map<string, Kind[]>();
	const ofTerm = ({ code = '', name = '' }: Term): Kind[] => {
		const key = `${code}\n${name}`;
		const before = known.get(key);
		if (before !== undefined) return before;
		const [number, folded] = [openNumber(code), fold(name)];
		const kinds = matchers
			.filter(
				({ open, airs, match }) =>
					open.some(([from, to]) => number >= from && number <= to) ||
					(isAirs(code) && airs.some((head) => code.startsWith(head))) ||
					match(folded) !== null,
			)
			.map(({ kind }) => kind);
		known.set(key, kinds);
		return kinds;
	};
	const inWords = (folded: string): Kind[] =>
		matchers.filter(({ match }) => match(folded) !== null).map(({ kind }) => kind);
	return (name: string, description: string, terms: readonly Term[]): Kind[] => {
		const found = new Set([...terms.flatMap(ofTerm), ...inWords(name)]);
		if (found.size === 0) for (const kind of inWords(description).slice(0, 4)) found.add(kind);
		return KINDS.filter((kind) => found.has(kind));
	};
}
