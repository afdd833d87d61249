/**
 * Builds the agenda from what the channel holds. It keeps nothing of its own: the messages are the truth, in whatever
 * order they came, so a message that arrives twice or late changes nothing that was already right.
 */
import type { ChannelMessage, Delivery } from '$platform/channel/contract';
import type { AppointmentBody, Reply } from '$protocol/appointments';

export interface Answer {
	reply: Reply;
	delivery: Delivery;
}

export interface Appointment {
	/** Conversation and appointment id together: one caseworker can never overwrite what another has sent. */
	key: string;
	conversation: string;
	appointment: string;
	sequence: number;
	template: AppointmentBody['template'];
	/** UTC, ISO. */
	startsAt: string;
	/** IANA zone of the place. */
	zone: string;
	place: string;
	/** As written by the caseworker, in whatever language that was. */
	note: string;
	/** Her last answer to this very version, or null. */
	answer: Answer | null;
	/** She answered an earlier version and it changed since. */
	changedAfterAnswer: boolean;
}

interface Versioned<T> {
	body: T;
	sentAt: string;
	id: string;
}

/** An appointment stays "coming up" for an hour after it starts: she may be late, or on the way. Milliseconds. */
const LINGER = 3_600_000;

const later = (a: Versioned<unknown>, b: Versioned<unknown>): boolean =>
	a.sentAt === b.sentAt ? a.id > b.id : a.sentAt > b.sentAt;

const supersedes = (a: Versioned<AppointmentBody>, b: Versioned<AppointmentBody>): boolean =>
	a.body.sequence === b.body.sequence ? later(a, b) : a.body.sequence > b.body.sequence;

const keyOf = (conversation: string, appointment: string): string => `${conversation}/${appointment}`;

/**
 * Her appointments, soonest first. The highest sequence wins, then the later sent, then the greater id, so the result
 * is the same for any order of `messages`. Only what came from the other side makes an appointment, and only what she
 * sent herself is her answer.
 */
export function agenda(messages: readonly ChannelMessage[]): Appointment[] {
	const newest = new Map<string, Versioned<AppointmentBody> & { conversation: string }>();
	const answers = new Map<string, Versioned<{ reply: Reply; sequence: number }> & { delivery: Delivery }>();

	for (const { id, conversation, from, delivery, message } of messages) {
		if (message.type === 'appointment' && from === 'them') {
			const key = keyOf(conversation, message.body.appointment);
			const candidate = { id, conversation, body: message.body, sentAt: message.sentAt };
			const held = newest.get(key);
			if (!held || supersedes(candidate, held)) newest.set(key, candidate);
		}
		if (message.type === 'reply' && from === 'me') {
			const key = keyOf(conversation, message.body.appointment);
			const candidate = { id, body: message.body, sentAt: message.sentAt, delivery: delivery ?? 'waiting' };
			const held = answers.get(key);
			if (!held || later(candidate, held)) answers.set(key, candidate);
		}
	}

	return [...newest.entries()]
		.map(([key, { conversation, body }]): Appointment => {
			const answered = answers.get(key);
			const current = answered?.body.sequence === body.sequence;
			return {
				key,
				conversation,
				appointment: body.appointment,
				sequence: body.sequence,
				template: body.template,
				startsAt: body.startsAt,
				zone: body.zone,
				place: body.place,
				note: body.note,
				answer: answered && current ? { reply: answered.body.reply, delivery: answered.delivery } : null,
				changedAfterAnswer: answered !== undefined && !current,
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
	const edge = now.getTime() - LINGER;
	const isComing = ({ startsAt }: Appointment) => Date.parse(startsAt) >= edge;
	return {
		coming: appointments.filter(isComing),
		past: appointments.filter((appointment) => !isComing(appointment)).reverse(),
	};
}

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
