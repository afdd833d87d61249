/** Whether she has to be asked: a change may say `settled` only where it holds nothing she has not said yes to. */
import { isChoice, timesOf, type Time } from '$protocol/agreement';
import type { AppointmentBody } from '$protocol/appointments';
import { isSeries, type Nudge } from './nudge';

/** What a yes of hers was about, besides the time. A ready sentence or a note more asks nothing of her. */
const factsOf = ({ template, words, zone, minutes, place }: AppointmentBody): string =>
	JSON.stringify([template, words ?? [], zone, minutes ?? null, place]);

/** The times that she would agree to: what she has said yes to, what she asked for, and what she said of one by itself. */
function agreedTimes(base: Nudge): Set<string> {
	const series = isSeries(base);
	const agreed = ({ startsAt, step, answer }: Time): string[] => {
		if (step === 'settled') return [startsAt];
		const isAlone = answer !== null && answer.time === startsAt;
		if (answer?.reply === 'other-time') return !series || isAlone ? answer.proposed : [];
		// Her no or maybe to one of a series still holds after a settled form (`agreement.ts`).
		return series && isAlone && answer.reply !== 'call-me' ? [startsAt] : [];
	};
	return new Set(base.times.flatMap(agreed));
}

/**
 * Whether she need not answer `body`: same kind, place and length, and every time still to come is one she agreed to.
 * `now` is UTC ISO.
 */
export function isSettledBy(base: Nudge, body: AppointmentBody, now: string): boolean {
	if (base.step === 'cancelled' || isChoice(body) || factsOf(base.body) !== factsOf(body)) return false;
	const agreed = agreedTimes(base);
	return timesOf(body).every((time) => time <= now || agreed.has(time));
}
