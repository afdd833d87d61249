/**
 * Peer groups: people in the same place who meet. Each one says by what it was recognised, so that an operator can see why, and a
 * reader can be told. A service that merely mentions groups among ten other things is none.
 */
import type { GroupReason } from '$protocol/directory';
import { termsMatcher, wordsMatcher, type Term } from './matching';
import type { Rules } from './rules';

/**
 * Open Eligibility (CC BY-SA 3.0): Peer Support, Support Groups, Virtual Support, 12-Step under Support Groups. AIRS/211: everything
 * under support groups; the code alone, its definitions are licensed.
 */
const TERMS = ['1310', '1312', '1313', '1316', 'PN-8100*', 'Peer Support', 'Support Groups', 'Support Group'];
const NAMES = [
	'support group',
	'support circle',
	'peer support',
	'peer group',
	'peer led',
	'survivor circle',
	'survivors circle',
	'survivor group',
	'survivors group',
	'sharing circle',
	'healing circle',
	'self help group',
	'mutual aid group',
	'mutual support',
	'12 step',
	'twelve step',
	'alcoholics anonymous',
	'narcotics anonymous',
	'al anon',
	'group meeting',
	'drop in group',
	'grupo de apoyo',
	'grupos de apoyo',
	'grupo de ayuda mutua',
	'circulo de mujeres',
	'groupe de parole',
	'groupes de parole',
	"groupe d'entraide",
	'groupe de soutien',
	'مجموعه دعم',
	'مجموعات الدعم',
	'دعم الاقران',
];
/** In a description the words must say that there is one, here. */
const DESCRIPTIONS = [
	/\bpeer[\s-](?:led|run|facilitated)\s+(?:\w+\s+){0,2}(?:group|meeting|circle)/,
	/\bpeer[\s-]support (?:group|meeting|circle)/,
	/\bsupport groups? (?:is|are|meets?|for|that|which|offers?|provides?|held|facilitated|open|helps?|where)\b/,
	/\b(?:weekly|monthly|bi-?weekly|biweekly|ongoing|free|open|drop-in|confidential|online|virtual|in-person) (?:\w+ )?support groups?\b/,
	/\b(?:offers?|provides?|hosts?|holds?|runs?|facilitates?|conducts?|has|sponsors?) (?:\w+[\s,]+){0,4}support groups?\b/,
	/\b(?:support )?groups? meets?\b/,
	/\bgrupos? de apoyo (?:para|se reune)\b/,
	/\bgroupes? de parole (?:pour|se reunit)\b/,
];
/** People are sent elsewhere, or groups are what something else is for. */
const NOT_HERE =
	/\b(?:referrals?|referred|refers?|visits?|transport\w*|directory|list|space|rooms?|interpret\w+|training|calendar) (?:\w+[\s,]+){0,4}(?:to|for|of)[\s:]+(?:\w+[\s,]+){0,6}$/;

/** `referrals to support groups`, `sessions for support groups`. */
const LEADS_TO =
	/\b(?:to|for|about|on|of|into|with|with other) (?:local |area |community |various |other )?support groups?\b/;

export interface GroupSigns {
	id: string;
	/** Folded. */
	name: string;
	description: string;
	terms: readonly Term[];
}

/** @returns by what it is a peer group, or null. */
export function groupRecogniser(rules: Rules): (service: GroupSigns) => GroupReason | null {
	const { groups } = rules;
	const byTerm = termsMatcher([...TERMS, ...(groups?.terms ?? [])]);
	const byName = wordsMatcher([...NAMES, ...(groups?.words ?? [])]);
	const ruled = new Set(groups?.ids);
	const never = new Set(groups?.not);
	const own = wordsMatcher(groups?.words ?? []);
	return ({ id, name, description, terms }) => {
		if (never.has(id)) return null;
		if (ruled.has(id)) return { by: 'rule', what: id };
		const inName = byName(name);
		if (inName !== null) return { by: 'name', what: inName };
		const term = byTerm(terms);
		if (term !== null) return { by: 'term', what: [term.code, term.name].filter(Boolean).join(' ') };
		const ofRules = own(description);
		if (ofRules !== null) return { by: 'rule', what: ofRules };
		for (const pattern of DESCRIPTIONS) {
			const match = pattern.exec(description);
			if (match === null) continue;
			const before = description.slice(Math.max(0, match.index - 80), match.index);
			if (
				!NOT_HERE.test(before) &&
				!LEADS_TO.test(match[0]) &&
				!LEADS_TO.test(`${before.slice(-30)}${match[0]}`)
			)
				return { by: 'description', what: match[0].slice(0, 80) };
		}
		return null;
	};
}
