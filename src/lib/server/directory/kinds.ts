/**
 * Which kinds of help a service is: its terms say so (Open Eligibility numbers, the beginnings of AIRS/211 codes, names of any
 * vocabulary), else its name, and only when neither says anything its description.
 */
import { KINDS, type Kind } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import { wordsMatcher, type Term } from './matching';
import type { Rules } from './rules';

interface Signs {
	/** Open Eligibility: from, to. */
	open?: (readonly [number, number])[];
	/** Beginnings of AIRS codes. */
	airs?: string[];
	words: string[];
}

const SIGNS: Record<Kind, Signs> = {
	'peer-groups': {
		open: [
			[1310, 1310],
			[1312, 1316],
		],
		airs: ['PN-8100'],
		words: ['support group', 'peer support', 'self help', 'peer group', 'mutual aid'],
	},
	hotline: {
		open: [[1305, 1305]],
		airs: ['RP-1500.1400'],
		words: ['hotline', 'helpline', 'crisis line', 'help hotlines', 'warmline'],
	},
	trafficking: {
		open: [[20084, 20084]],
		airs: ['FN-1500.2560', 'RP-1500.1400-300', 'BH-1800.1500-308', 'YX-1500.9000', 'YZ-3265'],
		words: [
			'human trafficking',
			'trafficking victim',
			'trafficked',
			'sex trafficking',
			'labor trafficking',
			'modern slavery',
			'sexual exploitation',
			'trata de personas',
		],
	},
	'domestic-violence': {
		open: [
			[20083, 20083],
			[1124, 1124],
		],
		airs: [
			'FN-1500.9100-180',
			'PN-8100.0200-180',
			'BH-1800.1500-100',
			'BH-1800.1500-080',
			'FT-3000.1750',
			'RP-1500.1400-200',
			'YZ-1750',
		],
		words: [
			'domestic violence',
			'domestic abuse',
			'family violence',
			'intimate partner',
			'battered',
			'batterers',
			'dating violence',
			'violencia domestica',
			'violence conjugale',
		],
	},
	'sexual-violence': {
		open: [[20086, 20086]],
		airs: [
			'RP-1400.8000-800',
			'LT-1750.7935',
			'FN-1500.8150',
			'RP-1500.1400-750',
			'PN-8100.0200-800',
			'YZ-8200',
		],
		words: ['sexual assault', 'rape', 'sexual violence', 'sexual abuse', 'incest'],
	},
	'crime-victims': {
		open: [[20079, 20081]],
		airs: ['FN-1900', 'FJ-8500', 'FN-1500.9100'],
		words: [
			'crime victim',
			'victim compensation',
			'victim assistance',
			'victim service',
			'survivor service',
			'survivors of violence',
			'abuse or neglect survivors',
		],
	},
	shelter: {
		open: [
			[1121, 1121],
			[1135, 1135],
			[1125, 1125],
			[1151, 1151],
		],
		airs: ['BH-1800', 'BH-1850'],
		words: [
			'shelter',
			'safe house',
			'refuge',
			'temporary shelter',
			'safe housing',
			'night shelter',
			'warming center',
		],
	},
	housing: {
		open: [
			[1103, 1103],
			[1136, 1150],
			[1152, 1154],
			[1116, 1116],
			[1243, 1245],
		],
		airs: ['BH-3', 'BH-7', 'BH-8', 'BH-2', 'BH-0', 'BH-5', 'BH-6'],
		words: [
			'housing',
			'rent',
			'rental assistance',
			'homeless',
			'tenant',
			'mortgage',
			'foreclosure',
			'vivienda',
			'logement',
		],
	},
	food: {
		open: [
			[1102, 1102],
			[1114, 1114],
			[1120, 1120],
			[1127, 1134],
			[1234, 1235],
			[1258, 1258],
		],
		airs: ['BD', 'NL-6000'],
		words: ['food', 'meal', 'meals', 'nutrition', 'pantry', 'snap', 'wic', 'groceries', 'soup kitchen'],
	},
	goods: {
		open: [
			[1104, 1104],
			[1155, 1171],
		],
		airs: ['BM'],
		words: [
			'clothing',
			'clothes',
			'furniture',
			'diaper',
			'toys',
			'household goods',
			'thrift',
			'hygiene',
			'baby supplies',
		],
	},
	health: {
		open: [
			[1106, 1106],
			[1190, 1193],
			[1199, 1219],
			[1221, 1231],
			[20041, 20049],
		],
		airs: ['L'],
		words: [
			'medical',
			'health care',
			'healthcare',
			'clinic',
			'primary care',
			'hospital',
			'hiv',
			'vaccin',
			'physical therapy',
			'vision',
			'pharmacy',
			'prescription',
			'health',
		],
	},
	dental: { open: [[1184, 1184]], airs: ['LV-1600'], words: ['dental', 'dentist', 'oral health'] },
	pregnancy: {
		open: [
			[1209, 1209],
			[1215, 1215],
			[1217, 1217],
			[1193, 1193],
			[20043, 20043],
		],
		airs: ['LJ'],
		words: [
			'pregnan',
			'pregnancy',
			'pregnant',
			'prenatal',
			'maternity',
			'postnatal',
			'family planning',
			'birth control',
			'maternal',
		],
	},
	'mental-health': {
		open: [
			[1126, 1126],
			[1198, 1198],
			[1214, 1214],
			[1220, 1220],
			[1304, 1304],
			[20025, 20025],
		],
		airs: ['RP', 'RF', 'RM', 'RR', 'RD'],
		words: [
			'mental health',
			'counseling',
			'counselling',
			'therapy',
			'psychiatric',
			'psychotherapy',
			'bereavement',
			'grief',
			'trauma',
			'behavioral health',
			'suicide',
			'psychological',
		],
	},
	addiction: {
		open: [
			[1178, 1183],
			[1313, 1313],
			[20050, 20050],
		],
		airs: ['RX', 'PN-8100.0500'],
		words: [
			'addiction',
			'substance abuse',
			'substance use',
			'recovery program',
			'alcohol',
			'drug treatment',
			'detox',
			'12-step',
			'sober living',
			'opioid',
		],
	},
	legal: {
		open: [
			[1111, 1111],
			[1375, 1375],
			[1382, 1383],
			[1386, 1387],
			[1389, 1389],
		],
		airs: ['FT', 'FC', 'FJ', 'FP'],
		words: [
			'legal',
			'law',
			'lawyer',
			'attorney',
			'court',
			'civil rights',
			'mediation',
			'advocacy & legal aid',
		],
	},
	immigration: {
		open: [
			[1346, 1346],
			[1381, 1381],
			[20011, 20014],
		],
		airs: ['FT-3600', 'TJ-3', 'PH-1450', 'YK-3'],
		words: [
			'immigration',
			'immigrant',
			'refugee',
			'asylum',
			'asylee',
			'citizenship',
			'naturalization',
			'migrant',
			'undocumented',
			'inmigracion',
			'migracion',
		],
	},
	papers: {
		open: [
			[1293, 1293],
			[1384, 1384],
			[1388, 1388],
		],
		airs: ['DF'],
		words: [
			'identification',
			'birth certificate',
			'notary',
			'help fill out forms',
			'id recovery',
			'identification recovery',
			'vital records',
			'passport',
		],
	},
	interpreting: {
		open: [[1390, 1390]],
		airs: ['PH-3500', 'PH-8500.1500'],
		words: ['interpretation', 'interpreter', 'interpreting', 'translation', 'language services'],
	},
	'language-classes': {
		open: [
			[1326, 1326],
			[1348, 1348],
			[1331, 1331],
		],
		airs: ['HH-8000.1800'],
		words: [
			'esl',
			'esol',
			'english as a second language',
			'english class',
			'english classes',
			'language class',
			'language classes',
			'literacy',
		],
	},
	education: {
		open: [
			[1109, 1109],
			[1317, 1325],
			[1332, 1332],
			[1342, 1345],
			[1349, 1356],
			[1247, 1251],
		],
		airs: ['HD', 'HH', 'HL'],
		words: [
			'education',
			'school',
			'tutoring',
			'ged',
			'college',
			'scholarship',
			'computer class',
			'preschool',
			'head start',
		],
	},
	work: {
		open: [
			[1110, 1110],
			[1357, 1374],
			[1297, 1297],
		],
		airs: ['ND'],
		words: [
			'employment',
			'job',
			'jobs',
			'job training',
			'job placement',
			'career',
			'workforce',
			'vocational',
			'resume',
			'workplace rights',
			'empleo',
		],
	},
	money: {
		open: [
			[1107, 1107],
			[1113, 1119],
			[1232, 1233],
			[1262, 1270],
			[1137, 1138],
		],
		airs: ['NT', 'DM', 'BV', 'DT'],
		words: [
			'financial',
			'tax preparation',
			'credit counseling',
			'utility',
			'utilities',
			'loan',
			'savings',
			'budget',
			'debt',
			'emergency payments',
		],
	},
	benefits: {
		open: [
			[1256, 1261],
			[1200, 1202],
		],
		airs: ['NL', 'NS', 'LH-3000'],
		words: [
			'benefits',
			'medicaid',
			'medicare',
			'social security',
			'tanf',
			'welfare',
			'public assistance',
			'food stamp',
			'health insurance',
			'government benefits',
		],
	},
	childcare: {
		open: [
			[1279, 1284],
			[1233, 1233],
			[1294, 1294],
		],
		airs: ['PH-1250', 'PH-2400.1500'],
		words: [
			'child care',
			'childcare',
			'daycare',
			'day care',
			'after school',
			'afterschool',
			'summer camp',
			'preschool',
		],
	},
	family: {
		open: [
			[1271, 1275],
			[1195, 1195],
			[1315, 1315],
			[20054, 20054],
			[20074, 20076],
		],
		airs: ['PH-0300', 'PH-2360', 'PH-6100', 'PN-8100.6500', 'PH-2'],
		words: [
			'parent',
			'parents',
			'parenting',
			'family',
			'families',
			'foster care',
			'adoption',
			'kinship',
			'mothers',
			'fathers',
		],
	},
	youth: {
		open: [
			[20004, 20005],
			[20040, 20040],
			[20060, 20060],
		],
		airs: ['PS', 'YB-9', 'PH-1000'],
		words: [
			'youth',
			'teen',
			'teens',
			'adolescent',
			'young people',
			'young adult',
			'runaway',
			'boys & girls club',
			'children',
		],
	},
	disability: {
		open: [
			[20017, 20024],
			[20093, 20093],
			[1197, 1197],
		],
		airs: ['LR', 'YF', 'LF-4900.1500'],
		words: [
			'disability',
			'disabilities',
			'disabled',
			'autism',
			'deaf',
			'blind',
			'hearing impairment',
			'visual impairment',
			'special needs',
		],
	},
	lgbtq: {
		open: [
			[20078, 20078],
			[20038, 20038],
		],
		airs: ['PN-8100.4500-240', 'YS'],
		words: ['lgbt', 'lgbtq', 'gay', 'lesbian', 'transgender', 'queer', 'bisexual'],
	},
	faith: {
		open: [[1311, 1311]],
		airs: ['TQ', 'YR', 'PV'],
		words: [
			'church',
			'ministry',
			'ministries',
			'faith',
			'prayer',
			'spiritual',
			'mosque',
			'synagogue',
			'chaplain',
			'pastoral',
		],
	},
	transport: {
		open: [
			[1105, 1105],
			[1172, 1177],
		],
		airs: ['BT'],
		words: ['transport', 'transportation', 'bus pass', 'ride', 'rides', 'shuttle', 'transit'],
	},
	leisure: {
		open: [
			[1285, 1285],
			[1302, 1302],
		],
		airs: ['PL', 'TA'],
		words: [
			'recreation',
			'sport',
			'sports',
			'arts',
			'yoga',
			'community center',
			'library',
			'museum',
			'park',
			'garden',
		],
	},
};

const isAirs = (code: string): boolean => /^[A-Z]{1,2}(?:-\d|$)/.test(code);
const openNumber = (code: string): number => (/^(?:1[0-9]{3}|20[0-9]{3})$/.test(code) ? Number(code) : -1);

/** @returns the kinds of a service, in the order of {@link KINDS}. Names, terms and descriptions are given folded. */
export function kindSorter(rules: Rules) {
	const matchers = KINDS.map((kind) => ({
		kind,
		...SIGNS[kind],
		match: wordsMatcher([...SIGNS[kind].words, ...(rules.kinds?.[kind] ?? [])]),
	}));
	const known = new Map<string, Kind[]>();
	const ofTerm = ({ code = '', name = '' }: Term): Kind[] => {
		const key = `${code}\n${name}`;
		const before = known.get(key);
		if (before !== undefined) return before;
		const [number, folded] = [openNumber(code), fold(name)];
		const kinds = matchers
			.filter(
				({ open = [], airs = [], match }) =>
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
