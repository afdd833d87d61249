/**
 * What both sides agree on about appointments, worked out from all that was said. The phone and the desk run this very
 * function over the same messages: once both have them all, both show the same, in whatever order these came, however
 * often, and however wrong a clock was. It keeps nothing.
 *
 * - Forms: the highest `sequence`; between two of the same (two workers at once), one that cancels, because somebody knew
 *   that it falls through; then the later `sentAt`, then the greater id.
 * - Answers: only those to that very form count. The highest `turn`, then the later `sentAt`, then the greater id.
 * - A form that settles what she asked for counts as agreed on only if it was made by somebody who had heard her last word.
 */
import type { AppointmentBody, Reply, ReplyBody } from './appointments';

/** One message about an appointment, and whose it was. `id`: the message's own, the same on all devices. */
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

/**
 * `asked`: she has not answered this form. `choose`: it has several times, and she has chosen none yet.
 * `settled`: it takes place, as far as both have said. `maybe`, `declined`, `other-time`, `call`: her last answer.
 * `cancelled`: it does not take place.
 */
export type Step =
	'asked' | 'choose' | 'settled' | 'maybe' | 'declined' | 'other-time' | 'call' | 'cancelled';

/** One time at which it takes place. */
export interface Time {
	startsAt: string;
	/** Her last answer that means this time. */
	answer: Answer | null;
	/** How this one stands; in a series not all need stand alike. */
	step: Step;
}

export interface Standing {
	body: AppointmentBody;
	/** Message id of the form that counts. */
	form: string;
	sentAt: string;
	/** How it stands as a whole. What she said of one time of a series alone is in `times`. */
	step: Step;
	/** Her last answer to this form. */
	answer: Answer | null;
	/** Her last answer to a form since changed. */
	earlier: Answer | null;
	/** What she waits for: her last wish for another time or a call, of the whole or of one time, while it stands. */
	wish: Answer | null;
	/** When it takes place, soonest first: one; those of a series; or all to choose from, while she has not chosen. */
	times: Time[];
	/** The `turn` of her next answer, and the `heard` of a worker's next form. */
	nextTurn: number;
}

interface Ordered {
	id: string;
	sentAt: string;
}
const compare = (a: Ordered, b: Ordered): number => {
	if (a.sentAt !== b.sentAt) return a.sentAt > b.sentAt ? 1 : -1;
	return a.id === b.id ? 0 : a.id > b.id ? 1 : -1;
};

type Form = Extract<Said, { by: 'worker' }>;
type Answering = Extract<Said, { by: 'survivor' }>;

const isCancelled = ({ body }: Form): boolean => body.cancelled === true;

function replaces(a: Form, b: Form): boolean {
	if (a.body.sequence !== b.body.sequence) return a.body.sequence > b.body.sequence;
	if (isCancelled(a) !== isCancelled(b)) return isCancelled(a);
	return compare(a, b) > 0;
}

const turnOf = ({ body }: Answering): number => body.turn ?? 0;
const inTurn = (a: Answering, b: Answering): number =>
	a.body.sequence - b.body.sequence || turnOf(a) - turnOf(b) || compare(a, b);

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

/** Every time of a form, soonest first, each once. Times to choose from are not a series: such a form has no other. */
export const timesOf = ({ startsAt, choices, series = [] }: AppointmentBody): string[] =>
	[...new Set([startsAt, ...(choices ?? series)])].sort();

/** Whether she is asked to choose one of several times. */
export const isChoice = (body: AppointmentBody): boolean =>
	body.choices !== undefined && timesOf(body).length > 1;

const STEPS: Record<Reply, Step> = {
	coming: 'settled',
	'not-coming': 'declined',
	maybe: 'maybe',
	'other-time': 'other-time',
	'call-me': 'call',
};
const isWish = ({ reply }: Answer): boolean => reply === 'other-time' || reply === 'call-me';

function standingOf(form: Form, answers: readonly Answering[]): Standing {
	const { body, id, sentAt } = form;
	const all = timesOf(body);
	// One that says nothing of the form's id, or is about a time that this form does not have, meant another.
	const isToThis = ({ body: { time, sequence, form: meant = id } }: Answering) =>
		sequence === body.sequence && meant === id && (time === undefined || all.includes(time));
	const given = answers.filter((each) => each.body.sequence <= body.sequence).sort(inTurn);
	const mine = given.filter(isToThis).map(answerOf);
	const others = given.filter((each) => !isToThis(each)).map(answerOf);
	const answer = mine.at(-1) ?? null;
	const earlier = others.at(-1) ?? null;

	const toChoose = isChoice(body);
	const isCrossed = body.heard !== undefined && others.some(({ turn }) => turn >= (body.heard ?? 0));
	const isSettled = body.settled === true && !toChoose && !isCrossed;
	const open: Step = isSettled ? 'settled' : toChoose ? 'choose' : 'asked';
	const stepOf = (said: Answer | null): Step => {
		if (body.cancelled) return 'cancelled';
		if (said === null) return open;
		return toChoose && said.reply === 'coming' && said.time === null ? 'choose' : STEPS[said.reply];
	};

	const isChosen = toChoose && (answer?.reply === 'coming' || answer?.reply === 'maybe');
	const chosen = isChosen ? answer.time : null;
	// A settled form changes one thing and leaves the rest: what she said of another time of it by itself still holds.
	const held = isSettled ? others.filter((each) => !isWish(each)) : [];
	const about = (time: string) =>
		mine.findLast((each) => each.time === null || each.time === time) ??
		held.findLast((each) => each.time === time) ??
		null;
	const times = (chosen === null ? all : [chosen]).map((startsAt): Time => {
		const said = about(startsAt);
		return { startsAt, answer: said, step: stepOf(said) };
	});

	const whole = toChoose || all.length === 1 ? answer : (mine.findLast(({ time }) => time === null) ?? null);
	const wishes = times.flatMap((time) => (time.answer && isWish(time.answer) ? [time.answer] : []));
	const wish = mine.findLast((each) => wishes.includes(each)) ?? null;
	return {
		body,
		form: id,
		sentAt,
		step: stepOf(whole),
		answer,
		earlier,
		wish: body.cancelled ? null : wish,
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
