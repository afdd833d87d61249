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
	hotline: ['1305', 'RP-1500.1400', 'hotline, helpline, crisis line, help hotlines, warmline'],
	trafficking: [
		'20084',
		'FN-1500.2560 RP-1500.1400-300 BH-1800.1500-308 YX-1500.9000 YZ-3265',
		'human trafficking, trafficking victim, trafficked, sex trafficking, labor trafficking, modern slavery, sexual exploitation, trata de personas',
	],
	'domestic-violence': [
		'20083 1124',
		'FN-1500.9100-180 PN-8100.0200-180 BH-1800.1500-100 BH-1800.1500-080 FT-3000.1750 RP-1500.1400-200 YZ-1750',
		'domestic violence, domestic abuse, family violence, intimate partner, battered, batterers, dating violence, violencia domestica, violence conjugale',
	],
	'sexual-violence': [
		'20086',
		'RP-1400.8000-800 LT-1750.7935 FN-1500.8150 RP-1500.1400-750 PN-8100.0200-800 YZ-8200',
		'sexual assault, rape, sexual violence, sexual abuse, incest',
	],
	'crime-victims': [
		'20079-20081',
		'FN-1900 FJ-8500 FN-1500.9100',
		'crime victim, victim compensation, victim assistance, victim service, survivor service, survivors of violence, abuse or neglect survivors',
	],
	shelter: [
		'1121 1135 1125 1151',
		'BH-1800 BH-1850',
		'shelter, safe house, refuge, temporary shelter, safe housing, night shelter, warming center',
	],
	housing: [
		'1103 1136-1150 1152-1154 1116 1243-1245',
		'BH-3 BH-7 BH-8 BH-2 BH-0 BH-5 BH-6',
		'housing, rent, rental assistance, homeless, tenant, mortgage, foreclosure, vivienda, logement',
	],
	food: [
		'1102 1114 1120 1127-1134 1234-1235 1258',
		'BD NL-6000',
		'food, meal, meals, nutrition, pantry, snap, wic, groceries, soup kitchen',
	],
	goods: [
		'1104 1155-1171',
		'BM',
		'clothing, clothes, furniture, diaper, toys, household goods, thrift, hygiene, baby supplies',
	],
	health: [
		'1106 1190-1193 1199-1219 1221-1231 20041-20049',
		'L',
		'medical, health care, healthcare, clinic, primary care, hospital, hiv, vaccin, physical therapy, vision, pharmacy, prescription, health',
	],
	dental: ['1184', 'LV-1600', 'dental, dentist, oral health'],
	pregnancy: [
		'1209 1215 1217 1193 20043',
		'LJ',
		'pregnan, pregnancy, pregnant, prenatal, maternity, postnatal, family planning, birth control, maternal',
	],
	'mental-health': [
		'1126 1198 1214 1220 1304 20025',
		'RP RF RM RR RD',
		'mental health, counseling, counselling, therapy, psychiatric, psychotherapy, bereavement, grief, trauma, behavioral health, suicide, psychological',
	],
	addiction: [
		'1178-1183 1313 20050',
		'RX PN-8100.0500',
		'addiction, substance abuse, substance use, recovery program, alcohol, drug treatment, detox, 12-step, sober living, opioid',
	],
	legal: [
		'1111 1375 1382-1383 1386-1387 1389',
		'FT FC FJ FP',
		'legal, law, lawyer, attorney, court, civil rights, mediation, advocacy & legal aid',
	],
	immigration: [
		'1346 1381 20011-20014',
		'FT-3600 TJ-3 PH-1450 YK-3',
		'immigration, immigrant, refugee, asylum, asylee, citizenship, naturalization, migrant, undocumented, inmigracion, migracion',
	],
	papers: [
		'1293 1384 1388',
		'DF',
		'identification, birth certificate, notary, help fill out forms, id recovery, identification recovery, vital records, passport',
	],
	interpreting: [
		'1390',
		'PH-3500 PH-8500.1500',
		'interpretation, interpreter, interpreting, translation, language services',
	],
	'language-classes': [
		'1326 1348 1331',
		'HH-8000.1800',
		'esl, esol, english as a second language, english class, english classes, language class, language classes, literacy',
	],
	education: [
		'1109 1317-1325 1332 1342-1345 1349-1356 1247-1251',
		'HD HH HL',
		'education, school, tutoring, ged, college, scholarship, computer class, preschool, head start',
	],
	work: [
		'1110 1357-1374 1297',
		'ND',
		'employment, job, jobs, job training, job placement, career, workforce, vocational, resume, workplace rights, empleo',
	],
	money: [
		'1107 1113-1119 1232-1233 1262-1270 1137-1138',
		'NT DM BV DT',
		'financial, tax preparation, credit counseling, utility, utilities, loan, savings, budget, debt, emergency payments',
	],
	benefits: [
		'1256-1261 1200-1202',
		'NL NS LH-3000',
		'benefits, medicaid, medicare, social security, tanf, welfare, public assistance, food stamp, health insurance, government benefits',
	],
	childcare: [
		'1279-1284 1233 1294',
		'PH-1250 PH-2400.1500',
		'child care, childcare, daycare, day care, after school, afterschool, summer camp, preschool',
	],
	family: [
		'1271-1275 1195 1315 20054 20074-20076',
		'PH-0300 PH-2360 PH-6100 PN-8100.6500 PH-2',
		'parent, parents, parenting, family, families, foster care, adoption, kinship, mothers, fathers',
	],
	youth: [
		'20004-20005 20040 20060',
		'PS YB-9 PH-1000',
		'youth, teen, teens, adolescent, young people, young adult, runaway, boys & girls club, children',
	],
	disability: [
		'20017-20024 20093 1197',
		'LR YF LF-4900.1500',
		'disability, disabilities, disabled, autism, deaf, blind, hearing impairment, visual impairment, special needs',
	],
	lgbtq: ['20078 20038', 'PN-8100.4500-240 YS', 'lgbt, lgbtq, gay, lesbian, transgender, queer, bisexual'],
	faith: [
		'1311',
		'TQ YR PV',
		'church, ministry, ministries, faith, prayer, spiritual, mosque, synagogue, chaplain, pastoral',
	],
	transport: ['1105 1172-1177', 'BT', 'transport, transportation, bus pass, ride, rides, shuttle, transit'],
	leisure: [
		'1285 1302',
		'PL TA',
		'recreation, sport, sports, arts, yoga, community center, library, museum, park, garden',
	],
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
