/**
 * Whose address must not be told. Somebody looks for her; a shelter that can be found on a map is none. Judged from words and terms, and
 * on the careful side: a town is enough to know that there is help, and the telephone is how shelters are reached anyway.
 *
 * - coarsened: only the town. Shelters, safe houses and homes for people who fled violence or trafficking.
 * - withheld: not even the town. Where the source itself says that the place is confidential.
 *
 * An address that is confidential for one service is so for the others at it, unless it is plainly an office: several organisations
 * or many services are there, and nobody hides in a lobby. What the source itself calls confidential stays so for all.
 */
import { fold } from '$protocol/directory-words';
import { termsMatcher, whichMatcher, wordsMatcher, type Described } from './matching';
import type { Rules } from './rules';

export type Level = 'exact' | 'coarse' | 'withheld';
export interface Judgement {
	level: Level;
	/** For the operator; empty when exact. */
	because: string;
}

const EXACT: Judgement = { level: 'exact', because: '' };
const coarse = (because: string): Judgement => ({ level: 'coarse', because });
const withheld = (because: string): Judgement => ({ level: 'withheld', because });

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
	'womens refuge',
	'womens shelter',
	'battered women',
	'domestic violence shelter',
	'domestic abuse refuge',
	'victims shelter',
]);
const SAYS_SO = [
	/\b(?:confidential|undisclosed|secret|unlisted|unpublished|non-?disclosed)\s+(?:location|address|shelter|facility)/,
	/\b(?:location|address|site|whereabouts)\s+(?:is|are|remains?|kept|not|will be|of the shelter is)?\s*(?:kept\s+)?(?:confidential|undisclosed|secret|withheld|not disclosed|not published|unpublished)/,
	/\b(?:location|address)\s+(?:given|provided|available|disclosed)\s+(?:only\s+)?(?:after|upon|on|once|by phone)/,
	/\bcall for (?:the )?(?:location|address)\b/,
];
/** What stands in an address that hides one. */
const HIDDEN =
	/\b(?:confidential|undisclosed|withheld|not disclosed|call for (?:the )?(?:location|address|directions)|private location|unlisted)\b/;
/** Meant more widely by some: with words of fleeing or sleeping besides. Open Eligibility. */
const SAFE_HOUSING = termsMatcher(['1125', '1151', 'Safe Housing']);
/** AIRS: domestic violence, trafficking and crisis shelters, their motel vouchers; codes only. */
const TERMS = termsMatcher([
	'BH-1800.1500-080',
	'BH-1800.1500-100*',
	'BH-1800.1500-308*',
	'BH-8600.1900*',
	'Domestic Violence Shelters',
	'Human Trafficking Shelters',
]);

/** What only sounds like a place to sleep when it is not the service itself. */
const ELSEWHERE =
	/\b(?:referrals?|refers?|referred|legal|lawyers?|attorneys?|represent\w*|advoca\w+|laws?|rights|petitions?|injunctions?|protection orders?|presentations?|trainings?|prevention|hotline|helpline|volunteers?|donat\w+|certif\w+|funds?|grants?)\b/;
/** How far apart, in one sentence, the place and what they fled may stand and still be one thing. */
const NEAR = 90;

/** One sentence offers a place to sleep to people who fled: `Provides emergency shelter for survivors of domestic violence`. */
function sentenceSays(folded: string): string | null {
	for (const sentence of folded.split(/[.!?;\n•]+/)) {
		const [sleeping, fled] = [SLEEPING(sentence), FLED(sentence)];
		if (sleeping === null || fled === null) continue;
		const gap = Math.abs(sentence.indexOf(sleeping) - sentence.indexOf(fled));
		if (gap <= NEAR && !ELSEWHERE.test(sentence)) return `${sleeping}, ${fled}`;
	}
	return null;
}

const JUDGED_AS_HOUSING = /shelter|refuge|housing|safe|residential|transitional|accommodation/;

export type Judge = (
	service: Described & { name: string; organization: string; description: string; addresses: string },
) => Judgement;

/** The judge for one import, with the operator's rules. */
export function judge(rules: Rules): Judge {
	const [coarsen, withhold] = [whichMatcher(rules.coarsen), whichMatcher(rules.withhold)];
	const shown = new Set(rules.show?.ids);
	return (service) => {
		if (shown.has(service.id)) return EXACT;
		if (withhold(service)) return withheld('a rule');
		if (HIDDEN.test(service.addresses)) return withheld('its address says so');
		const { all, terms, name, organization, description } = service;
		const named = terms.map((term) => fold(term.name ?? '')).join(' | ');
		const titles = `${name} | ${organization}`;
		const [sleeps, fled] = [SLEEPING(all), FLED(all) ?? FLED(named)];
		if (sleeps !== null || fled !== null)
			for (const pattern of SAYS_SO) {
				const said = pattern.exec(all)?.[0];
				if (said !== undefined) return withheld(`its words: ${said}`);
			}
		if (coarsen(service)) return coarse('a rule');
		const term = TERMS(terms) ?? (sleeps !== null || fled !== null ? SAFE_HOUSING(terms) : null);
		if (term !== null) return coarse(`the term ${[term.code, term.name].filter(Boolean).join(' ')}`);
		const title = NAMED(titles) ?? (fled === null ? null : SLEEPING(titles));
		if (title !== null) return coarse(`its name: ${title}`);
		if (FLED(titles) !== null && sentenceSleeps(description))
			return coarse(`its name and words: ${FLED(titles) ?? ''}`);
		// Where terms are given and none is of housing, a description that mentions shelter is about something else.
		if (
			terms.length > 0 &&
			!JUDGED_AS_HOUSING.test(named) &&
			!terms.some(({ code = '' }) => code.startsWith('BH'))
		)
			return EXACT;
		const sentence = sentenceSays(description);
		return sentence === null ? EXACT : coarse(`its words: ${sentence}`);
	};
}

const sentenceSleeps = (folded: string): boolean =>
	folded.split(/[.!?;\n•]+/).some((sentence) => SLEEPING(sentence) !== null && !ELSEWHERE.test(sentence));

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
	const told = known
		.filter((line) => line.length >= 4)
		.map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
	const left = text.replace(STREET, '…');
	return told.length === 0 ? left : left.replace(new RegExp(told.join('|'), 'gi'), '…');
};
