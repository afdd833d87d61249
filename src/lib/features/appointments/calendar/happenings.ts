/**
 * Everything in a window of time, hers and what workers have sent, in one order. It keeps nothing and asks nobody: the
 * same records and messages give the same, in whatever order they come. Series are followed by platform/calendar, whose
 * library is fetched only where something repeats.
 */
import { addLength, instantOf, occurrencesIn, ordinal } from '$platform/calendar';
import type { CalendarEvent, CalendarTime, Window } from '$platform/calendar';
import { OWN_TEMPLATE } from '$protocol/appointments';
import { isChoice, type Standing, type Step, type Time } from '$protocol/agreement';
import { isKnownZone, LINGER, type Told } from '../model';
import type { Happening } from './happening';
import type { Aside, Entry, ReminderWish } from './kept';

/** A record of one of her collections. */
export interface Kept<T> {
	id: string;
	value: T;
}

/** All that her calendar is made of. */
export interface Sources {
	entries: readonly Kept<Entry>[];
	told: readonly Told[];
	asides: readonly Kept<Aside>[];
	/** Her usual reminders, for what a worker sends and she has added nothing to. */
	usual?: readonly ReminderWish[];
}

/** Under which `how` keeps one time of a series. */
export const startKey = (start: CalendarTime): string =>
	start.type === 'instant' ? start.at : start.type === 'floating' ? start.local : start.date;

/** The id of the record with what she adds for herself. */
export const asideId = (conversation: string, appointment: string): string =>
	`${conversation}.${appointment}`;

/** A zone that this phone has never heard of would stop the clocks of everything else. */
const known = (time: CalendarTime, zone: string): CalendarTime =>
	time.type === 'instant' && !isKnownZone(time.zone) ? { ...time, zone } : time;

function eventOf({ title, place, start, length, repeats, imported }: Entry, zone: string): CalendarEvent {
	return {
		line: 0,
		uid: imported?.uid ?? null,
		sequence: imported?.sequence ?? 0,
		status: 'confirmed',
		title,
		note: '',
		place,
		start: known(start, zone),
		length,
		repeats,
		instanceOf: imported?.instanceOf ?? null,
		reminders: [],
	};
}

const hers = ({ id, value: entry }: Kept<Entry>, start: CalendarTime, end: CalendarTime): Happening => ({
	from: 'her',
	key: `her/${id}/${startKey(start)}`,
	startKey: startKey(start),
	id,
	title: entry.title,
	entry,
	start,
	end,
	kind: entry.kind,
	place: entry.place,
	travel: entry.travel,
	reminders: entry.reminders,
	how: entry.how[startKey(start)] ?? '',
});

/** How one of its times stands, for a calendar. */
const STATES = {
	asked: 'asked',
	choose: 'choose',
	settled: 'settled',
	maybe: 'open',
	'other-time': 'open',
	call: 'open',
	declined: 'declined',
	cancelled: 'cancelled',
} as const satisfies Record<Step, string>;

const toChoose = ({ body, times }: Standing): boolean => isChoice(body) && times.length > 1;

/** While she has not chosen, one of the times stands for all: the first that can still be, else the last. */
function timesOf(standing: Standing, now: number): readonly Time[] {
	const { times } = standing;
	if (!toChoose(standing)) return times;
	const next = times.find(({ startsAt }) => Date.parse(startsAt) >= now) ?? times.at(-1);
	return next ? [next] : [];
}

function theirs(
	{ conversation, standing }: Told,
	aside: Aside | null,
	usual: readonly ReminderWish[],
	zone: string,
	now: number,
) {
	const { body } = standing;
	return timesOf(standing, now).map((time): Happening => {
		const start = known({ type: 'instant', at: time.startsAt, zone: body.zone }, zone);
		const which = toChoose(standing) ? 'choose' : time.startsAt;
		return {
			from: 'worker',
			key: `${conversation}/${body.appointment}/${which}`,
			startKey: time.startsAt,
			conversation,
			appointment: body.appointment,
			standing,
			state: STATES[time.step],
			answer: time.answer,
			aside,
			start,
			end: addLength(start, 0, (body.minutes ?? 0) * 60),
			kind: body.template === OWN_TEMPLATE ? null : body.template,
			place: body.place,
			travel: aside?.travel ?? 0,
			reminders: aside?.reminders ?? usual,
			how: aside?.how[time.startsAt] ?? '',
		};
	});
}

async function entriesIn(window: Window, entries: readonly Kept<Entry>[]): Promise<Happening[]> {
	if (entries.every(({ value }) => value.repeats === null))
		return entries.map((kept) => {
			const start = known(kept.value.start, window.zone);
			return hers(kept, start, addLength(start, kept.value.length.days, kept.value.length.seconds));
		});
	const of = new Map(entries.map((kept) => [eventOf(kept.value, window.zone), kept]));
	const { occurrences } = await occurrencesIn([...of.keys()], window);
	return occurrences.flatMap(({ event, start, end }) => {
		const kept = of.get(event);
		return kept ? [hers(kept, start, end)] : [];
	});
}

/**
 * What happens in the window, soonest first: by the clock in `window.zone`, whole days before what begins at their midnight.
 * @param now which of several times to choose from can still be
 */
export async function happeningsIn(
	window: Window,
	{ entries, told, asides, usual = [] }: Sources,
	now: Date,
): Promise<Happening[]> {
	const aside = new Map(asides.map(({ id, value }) => [id, value]));
	const sent = told.flatMap((each) =>
		theirs(
			each,
			aside.get(asideId(each.conversation, each.standing.body.appointment)) ?? null,
			usual,
			window.zone,
			now.getTime(),
		),
	);
	const reach = ({ start, end }: Happening): { from: number; to: number } => ({
		from: instantOf(start, window.zone),
		to: instantOf(end, window.zone),
	});
	const inside = (happening: Happening): boolean => {
		const { from, to } = reach(happening);
		// Something without a length happens at its instant.
		return from < window.to && (to > window.from || (to === from && from >= window.from));
	};
	// At one moment, what somebody waits for an answer about comes first: Today shows only one.
	const order = (happening: Happening): [number, number, number, string] => [
		reach(happening).from,
		happening.start.type === 'date' ? 0 : 1,
		happening.from === 'worker' ? (['asked', 'choose'].includes(happening.state) ? 0 : 1) : 2,
		happening.key,
	];
	return [...(await entriesIn(window, entries)), ...sent]
		.filter(inside)
		.map((happening) => ({ happening, by: order(happening) }))
		.sort(
			(a, b) => a.by[0] - b.by[0] || a.by[1] - b.by[1] || a.by[2] - b.by[2] || (a.by[3] < b.by[3] ? -1 : 1),
		)
		.map(({ happening }) => happening);
}

/** It has been: it is over, and began more than an hour ago. */
export function isPast({ start, end }: Happening, now: Date, zone: string): boolean {
	const lasts = ordinal(end) > ordinal(start) ? instantOf(end, zone) : 0;
	const lingers = start.type === 'date' ? 0 : instantOf(start, zone) + LINGER;
	return now.getTime() >= Math.max(lasts, lingers);
}

export { toldIn, type Told } from '../model';
