/**
 * Whose address must not be told. Somebody looks for her; a shelter that can be found on a map is none. Judged from words and terms, and
 * on the careful side: a town is enough to know that there is help, and the telephone is how shelters are reached anyway.
 *
 * - coarsened: only the town. Safe houses and homes for people who fled violence or trafficking, and shelters of every other kind: those
 *   who fled sleep there too, and those who look for people to sell wait at their doors.
 * - withheld: not even the town. Where the source itself says that the place is confidential.
 *
 * Not meant: what is open by day, what is opened in a storm, a hotline, an office that only sends people to a shelter, a home for dogs.
 * What others at the same address are told is decided in `judging.ts`.
 */
import { fold } from '$protocol/directory-words';
import { FLED, HIDDEN, NAMED, SAYS_SO, SHELTERS, SHELTER_OFFERED, SLEEPING } from './confidential-words';
import { termsMatcher, whichMatcher, type Described, type Term } from './matching';
import type { Rules } from './rules';

export type Level = 'exact' | 'coarse' | 'withheld';
export interface Judgement {
	level: Level;
	/** For the operator; empty when exact. */
	because: string;
	/**
	 * Others at the address must not tell it either. Not so for a shelter that is open to anyone: its door is known, and the soup kitchen
	 * beside it has to be found.
	 */
	guarded: boolean;
}

const EXACT: Judgement = { level: 'exact', because: '', guarded: false };
const coarse = (because: string): Judgement => ({ level: 'coarse', because, guarded: true });
const withheld = (because: string): Judgement => ({ level: 'withheld', because, guarded: true });

/** Meant more widely by some, down to lead pipes: only with words of fleeing besides. Open Eligibility. */
const SAFE_HOUSING = termsMatcher(['1125', '1151', 'Safe Housing']);
/** Of terms, who it is for. Open Eligibility: escaping violence; survivors of violence, trafficking, sexual assault. */
const FOR_FLED = termsMatcher(['1124', '20083', '20084', '20086', 'Help Escape Violence']);
/** AIRS: domestic violence, trafficking and crisis shelters, their motel vouchers; codes only. */
const TERMS = termsMatcher([
	'BH-1800.1500-080',
	'BH-1800.1500-100*',
	'BH-1800.1500-308*',
	'BH-8600.1900*',
	'PH-6300.2500*',
	'Domestic Violence Shelters',
	'Human Trafficking Shelters',
	"Women's Shelters",
	'Women’s Refuge',
]);
/** AIRS: emergency shelter of any kind; an indexer gave it to the place itself. */
const SHELTER_CODE = /^BH-1800(?:$|\.)/;
/** Drop-in by day, and what opens in the cold: people are meant to find them. */
const OPEN_DOORS = /^BH-1800\.(?:3500|8500-185)/;
/** The same, in vocabularies that give it to a directory of shelters as well: with words besides. */
const SHELTER_NAMED = termsMatcher([
	'1121',
	'1135',
	'Emergency Shelter',
	'Temporary Shelter',
	'Homeless Shelter',
	'Homeless Shelters',
	'Night Shelter',
	'Night Shelters',
	'Crisis Shelter',
	'Youth Shelters',
	'Family Shelters',
]);

/** What only sounds like a place to sleep when it is not the service itself. */
const ELSEWHERE =
	/\b(?:referrals?|refers?|referred|legal|lawyers?|attorneys?|represent\w*|advoca\w+|laws?|rights|petitions?|injunctions?|protection orders?|presentations?|trainings?|prevention|hotline|helpline|volunteers?|donat\w+|certif\w+|funds?|grants?|membership|coalition|collaborat\w+)\b/;
/** Where somebody else sleeps. */
const IN_SHELTERS =
	/\b(?:in|from|to|at|of|into|leaving|exiting|area|local|other|comprised of [\w ,]*) (?:\w+ )?(?:shelters|refuges|safe houses|group homes|residential (?:programs|services|homes))\b/g;
/** How far apart, in one sentence, the place and what they fled may stand and still be one thing. */
const NEAR = 90;
const JUDGED_AS_HOUSING = /shelter|refuge|housing|safe|residential|transitional|accommodation/;

/** `Provides ... shelter`: the words in front say that it is given here. */
const GIVEN =
	/\b(?:provid\w+|offer\w*|operat\w+|runs?|running|maintain\w*|manag\w+|hous(?:es|ing|ed)|gives?|has|have|includ\w+|features?|opens?|is an?|are|serv(?:es|ing) as an?|services?|ofrece\w*|proporciona\w*|brinda\w*|dispone|cuenta con|es un[ao]?|propose\w*|offr\w+|accueil\w*|heberge\w*|gere|est une?|bietet|توفر|يوفر|تقدم|يقدم|تستقبل|يستقبل)(?![\p{L}])[^.]{0,110}$/u;
