/**
 * Whose address must not be told. Somebody looks for her; a shelter that can be found on a map is none. Judged from words and terms, and
 * on the careful side: a town is enough to know that there is help, and the telephone is how shelters are reached anyway.
 *
 * - coarsened: only the town. Shelters, safe houses and homes for people who fled violence or trafficking.
 * - withheld: not even the town. Where the source itself says that the place is confidential.
 *
 * An address that is confidential for one service is so for every service at it.
 */
import { fold } from '$protocol/directory-words';
import { termsMatcher, whichMatcher, wordsMatcher, type Described } from './matching';
import type { Rules } from './rules';

export type Judgement = 'exact' | 'coarse' | 'withheld';

/** A place to sleep. */
const SLEEPING = wordsMatcher([
	'shelter',
	'shelters',
	'sheltering',
	'refuge',
	'safe house',
	'safehouse',
	'safe home',
	'safe haven',
	'transitional home',
	'transitional house',
	'transitional housing',
	'transitional living',
	'emergency housing',
	'emergency accommodation',
	'crisis accommodation',
	'residential program',
	'residential programme',
	'residential treatment',
	'residential services',
	'group home',
	'supportive housing',
	'housing program',
	'safe housing',
	'dwelling',
	'casa de acogida',
	'albergue',
	'foyer',
	'hebergement',
	'ملجا',
	'دار ايواء',
]);
/** People who fled from somebody. */
const FLED = wordsMatcher([
	'domestic violence',
	'domestic abuse',
	'family violence',
	'intimate partner',
	'dating violence',
	'battered',
	'abused women',
	'abusive relationship',
	'human trafficking',
	'sex trafficking',
	'sex trafficked',
	'trafficked',
	'trafficking',
	'sexually exploited',
	'sexual exploitation',
	'sexual assault',
	'sexual violence',
	'modern slavery',
	'forced marriage',
	'honour based',
	'honor based',
	'stalking',
	'fleeing',
	'violencia domestica',
	'violencia de genero',
	'trata de personas',
	'violence conjugale',
	'violences conjugales',
	'traite des etres humains',
]);
/** By itself enough, in a name: nothing else is called so. */
const NAMED = wordsMatcher([
	'safe house',
	'safehouse',
	'women s refuge',
	'womens refuge',
	'womens shelter',
	'women s shelter',
	'battered women',
	'domestic violence shelter',
	'domestic abuse refuge',
	'victims shelter',
]);
const SAYS_SO = [
	/\b(?:confidential|undisclosed|secret|unlisted|unpublished|non-?disclosed)\s+(?:location|address|site|shelter|facility|place)/,
	/\b(?:location|address|site|whereabouts)\s+(?:is|are|remains?|kept|not|will be|of the shelter is)?\s*(?:kept\s+)?(?:confidential|undisclosed|secret|withheld|not disclosed|not published|unpublished)/,
	/\b(?:location|address)\s+(?:given|provided|available|disclosed)\s+(?:only\s+)?(?:after|upon|on|once|by phone)/,
	/\bcall for (?:the )?(?:location|address)\b/,
];
/** What stands in an address that hides one. */
const HIDDEN = /\b(?:confidential|undisclosed|withheld|not disclosed|call for|private location|unlisted)\b/;
/** Open Eligibility: Safe Housing. AIRS: domestic violence, trafficking and crisis shelters, their motel vouchers; codes only. */
const TERMS = termsMatcher([
	'1125',
	'1151',
	'Safe Housing',
	'BH-1800.1500-080',
	'BH-1800.1500-100*',
	'BH-1800.1500-308*',
	'BH-8600.1900*',
	'Domestic Violence Shelters',
	'Human Trafficking Shelters',
]);

export interface Judge {
	(service: Described & { name: string; addresses: string }): Judgement;
}

/** The judge for one import, with the operator's rules. */
export function judge(rules: Rules): Judge {
	const [coarsen, withhold] = [whichMatcher(rules.coarsen), whichMatcher(rules.withhold)];
	const shown = new Set(rules.show?.ids);
	return (service) => {
		if (shown.has(service.id)) return 'exact';
		if (withhold(service)) return 'withheld';
		const { all, terms } = service;
		const fled = FLED(all) !== null;
		if (HIDDEN.test(service.addresses)) return 'withheld';
		const named = terms.map(({ name = '' }) => fold(name)).join(' | ');
		const sleeps = SLEEPING(all) !== null || SLEEPING(named) !== null;
		if (SAYS_SO.some((pattern) => pattern.test(all)) && (sleeps || fled)) return 'withheld';
		if (coarsen(service) || TERMS(terms) !== null || NAMED(service.name) !== null) return 'coarse';
		return sleeps && (fled || FLED(named) !== null) ? 'coarse' : 'exact';
	};
}

/** One spelling of a street and town, so that the same address is known again in another row. */
export function addressKey(
	lines: readonly string[],
	city: string | undefined,
	postal: string | undefined,
): string {
	const street = fold(lines.join(' '))
		.replace(/\b(?:suite|ste|unit|apt|apartment|floor|fl|room|rm|#)\b.*$/, '')
		.replace(/\b(?:street)\b/g, 'st')
		.replace(/\b(?:avenue)\b/g, 'ave')
		.replace(/\b(?:road)\b/g, 'rd')
		.replace(/\b(?:boulevard)\b/g, 'blvd')
		.replace(/\b(?:drive)\b/g, 'dr')
		.replace(/\b(?:place)\b/g, 'pl')
		.replace(/\b(?:court)\b/g, 'ct')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	if (street === '') return '';
	return `${street}|${
		fold(postal ?? '')
			.replace(/[^\p{L}\p{N}]/gu, '')
			.slice(0, 5) || fold(city ?? '')
	}`;
}

/** A street address in running text, as far as one can be told: a house number and a kind of street behind it. */
const STREET =
	/\b\d{1,6}(?:-\d{1,6})?[a-z]?\s+(?:[nsew]{1,2}\.?\s+)?(?:[\p{L}\p{N}'’.-]+\s+){0,4}?(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|way|place|pl|court|ct|circle|terrace|highway|hwy|parkway|pkwy|square|crescent|close)\b\.?(?:\s+(?:n\.?w\.?|n\.?e\.?|s\.?w\.?|s\.?e\.?|north|south|east|west)\b\.?)?(?:,?\s*(?:suite|ste|unit|apt|#)\.?\s*[\p{L}\p{N}-]+)?/giu;

/** Takes street addresses out of words about a place whose address is not told. */
export const withoutStreets = (text: string, known: readonly string[]): string => {
	let left = text.replace(STREET, '…');
	for (const line of known) if (line.length > 5) left = left.split(line).join('…');
	return left;
};
