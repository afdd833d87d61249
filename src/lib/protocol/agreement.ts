/**
 * What both sides agree on about appointments, worked out from all that was said. The phone and the desk run this very
 * function over the same messages: once both have them all, both show the same, in whatever order these came, however
 * often, and however wrong a clock was. It keeps nothing.
 *
 * - Forms: the highest `sequence`; between two of the same (two workers at once), the later `sentAt`, then the greater id.
 * - Answers: only those to that very form count. The highest `turn`, then the later `sentAt`, then the greater id.
 */
import type { AppointmentBody, Reply, ReplyBody } from './appointments';

/** One message about an appointment, and whose it was. */
export type Said = { id: string; sentAt: string } & (
	| { by: 'worker'; type: 'appointment'; body: AppointmentBody }
	| { by: 'survivor'; type: 'reply'; body: ReplyBody }
);

export interface Answer {
	/** Of the message. */
	id: string;
	/** By her phone's clock. */
	at: string;
	reply: Reply;
	/** The one she chose, or the one of the series that is meant. */
	time: string | null;
	proposed: string[];
	note: string;
	noteLanguage: string | null;
	turn: number;
}

/** One time at which it takes place. */
export interface Time {
	startsAt: string;
	/** Her last answer that means this time. */
	answer: Answer | null;
}

/**
 * `asked`: she has not answered this form. `choose`: it has several times, and she has chosen none yet.
 * `settled`: it takes place, as far as both have said. `maybe`, `declined`, `other-time`, `call`: her last answer.
 * `cancelled`: it does not take place.
 */
export type Step =
	'asked' | 'choose' | 'settled' | 'maybe' | 'declined' | 'other-time' | 'call' | 'cancelled';

export interface Standing {
	body: AppointmentBody;
	/** Message id of the form that counts. */
	form: string;
	sentAt: string;
	step: Step;
	/** Her last answer to this form. */
	answer: Answer | null;
	/** Her last answer to a form since changed. */
	earlier: Answer | null;
	/** When it takes place, soonest first: one; those of a series; or all to choose from, while she has not chosen. */
	times: Time[];
	/** The `turn` of her next answer. */
	nextTurn: number;
}

interface Ordered {
	id: string;
	sentAt: string;
}
const later = (a: Ordered, b: Ordered): boolean =>
	a.sentAt === b.sentAt ? a.id > b.id : a.sentAt > b.sentAt;

type Form = Extract<Said, { by: 'worker' }>;
type Answering = Extract<Said, { by: 'survivor' }>;

const replaces = (a: Form, b: Form): boolean =>
	a.body.sequence === b.body.sequence ? later(a, b) : a.body.sequence > b.body.sequence;

const turnOf = ({ body }: Answering): number => body.turn ?? 0;
const isAfter = (a: Answering, b: Answering): number => {
	if (a.body.sequence !== b.body.sequence) return a.body.sequence - b.body.sequence;
	if (turnOf(a) !== turnOf(b)) return turnOf(a) - turnOf(b);
	return later(a, b) ? 1 : -1;
};

const answerOf = (said: Answering): Answer => ({
	id: said.id,
	at: said.sentAt,
	reply: said.body.reply,
	time: said.body.time ?? null,
	proposed: said.body.proposed ?? [],
	note: said.body.note ?? '',
	noteLanguage: said.body.noteLanguage ?? null,
	turn: turnOf(said),
});

/** Every time of a form, soonest first, each once. */
export const timesOf = ({ startsAt, choices = [], series = [] }: AppointmentBody): string[] =>
	[...new Set([startsAt, ...choices, ...series])].sort();

const STEPS: Record<Reply, Step> = {
	coming: 'settled',
	'not-coming': 'declined',
	maybe: 'maybe',
	'other-time': 'other-time',
	'call-me': 'call',
};

function standingOf(form: Form, answers: readonly Answering[]): Standing {
	const { body, id, sentAt } = form;
	const all = timesOf(body);
	// An answer about a time that this form does not have says nothing about it.
	const fits = ({ body: { time, sequence } }: Answering) =>
		sequence !== body.sequence || time === undefined || all.includes(time);
	const given = answers.filter((each) => each.body.sequence <= body.sequence && fits(each)).sort(isAfter);
	const mine = given.filter((each) => each.body.sequence === body.sequence).map(answerOf);
	const answer = mine.at(-1) ?? null;
	const before = given.findLast((each) => each.body.sequence < body.sequence);
	const isChoice = (body.choices?.length ?? 0) > 1;
	const chosen = isChoice && answer?.reply === 'coming' ? answer.time : null;
	const about = (time: string) => mine.findLast((each) => each.time === null || each.time === time) ?? null;
	const times = (chosen === null ? all : [chosen]).map((time) => ({ startsAt: time, answer: about(time) }));
	const step = (): Step => {
		if (body.cancelled) return 'cancelled';
		if (answer === null) return body.settled ? 'settled' : isChoice ? 'choose' : 'asked';
		if (answer.reply === 'coming' && isChoice && chosen === null) return 'choose';
		return STEPS[answer.reply];
	};
	return {
		body,
		form: id,
		sentAt,
		step: step(),
		answer,
		earlier: before ? answerOf(before) : null,
		times,
		nextTurn: 1 + Math.max(-1, ...answers.map(turnOf)),
	};
}

/** One standing for each appointment of one conversation, by its id. Answers to what was never offered say nothing. */
export function standings(said: readonly Said[]): Map<string, Standing> {
	const forms = new Map<string, Form>();
	const answers = new Map<string, Map<string, Answering>>();
	for (const each of said) {
		const key = each.body.appointment;
		if (each.by === 'worker') {
			const held = forms.get(key);
			if (!held || replaces(each, held)) forms.set(key, each);
		} else {
			const held = answers.get(key) ?? new Map<string, Answering>();
			answers.set(key, held.set(each.id, each));
		}
	}
	return new Map(
		[...forms].map(([key, form]) => [key, standingOf(form, [...(answers.get(key)?.values() ?? [])])]),
	);
}
