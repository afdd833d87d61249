/**
 * Her plan: goals and small steps in her own words. Pure. It knows no progress, no overdue and no next thing to do: what she
 * ticks is ticked, what she puts aside is not in the way, and a day is only a day.
 */
import * as z from 'zod/mini';
import type { Stored } from '$platform/vault/contract';
import type { GivenGoal, Proposal } from '$parts';
import type { Conversation } from '$platform/channel/contract';
import { languageSchema, messageIdSchema } from '$protocol/appointments';
import {
	DOMAINS,
	GOAL_LENGTH,
	goalState,
	MAX_STEPS,
	STEP_LENGTH,
	type Domain,
	type GoalBody,
	type GoalState,
} from '$protocol/plan';

const day = z.nullable(z.iso.date());

export const stepSchema = z.strictObject({
	id: messageIdSchema,
	text: z.string().check(z.minLength(1), z.maxLength(STEP_LENGTH)),
	done: z.boolean(),
	day,
});
export type Step = z.infer<typeof stepSchema>;

export const goalSchema = z.strictObject({
	v: z.literal(1),
	domain: z.enum(DOMAINS),
	text: z.string().check(z.minLength(1), z.maxLength(GOAL_LENGTH)),
	/** In which she wrote it. */
	language: languageSchema,
	day,
	state: goalState,
	steps: z.array(stepSchema).check(z.maxLength(MAX_STEPS)),
	/** When she wrote it down, UTC ISO: only to keep goals in one order. Given to nobody. */
	at: z.iso.datetime({ precision: 3 }),
});
export type Goal = z.infer<typeof goalSchema>;

/** What she decided about a proposal; `key` as in `parts/plan/model.ts`. Put aside, it waits without asking. */
export const decisionSchema = z.strictObject({
	v: z.literal(1),
	key: z.string(),
	decision: z.enum(['kept', 'aside', 'no']),
});
export type Decision = z.infer<typeof decisionSchema>;

export const isDomain = (text: string | undefined): text is Domain => DOMAINS.some((one) => one === text);
/** A day as the field has it; half typed or impossible is none. */
export const dayOf = (text: string): string | null => (z.iso.date().safeParse(text).success ? text : null);

export interface Group {
	domain: Domain;
	goals: Stored<Goal>[];
}
/** Goals of one state by domain, in the order in which they were written; domains without any are left out. */
export function groupsOf(goals: readonly Stored<Goal>[], state: GoalState): Group[] {
	const sorted = goals
		.filter(({ value }) => value.state === state)
		.toSorted((a, b) => (a.value.at < b.value.at ? -1 : a.value.at > b.value.at ? 1 : a.id < b.id ? -1 : 1));
	return DOMAINS.map((domain) => ({
		domain,
		goals: sorted.filter(({ value }) => value.domain === domain),
	})).filter(({ goals: some }) => some.length > 0);
}

const changed = (goal: Goal, id: string, change: Partial<Step>): Goal => ({
	...goal,
	steps: goal.steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
});
export const ticked = (goal: Goal, id: string, done: boolean): Goal => changed(goal, id, { done });
export const reworded = (goal: Goal, id: string, text: string, date: string | null): Goal =>
	changed(goal, id, { text, day: date });
export const isFull = (goal: Goal): boolean => goal.steps.length >= MAX_STEPS;
export const withStep = (goal: Goal, step: Step): Goal =>
	isFull(goal) ? goal : { ...goal, steps: [...goal.steps, step] };
export const withoutStep = (goal: Goal, id: string): Goal => ({
	...goal,
	steps: goal.steps.filter((step) => step.id !== id),
});

/**
 * What leaves the phone when she gives a goal: its words, and of its steps only those she chose.
 * @param before what she has given of it in that conversation
 * @param now UTC ISO
 */
export function toGive(
	{ id, value }: Stored<Goal>,
	chosen: ReadonlySet<string>,
	before: GivenGoal | undefined,
	now: string,
): GoalBody {
	const { domain, text, language, state } = value;
	return {
		goal: id,
		revision: before ? before.body.revision + 1 : 0,
		since: before && !before.askedBack ? before.body.since : now,
		...{ domain, text, language, state },
		...(value.day ? { day: value.day } : {}),
		steps: value.steps
			.filter((step) => chosen.has(step.id))
			.map((step) => ({
				...{ id: step.id, text: step.text, done: step.done },
				...(step.day ? { day: step.day } : {}),
			})),
	};
}

/** What can be told apart of a goal as it was given. */
const told = ({
	domain,
	text,
	day: date,
	state,
	steps,
}: Omit<GoalBody, 'goal' | 'revision' | 'since' | 'language'>) =>
	JSON.stringify([
		domain,
		text,
		date ?? null,
		state,
		steps.map((step) => [step.id, step.text, step.done, step.day]),
	]);

/** What they have is not what would be given now, with the same steps. */
export function isChanged(goal: Stored<Goal>, given: GivenGoal): boolean {
	const same = new Set(given.body.steps.map(({ id }) => id));
	return told(toGive(goal, same, given, given.body.since)) !== told(given.body);
}

/** Conversations in which something can be given now. */
export const openOnes = (conversations: readonly Conversation[]): Conversation[] =>
	conversations.filter(({ kind, state }) => kind === 'case' && state === 'open');

const decided = (decisions: readonly Stored<Decision>[], key: string) =>
	decisions.find(({ value }) => value.key === key)?.value.decision ?? null;
/** Proposals for her that nothing was decided about; or that she put aside. Only ever from somebody else. */
export const waiting = (
	proposals: readonly Proposal[],
	decisions: readonly Stored<Decision>[],
	which: 'aside' | null = null,
): Proposal[] => proposals.filter(({ from, key }) => from === 'them' && decided(decisions, key) === which);
