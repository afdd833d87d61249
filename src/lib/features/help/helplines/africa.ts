/** Leads of Africa. What gets in, and what does not: `index.ts`. */
import { lead } from './lead';

export const AFRICA = [
	lead({
		id: 'ng-naptip',
		country: 'NG',
		name: 'NAPTIP',
		nameLanguage: 'en',
		kind: 'government',
		numbers: [
			['627', '627'],
			['0703 0000 203', '07030000203'],
		],
		hours: 'unknown',
		languages: null,
		tellsPolice: 'unknown',
		source: 'https://newsdiaryonline.com/naptip-partners-abc-transport-to-fight-human-trafficking/',
		seen: '2022-08',
	}),
	lead({
		id: 'gm-naatip',
		country: 'GM',
		name: 'NAATIP',
		nameLanguage: 'en',
		kind: 'government',
		numbers: [['1123', '1123']],
		hours: 'always',
		languages: null,
		tellsPolice: 'unknown',
		source: 'https://voicegambia.com/2023/04/11/naatip-introduces-toll-free-1123-hotline',
		seen: '2023-04',
	}),
	lead({
		id: 'et-8797',
		country: 'ET',
		name: '8797',
		nameLanguage: 'am',
		kind: 'government',
		numbers: [['8797', '8797']],
		hours: 'unknown',
		languages: ['am', 'om', 'en', 'ti'],
		tellsPolice: 'unknown',
		source:
			'https://napoleonnews.com/articles/ethiopia-strengthens-anti-trafficking-efforts-with-national-hotline',
		seen: '2025',
	}),
];
