/**
 * Her plan, as far as she gives it: one goal with the steps she chose, again when she wants the earlier one replaced. A worker
 * can only propose; what becomes of that she tells or does not. Nothing here changes anything on her phone by itself.
 */
import * as z from 'zod/mini';
import { instantSchema, languageSchema, messageIdSchema } from './appointments';

/** The parts of a life that a plan has room for, in the order in which they are shown. */
export const DOMAINS = [
	'health',
	'feelings',
	'safety',
	'papers',
	'money',
	'work',
	'school',
	'home',
	'people',
] as const;
export type Domain = (typeof DOMAINS)[number];

/** Longest goal, step and proposal, in UTF-16 units. With all steps a goal stays below the largest envelope. */
export const GOAL_LENGTH = 400;
export const STEP_LENGTH = 200;
export const PROPOSAL_LENGTH = 200;
export const MAX_STEPS = 30;

export const goalState = z.enum(['open', 'done', 'aside']);
export type GoalState = z.infer<typeof goalState>;

const written = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

export const planStepSchema = z.strictObject({
	id: messageIdSchema,
	text: written(STEP_LENGTH),
	done: z.boolean(),
	/** A day by her own calendar. */
	day: z.optional(z.iso.date()),
});

export const goalBody = z.strictObject({
	/** Stays the same when she gives it again. */
	goal: messageIdSchema,
	/** The highest is the one that counts, whenever it arrives. */
	revision: z.int().check(z.gte(0)),
	/** When it was given here for the first time. */
	since: instantSchema,
	domain: z.enum(DOMAINS),
	text: written(GOAL_LENGTH),
	language: languageSchema,
	day: z.optional(z.iso.date()),
	state: goalState,
	steps: z.array(planStepSchema).check(z.maxLength(MAX_STEPS)),
});
export type GoalBody = z.infer<typeof goalBody>;

export const proposalBody = z.strictObject({
	/** Drawn when it is begun to be written: sent twice it is still one. */
	proposal: messageIdSchema,
	domain: z.enum(DOMAINS),
	/** It is meant as a step towards this goal, which she gave. None: a goal. */
	goal: z.optional(messageIdSchema),
	text: written(PROPOSAL_LENGTH),
	language: languageSchema,
});
export type ProposalBody = z.infer<typeof proposalBody>;

/** Only if she wants to say it. Nothing says what she made of it, or in which words. */
export const proposalAnswerBody = z.strictObject({
	proposal: messageIdSchema,
	answer: z.enum(['kept', 'not-now']),
});
export type ProposalAnswerBody = z.infer<typeof proposalAnswerBody>;
