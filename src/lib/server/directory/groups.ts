/**
 * Peer groups: people in the same place who meet. Each one says by what it was recognised, so that an operator can see why, and a
 * reader can be told. Not meant: a professional's therapy group, a class, a service that names groups among ten other things, one that
 * sends people to groups. She would stand at the wrong door.
 *
 * A term alone says little of a service that has twenty: then its words must say it too. What a term says and nothing else does is
 * given as a doubt, for the operator to decide (`groups.ids` of the rules).
 */
import type { GroupReason } from '$protocol/directory';
import {
	DESCRIPTIONS,
	GROUPISH,
	LEADS_TO,
	LISTED,
	MEET,
	NAMED_ANONYMOUS,
	NAMES,
	NOT_A_GROUP,
	NOT_HERE,
	PLAIN,
	TAUGHT,
} from './group-words';
import { termsMatcher, wordsMatcher, type Term } from './matching';
import type { Rules } from './rules';

/**
 * Open Eligibility (CC BY-SA 3.0): Peer Support, Support Groups with 12-Step and Bereavement under it, Virtual Support; Parenting
 * Education stands there too and is a class. AIRS/211: everything under support groups; the code alone, its definitions are licensed.
 */
const TERMS = [
	'1310',
	'1312',
	'1313',
	'1314',
	'1316',
	'PN-8100*',
	'Peer Support',
	'Peer Support Groups',
	'Peer-to-Peer Support',
	'Support Groups',
	'Support Group',
	'Self-Help Groups',
	'Self Help Groups',
	'Mutual Support Groups',
	'Bereavement Support Groups',
];
/** Who something is for, not what it is: survivors of violence, trafficking, assault, neglect; one to one. Open Eligibility. */
const FOR_SURVIVORS = [
	'20079',
	'20080',
	'20081',
	'20083',
	'20084',
	'20086',
	'1309',
	'Human Trafficking Survivors',
	'Survivors of Human Trafficking',
	'Domestic Violence Survivors',
	'Survivors of Intimate Partner Violence',
	'Sexual Assault Survivors',
];
/** AIRS: groups for those who were abused, assaulted, trafficked. A house with twenty services that has one is worth the way. */
const ofSurvivors = termsMatcher(['PN-8100.0200*', ...FOR_SURVIVORS]);
/** As many terms say what one service is; beyond, they are a catalogue. Terms of who it is for are not counted. */
const [FEW, MANY] = [2, 8];
const isWho = ({ code = '' }: Term): boolean => code.startsWith('Y') || /^20\d{3}$/.test(code);

export interface GroupSigns {
	id: string;
	/** Folded. */
	name: string;
	description: string;
	terms: readonly Term[];
}
export interface GroupAnswer {
	/** By what it is a peer group. */
	group: GroupReason | null;
	/** A term that says so, and was not believed. */
	doubt: string | null;
}

const NONE: GroupAnswer = { group: null, doubt: null };
const told = ({ code, name }: Term): string => [code, name].filter(Boolean).join(' ');

/** A sentence that says there is a group, here. */
function inWords(description: string): string | null {
	for (const pattern of DESCRIPTIONS)
		for (const match of description.matchAll(pattern)) {
			const [what] = match;
			const before = description.slice(Math.max(0, match.index - 80), match.index);
			const sentence = before.split(/[.!?\n•]/).at(-1) ?? '';
			const after = description.slice(match.index + what.length, match.index + what.length + 60);
			if (NOT_HERE.test(before) || LEADS_TO.test(what) || LEADS_TO.test(`${before.slice(-30)}${what}`))
				continue;
			if (LISTED.test(`${sentence}${what}`) || /^s?\s*,/.test(after)) continue;
			if (TAUGHT.test(`${sentence.slice(-60)}${what}${after.split(/[.!?\n•]/)[0]?.slice(0, 30) ?? ''}`))
				continue;
			return what.slice(0, 80);
		}
	return null;
}

/** By whether its words bear a term out. */
function borneOut(name: string, description: string, terms: readonly Term[], said: string | null): boolean {
	const many = terms.filter((term) => !isWho(term)).length;
	if (said !== null || PLAIN.test(name)) return true;
	if (NOT_A_GROUP.test(name)) return false;
	if (many > MANY) return PLAIN.test(description) && ofSurvivors(terms) !== null;
	return many <= FEW || GROUPISH.test(`${name} . ${description}`);
}

/** The recogniser for one import, with the operator's rules. */
export function groupRecogniser(rules: Rules): (service: GroupSigns) => GroupAnswer {
	const { groups } = rules;
	const ofRules = termsMatcher(groups?.terms ?? []);
	const byTerm = termsMatcher(TERMS);
	const bySurvivors = termsMatcher(FOR_SURVIVORS);
	const byName = wordsMatcher([...NAMES, ...(groups?.words ?? [])]);
	const ruled = new Set(groups?.ids);
	const never = new Set(groups?.not);
	const own = wordsMatcher(groups?.words ?? []);
	const group = (by: GroupReason['by'], what: string): GroupAnswer => ({ group: { by, what }, doubt: null });
	return ({ id, name, description, terms }) => {
		if (never.has(id)) return NONE;
		if (ruled.has(id)) return group('rule', id);
		const wanted = ofRules(terms);
		if (wanted !== null) return group('rule', told(wanted));
		const inName = byName(name) ?? NAMED_ANONYMOUS.exec(name)?.[0] ?? null;
		if (inName !== null && !NOT_A_GROUP.test(name.slice(name.indexOf(inName) + inName.length)))
			return group('name', inName);
		const word = own(description);
		if (word !== null) return group('rule', word);
		const said = inWords(description);
		const term = byTerm(terms);
		if (term !== null && borneOut(name, description, terms, said)) return group('term', told(term));
		const survivors = NOT_A_GROUP.test(name) ? null : bySurvivors(terms);
		const few = terms.filter((one) => !isWho(one)).length <= FEW;
		if (survivors !== null && (GROUPISH.test(name) || (few && MEET.test(description))))
			return group('term', told(survivors));
		if (said !== null && !NOT_A_GROUP.test(name)) return group('description', said);
		return term === null ? NONE : { group: null, doubt: told(term) };
	};
}