/** And these that it is somewhere else, or only spoken about. */
const NOT_GIVEN =
	/\b(?:referrals?|referred|refer|refers|linkages?|access|connect\w*|admission|placements?|transport\w*|transition\w*|help|assist\w*|advoca\w*|support) (?:\w+ ){0,2}(?:to|into|in|with|from|out of|finding|locating|obtaining|for) (?:[\w,]+ ){0,4}$|\b(?:find|finding|locat\w+|obtain\w*|about|like|such as|leaving|exiting|out of|residents of|people in|those in|children in|women in|clients in|and other) (?:[\w,]+ ){0,3}$|\b(?:legal|law|rights|directory|list of|resources)\b[^.]*$/;
const GOES_ON =
	/^\W*(?:referrals?|placements?|advoca\w*|laws?|rights|search|vouchers?|hotlines?|helplines?|diversion|clearinghouse\w*|intake|applications?|assistance|cases|issues|needs|orders?|waiting lists?|plus care|staff|workers?|at the)\b/;

const sentencesOf = (folded: string): string[] => folded.split(/[.!?;\n•*]+/);

/** @returns the place to sleep that a sentence offers here. */
function given(sentence: string, places: (folded: string) => string | null): string | null {
	const text = sentence.replace(/['’ʼ]/g, '').replace(IN_SHELTERS, ' ');
	const found = places(text);
	if (found === null) return null;
	const at = text.indexOf(found);
	const [before, after] = [text.slice(0, at), text.slice(at + found.length)];
	const begins = /^[\s\d–-]*(?:\w+\s+){0,3}$/.test(before);
	return (begins || GIVEN.test(before)) && !NOT_GIVEN.test(before) && !GOES_ON.test(after) ? found : null;
}

/** One sentence offers a place to sleep to people who fled: `Provides emergency shelter for survivors of domestic violence`. */
function sentenceOffers(folded: string): string | null {
	for (const sentence of sentencesOf(folded)) {
		const fled = FLED(sentence);
		const place = fled === null ? null : given(sentence, SLEEPING);
		if (place !== null) return `${place}, ${fled ?? ''}`;
	}
	return null;
}

/** The two stand close in one sentence, and nothing in it says that it is about something else. */
function sentenceSays(folded: string): string | null {
	for (const sentence of sentencesOf(folded)) {
		const text = sentence.replace(/['’ʼ]/g, '').replace(IN_SHELTERS, ' ');
		const [sleeping, fled] = [SLEEPING(text), FLED(text)];
		if (sleeping === null || fled === null) continue;
		const at = text.indexOf(sleeping);
		const gap = Math.abs(at - text.indexOf(fled));
		if (gap <= NEAR && !ELSEWHERE.test(text) && !GOES_ON.test(text.slice(at + sleeping.length)))
			return `${sleeping}, ${fled}`;
	}
	return null;
}

const sentenceSleeps = (folded: string): boolean =>
	sentencesOf(folded).some((sentence) => {
		const text = sentence.replace(IN_SHELTERS, ' ');
		return SLEEPING(text) !== null && !ELSEWHERE.test(text);
	});

const NOT_PEOPLE =
	/\b(?:animals?|pets?|dogs?|cats?|puppies|humane|spca|wildlife|birds?|horses?|equine|veterinary)\b/;
const NOT_A_NIGHT =
	/\b(?:bus|tax|picnic|storm|hurricane|tornado|evacuation|disaster|fallout|bomb|day|drop in|cooling|warming|food and|animal|pet|national|wildlife|fisheries)\s+(?:\w+\s+)?(?:shelters?|refuges?)\b|\b(?:shelters?|housing|refuges?|accommodation)\s+(?:plus care|hotlines?|helplines?|diversion|placements?|referrals?|clearinghouse\w*|advocacy|advocates|funds?|grants?|monitoring|volunteer\w*|donations?|applications?|information|intake|coalition|services? line|island|insurance|assistance|law|court|authority|counsell?ing|inspections?|from)\b|\bshelter in place\b/;
const DISASTER = /\b(?:disaster|hurricane|evacuation|fema|extreme cold|cold weather)\b/;

/** AIRS: shelters in a crisis, for runaways, for those who were trafficked. */
const CRISIS_CODE = 'BH-1800.1500';
/** Only for some, who are looked for: then it is no open door. */
const FOR_WOMEN = /\b(?:women|womens|girls|mothers|mujeres|ninas|femmes|filles)\b|نساء|للنساء|فتيات/;
const FOR_SOME = /\b(?:runaways?|teens?|minors|childrens?|lgbtq?\w*|transgender|mineurs)\b/;
const FOR_ALL = /\b(?:men|mens|man|males?|hombres|hommes|anyone|adults)\b/;
const onlyFor = (text: string, ...some: RegExp[]): boolean =>
	!FOR_ALL.test(text) && some.some((who) => who.test(text));

interface Titles {
	name: string;
	/** With its organisation's. */
	titles: string;
	/** The names of its terms. */
	named: string;
}

/** A shelter for anybody: by a term, by what it is called, or by what it gives. */
function sheltersAnyone(
	{ name, titles, named }: Titles,
	description: string,
	terms: readonly Term[],
): Judgement {
	if (NOT_PEOPLE.test(`${titles} | ${named}`) || DISASTER.test(`${titles} | ${named}`)) return EXACT;
	const found = (by: string, guarded: boolean): Judgement => ({
		level: 'coarse',
		because: `a shelter, by ${by}`,
		guarded: guarded || onlyFor(name.replace(/['’ʼ]/g, ''), FOR_WOMEN, FOR_SOME),
	});
	const coded = terms.find(({ code = '' }) => SHELTER_CODE.test(code) && !OPEN_DOORS.test(code));
	if (coded !== undefined)
		return found(
			`the term ${[coded.code, coded.name].filter(Boolean).join(' ')}`,
			(coded.code ?? '').startsWith(CRISIS_CODE),
		);
	const called = NOT_A_NIGHT.test(name) ? null : SHELTERS(name);
	if (called !== null) return found(`its name: ${called}`, false);
	const of = SHELTER_NAMED(terms);
	if (terms.length > 0 && of === null && !JUDGED_AS_HOUSING.test(named)) return EXACT;
	for (const sentence of sentencesOf(description)) {
		if (NOT_A_NIGHT.test(sentence) || DISASTER.test(sentence)) continue;
		const offered = given(sentence, of === null ? SHELTER_OFFERED : SHELTERS);
		if (offered !== null)
			return found(`its words: ${offered}`, onlyFor(sentence.replace(/['’ʼ]/g, ''), FOR_WOMEN));
	}
	for (const sentence of sentencesOf(description)) {
		const home = onlyFor(sentence.replace(/['’ʼ]/g, ''), FOR_WOMEN) ? given(sentence, SLEEPING) : null;
		if (home !== null)
			return { level: 'coarse', because: `a home for women, by its words: ${home}`, guarded: false };
	}
	return EXACT;
}

export type Judge = (
	service: Described & { name: string; organization: string; description: string; addresses: string },
) => Judgement;

/** The judge for one import, with the operator's rules. */
export function judge(rules: Rules): Judge {
	const [coarsen, withhold] = [whichMatcher(rules.coarsen), whichMatcher(rules.withhold)];
	const shown = new Set(rules.show?.ids);
	const opened = whichMatcher(rules.show && { ...rules.show, ids: [] });
	return (service) => {
		if (shown.has(service.id)) return EXACT;
		if (withhold(service)) return withheld('a rule');
		if (HIDDEN.test(service.addresses)) return withheld('its address says so');
		const { all, terms, name, organization, description } = service;
		const named = terms.map((term) => fold(term.name ?? '')).join(' | ');
		const titles = `${name} | ${organization}`;
		const forFled = FLED(named) ?? (FOR_FLED(terms) === null ? null : 'help for those who fled');
		const [sleeps, fled] = [SLEEPING(all), FLED(all) ?? forFled];
		if (sleeps !== null || fled !== null)
			for (const pattern of SAYS_SO) {
				const said = pattern.exec(all)?.[0];
				if (said !== undefined) return withheld(`its words: ${said}`);
			}
		if (coarsen(service)) return coarse('a rule');
		const term = TERMS(terms) ?? (fled === null ? null : SAFE_HOUSING(terms));
		if (term !== null) return coarse(`the term ${[term.code, term.name].filter(Boolean).join(' ')}`);
		const title = NAMED(titles) ?? (fled === null ? null : SLEEPING(titles));
		if (title !== null) return coarse(`its name: ${title}`);
		const offered = sentenceOffers(description);
		if (offered !== null) return coarse(`its words: ${offered}`);
		// Where terms are given and none is of housing, a description that mentions shelter is about something else.
		const ofHousing =
			terms.length === 0 ||
			JUDGED_AS_HOUSING.test(named) ||
			terms.some(({ code = '' }) => code.startsWith('BH'));
		if (ofHousing) {
			const who = FLED(titles) ?? forFled;
			if (who !== null && sentenceSleeps(description)) return coarse(`its name, terms and words: ${who}`);
			const sentence = sentenceSays(description);
			if (sentence !== null) return coarse(`its words: ${sentence}`);
		}
		return opened(service) ? EXACT : sheltersAnyone({ name, titles, named }, description, terms);
	};
}
