/** "Is this phone safe?": the questions and what may be said to the answers. It keeps none of them. */
export const QUESTIONS = ['pin', 'given', 'hands', 'knows', 'where'] as const;
export type Question = (typeof QUESTIONS)[number];
export type Answer = 'yes' | 'no' | 'unsure';
/** Not there, or undefined: skipped. */
export type Answers = Readonly<Partial<Record<Question, Answer | undefined>>>;
export type Outcome = 'quiet' | 'open' | 'signs';

/** Somebody knows what they should not: that, and not what the phone allows, points to being watched. */
const SIGNS: readonly Question[] = ['knows', 'where'];

/**
 * `signs`: something was noticed. `open`: somebody could look, or it is not known. `quiet`: every answer was no. A
 * skipped question counts as not known: nobody is told that all is well for having said nothing.
 */
export function outcomeOf(answers: Answers): Outcome {
	if (SIGNS.some((question) => answers[question] === 'yes')) return 'signs';
	return QUESTIONS.every((question) => answers[question] === 'no') ? 'quiet' : 'open';
}

/** What can be done next, as keys under `safer:check.next`. Changing the phone is never offered where it may be watched. */
export const NEXT: Readonly<Record<Outcome, readonly string[]>> = {
	quiet: ['trust', 'other'],
	open: ['other', 'small', 'leave', 'plan'],
	signs: ['other', 'leave', 'plan', 'trust'],
};
