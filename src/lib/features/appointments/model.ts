/**
 * Builds the agenda from what the channel holds. It keeps nothing of its own: the messages are the truth, and what both
 * sides make of them is decided in protocol/agreement alone.
 */
import type { ChannelMessage, Delivery } from '$platform/channel/contract';
import { isChoice, standings, type Said, type Standing } from '$protocol/agreement';
import type { Reply, ReplyBody } from '$protocol/appointments';

/** One appointment of a worker's, as both sides have it. */
export interface Told {
	conversation: string;
	standing: Standing;
}

export interface Appointment extends Told {
	/** Conversation and appointment id together: one caseworker can never overwrite what another has sent. */
	key: string;
	/** The first of its times that is not over, or else the last. UTC, ISO. */
	startsAt: string;
	/** Where her last answer to this form has got to. */
	delivery: Delivery | null;
}

/** An appointment stays "coming up" for an hour after it starts: she may be late, or on the way. Milliseconds. */
export const LINGER = 3_600_000;

/** What both sides make of all appointments. Only what came from the other side makes one, and only her own answers count. */
export function toldIn(messages: readonly ChannelMessage[]): Told[] {
	const said = new Map<string, Said[]>();
	for (const { id, conversation, from, message } of messages) {
		const { sentAt } = message;
		const list = said.get(conversation) ?? [];
		said.set(conversation, list);
		if (message.type === 'appointment' && from === 'them')
			list.push({ id, sentAt, by: 'worker', type: 'appointment', body: message.body });
		else if (message.type === 'reply' && from === 'me')
			list.push({ id, sentAt, by: 'survivor', type: 'reply', body: message.body });
	}
	return [...said].flatMap(([conversation, list]) =>
		[...standings(list).values()].map((standing) => ({ conversation, standing })),
	);
}

/** It has begun more than an hour ago, and is over where it is known how long it lasts. */
export const isOver = (startsAt: string, { body }: Standing, now: Date): boolean =>
	now.getTime() > Date.parse(startsAt) + Math.max(LINGER, (body.minutes ?? 0) * 60_000);

/** Of its times those that are not over yet. */
export const timesAhead = (standing: Standing, now: Date): string[] =>
	standing.times.map(({ startsAt }) => startsAt).filter((startsAt) => !isOver(startsAt, standing, now));

/** Her appointments, soonest first, the same for any order of `messages`. */
export function agenda(messages: readonly ChannelMessage[], now: Date): Appointment[] {
	const deliveries = new Map(messages.map(({ id, delivery }) => [id, delivery ?? 'waiting']));
	return toldIn(messages)
		.map(({ conversation, standing }): Appointment => {
			const { answer, body, times } = standing;
			return {
				conversation,
				standing,
				key: `${conversation}/${body.appointment}`,
				startsAt: timesAhead(standing, now)[0] ?? times.at(-1)?.startsAt ?? body.startsAt,
				delivery: answer ? (deliveries.get(answer.id) ?? null) : null,
			};
		})
		.sort((a, b) =>
			a.startsAt === b.startsAt ? (a.key < b.key ? -1 : 1) : a.startsAt < b.startsAt ? -1 : 1,
		);
}

/** Splits an agenda at `now`: what is coming, soonest first, and what has been, latest first. */
export function split(
	appointments: readonly Appointment[],
	now: Date,
): { coming: Appointment[]; past: Appointment[] } {
	const isComing = ({ standing }: Appointment) => timesAhead(standing, now).length > 0;
	return {
		coming: appointments.filter(isComing),
		past: appointments.filter((appointment) => !isComing(appointment)).reverse(),
	};
}

/** How her answer is given: one time; several, of which she chooses one; or a series, of which she may mean one. */
export type Shape = 'one' | 'choice' | 'series';
export const shapeOf = ({ body, times }: Standing): Shape =>
	isChoice(body) ? 'choice' : times.length > 1 ? 'series' : 'one';

/** What is beside the answer itself. `note` as she typed it. */
export interface Beside {
	time?: string | undefined;
	proposed?: readonly string[];
	note?: string;
	language?: string;
}

/** Her answer to the form that counts now on her phone. */
export function replyTo(standing: Standing, reply: Reply, said: Beside = {}): ReplyBody {
	const { time, proposed = [], language } = said;
	const note = said.note?.trim() ?? '';
	return {
		appointment: standing.body.appointment,
		sequence: standing.body.sequence,
		form: standing.form,
		turn: standing.nextTurn,
		reply,
		...(time === undefined ? {} : { time }),
		...(proposed.length > 0 ? { proposed: [...proposed] } : {}),
		...(note === '' ? {} : { note, ...(language === undefined ? {} : { noteLanguage: language }) }),
	};
}

/**
 * Why the form that counts is here. `cancelled`: it does not take place. `arranged`: as she asked, or chose. `unchanged`: it
 * changed, and nothing is asked of her. `again`: it changed after she answered, and asks once more. `changed`: before she
 * answered.
 */
export type News = 'cancelled' | 'arranged' | 'unchanged' | 'again' | 'changed';

export function newsOf({ step, body, answer, earlier }: Standing): News | null {
	if (step === 'cancelled') return 'cancelled';
	if (answer !== null || body.sequence === 0) return null;
	if (step === 'settled') return earlier !== null && isAsking(earlier.reply) ? 'arranged' : 'unchanged';
	return earlier === null ? 'changed' : 'again';
}
const isAsking = (reply: Reply): boolean => reply === 'other-time' || reply === 'coming';

/**
 * Whether a clock in `zone` reads differently from one in `own` at that instant. False for a zone this phone does not
 * know: then the time is shown by her own clock and there is nothing to tell apart.
 */
export function clocksDiffer(startsAt: string, zone: string, own: string): boolean {
	const read = (timeZone: string) =>
		new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
			new Date(startsAt),
		);
	return isKnownZone(zone) && read(zone) !== read(own);
}

/** The zone to show times in: the place's, or none (her own) when this phone has never heard of it. */
export function isKnownZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
