/** Which papers may help, in groups, and what she says about one. Pure. */
import * as z from 'zod/mini';
import type { Stored } from '$platform/vault/contract';

export const GROUPS = {
	who: ['passport', 'birth', 'permit', 'children'],
	work: ['contract', 'slips', 'debts', 'bank'],
	care: ['medical', 'police', 'letters'],
} as const;
export type Group = keyof typeof GROUPS;
type Known = (typeof GROUPS)[Group][number];
const KNOWN: readonly Known[] = [...GROUPS.who, ...GROUPS.work, ...GROUPS.care];
/** Her own entries have a name that she gave them. */
type Kind = Known | 'own';

/** In the order in which they are offered. The empty one says nothing. */
export const STATES = ['have', 'can', 'gone', 'not', ''] as const;
export type State = (typeof STATES)[number];

/** Letters. */
export const LONGEST = 200;

const words = z._default(z.string().check(z.maxLength(LONGEST)), '');
export const paperSchema = z.object({
	kind: z.enum([...KNOWN, 'own']),
	/** Of her own entries. */
	name: words,
	state: z._default(z.enum(STATES), ''),
	/** Where it is, and who has a copy. */
	place: words,
	holder: words,
	/** When it was begun: their order. ISO 8601. */
	at: z.iso.datetime(),
});
export type Paper = z.infer<typeof paperSchema>;

export const isKnown = (name: string | undefined): name is Known => KNOWN.some((kind) => kind === name);
export const isState = (name: string): name is State => STATES.some((state) => state === name);

export const emptyPaper = (kind: Kind, now: Date): Paper => ({
	kind,
	name: '',
	state: '',
	place: '',
	holder: '',
	at: now.toISOString(),
});

/** Nothing is kept of a paper about which nothing is said. */
export const saysSomething = ({ state, name, place, holder }: Paper): boolean =>
	state !== '' || [name, place, holder].some((words) => words.trim() !== '');

const byAge = (a: Stored<Paper>, b: Stored<Paper>) =>
	a.value.at.localeCompare(b.value.at) || a.id.localeCompare(b.id);

/** What she said about a paper of the list, if anything. */
export const paperOf = (all: readonly Stored<Paper>[], kind: Known): Stored<Paper> | undefined =>
	all.filter(({ value }) => value.kind === kind).toSorted(byAge)[0];

/** Her own entries, in the order in which she wrote them. */
export const ownOf = (all: readonly Stored<Paper>[]): Stored<Paper>[] =>
	all.filter(({ value }) => value.kind === 'own' && saysSomething(value)).toSorted(byAge);
