/**
 * One appointment as the desk shows it: what both sides make of it (`protocol/agreement`), how far its last form has come,
 * and what of it lies ahead. Pure; messages may come in any order and more than once.
 */
import type { ChannelMessage, Delivery, Member } from '$platform/channel';
import { standings, type Said, type Standing, type Step, type Time } from '$protocol/agreement';

export interface Nudge extends Standing {
	/** How far the form that counts has come; null for one that a colleague has sent. */
	delivery: Delivery | null;
}

type Members = readonly Pick<Member, 'key' | 'role'>[];

/**
 * What was said about appointments. Somebody who has gone since is not among the members: only workers send forms and
 * only she answers, so nobody is turned away but those who are known to be somebody else.
 */
function saidIn(messages: readonly ChannelMessage[], members: Members): Said[] {
	const roleOf = (by: string | null) => members.find(({ key }) => key === by)?.role;
	return messages.flatMap(({ from, by, message }): Said[] => {
		const { id, sentAt } = message;
		if (message.type === 'appointment') {
			if (from === 'them' && roleOf(by) === 'survivor') return [];
			return [{ id, sentAt, by: 'worker', type: 'appointment', body: message.body }];
		}
		if (message.type !== 'reply' || from === 'me') return [];
		if ((roleOf(by) ?? 'survivor') !== 'survivor') return [];
		return [{ id, sentAt, by: 'survivor', type: 'reply', body: message.body }];
	});
}

/** The nudges of one conversation's messages, latest start first. Answers to appointments never sent are left out. */
export function nudgesOf(messages: readonly ChannelMessage[], members: Members = []): Nudge[] {
	const mine = new Map(
		messages.flatMap(({ from, delivery, message }) =>
			from === 'me' ? [[message.id, delivery ?? 'waiting'] as const] : [],
		),
	);
	return [...standings(saidIn(messages, members)).values()]
		.map((standing): Nudge => ({ ...standing, delivery: mine.get(standing.form) ?? null }))
		.sort((a, b) => compare(startOf(b), startOf(a)) || compare(a.body.appointment, b.body.appointment));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const startOf = ({ body, times }: Nudge): string => times[0]?.startsAt ?? body.startsAt;

export type NudgeState = Delivery | 'answered' | 'colleague';
/** Where a nudge stands, in one word. */
export const nudgeState = (nudge: Nudge): NudgeState =>
	nudge.answer ? 'answered' : (nudge.delivery ?? 'colleague');

/** Of several, the soonest still to come; the first one where all have passed. `now` is UTC ISO. */
export function nextTime({ times }: Nudge, now: string): Time | null {
	return times.find(({ startsAt }) => startsAt > now) ?? times[0] ?? null;
}
/** When it is next. UTC ISO. */
export const nextStart = (nudge: Nudge, now: string): string =>
	nextTime(nudge, now)?.startsAt ?? nudge.body.startsAt;
/** Whether any of it still lies ahead. */
export const isAhead = (nudge: Nudge, now: string): boolean =>
	nudge.times.some(({ startsAt }) => startsAt > now);

export const isSeries = ({ body }: Nudge): boolean => body.choices === undefined && body.series !== undefined;

/** How it stands next; of a series, how its next time does. */
export const stepNext = (nudge: Nudge, now: string): Step =>
	isSeries(nudge) ? (nextTime(nudge, now)?.step ?? nudge.step) : nudge.step;

/** She waits for another time, or of some of it there is no word of hers yet. */
export function needsLook(nudge: Nudge, now: string): boolean {
	if (nudge.step === 'cancelled' || !isAhead(nudge, now)) return false;
	const open = new Set<Step>(['asked', 'choose', 'other-time']);
	if (!isSeries(nudge)) return open.has(nudge.step);
	return nudge.times.some(({ startsAt, step }) => startsAt > now && open.has(step));
}
