/** Words and terms that something is recognised by. */
import { fold } from '$protocol/directory-words';
import type { Which } from './rules';

export interface Term {
	code?: string | undefined;
	name?: string | undefined;
}

/** Whole words; one at its end may go on (`support group` finds support groups). Folded text is looked at. */
export function wordsMatcher(words: readonly string[]): (folded: string) => string | null {
	if (words.length === 0) return () => null;
	// Survivors’ and survivors, women’s and womens are one.
	const escaped = words.map((word) =>
		fold(word)
			.replace(/['’ʼ]/g, '')
			.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
			.replace(/[\s-]+/g, '[\\s-]+'),
	);
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})s?(?![\\p{L}\\p{N}])`, 'u');
	return (folded) => pattern.exec(folded.replace(/['’ʼ]/g, ''))?.[0] ?? null;
}

/** What some put in front of a code: `openeligibility:1312`, `https://…/terms#1312`. */
const PREFIX = /^.*[:/#=](?=[^:/#=]+$)/;

/** By code, by the beginning of a code (`PN-8100*`), or by name. */
export function termsMatcher(wanted: readonly string[]): (terms: readonly Term[]) => Term | null {
	const exact = new Set(wanted.filter((one) => !one.endsWith('*')).map((one) => fold(one)));
	const begins = wanted.filter((one) => one.endsWith('*')).map((one) => fold(one.slice(0, -1)));
	return (terms) =>
		terms.find(({ code, name }) => {
			const folded = fold(code ?? '').replace(PREFIX, '');
			return (
				(folded !== '' && (exact.has(folded) || begins.some((head) => folded.startsWith(head)))) ||
				(name !== undefined && exact.has(fold(name)))
			);
		}) ?? null;
}

export interface Described {
	id: string;
	organizationId?: string;
	/** Folded: name, other name, organisation's name, description. */
	all: string;
	terms: readonly Term[];
}

/** Whether an operator's rule means this service. */
export function whichMatcher(which: Which | undefined): (service: Described) => boolean {
	if (which === undefined) return () => false;
	const ids = new Set(which.ids);
	const [byWords, byTerms] = [wordsMatcher(which.words ?? []), termsMatcher(which.terms ?? [])];
	return ({ id, organizationId = '', all, terms }) =>
		ids.has(id) || ids.has(organizationId) || byWords(all) !== null || byTerms(terms) !== null;
}
