/**
 * What of a file is new to her, what she has already, and what of it can still happen. Pure: the same file and the same
 * calendar give the same answer, so that taking a file twice doubles nothing.
 */
import {
	addLength,
	instantOf,
	type CalendarEvent,
	type CalendarFile,
	type CalendarProblem,
	type CalendarTime,
	type Length,
	type Repeats,
} from '$platform/calendar';
import type { Kept } from '../happenings';
import type { Entry } from '../kept';
import { entryUpdated, eventToEntry, uidOf, type Taking } from './convert';

/** One thing that she takes or leaves: an event, and the changed times of it if it is a series. */
export interface Offer {
	event: CalendarEvent;
	changes: CalendarEvent[];
	/** `newer`: she has an older version of it, or of one of its times. */
	state: 'new' | 'newer';
	coming: boolean;
}

export interface Found {
	offers: Offer[];
	/** How many she has already, as they are in the file or newer. */
	there: number;
	/** How many the file says do not take place. */
	cancelled: number;
	/** What could not be read, or not as it was written: each kind once, with how often. Left out ones first. */
	problems: { type: CalendarProblem['type']; count: number; lost: boolean }[];
}

/** At once: more make an old phone slow each time she opens her calendar. */
export const MOST = 1_000;

/** How long a round of a rule is at most, in days. */
const ROUND: Record<string, number> = { HOURLY: 1, DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 };
/** Rules pass over months without a 31st and years without a 29th of February. */
const PATIENCE = 8;
const DAY = 86_400_000;

function lastByRule(rule: string, first: number): number {
	const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
	const until = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '');
	if (until) return Date.UTC(Number(until[1]), Number(until[2]) - 1, Number(until[3])) + 2 * DAY;
	const count = parts.get('COUNT');
	if (count === undefined) return Infinity;
	const days = (ROUND[parts.get('FREQ') ?? ''] ?? 366) * Number(parts.get('INTERVAL') ?? 1);
	return first + Number(count) * days * PATIENCE * DAY;
}

interface Lasting {
	start: CalendarTime;
	length: Length;
	repeats: Repeats | null;
}

/**
 * It may happen now or later. Of a series it is only said that it cannot any more when that is sure: nothing is followed
 * here, because a file may have thousands.
 */
export function isComing({ start, length, repeats }: Lasting, now: number, zone: string): boolean {
	const ends = (time: CalendarTime, { days, seconds }: Length): number =>
		instantOf(addLength(time, days, seconds), zone);
	const lasts = ends(start, length) - instantOf(start, zone);
	return (
		ends(start, length) >= now ||
		(repeats?.rules ?? []).some((rule) => lastByRule(rule, instantOf(start, zone)) + lasts >= now) ||
		(repeats?.added ?? []).some((added) => ends(added.start, added.length ?? length) >= now)
	);
}

const keyOf = (uid: string | null, instanceOf: CalendarTime | null): string =>
	JSON.stringify([
		uid,
		instanceOf && (instanceOf.type === 'instant' ? Date.parse(instanceOf.at) : instanceOf),
	]);

/** Some programs give several events one UID: then each is known by its start as well. */
function toldApart(events: readonly CalendarEvent[]): CalendarEvent[] {
	const count = new Map<string, number>();
	const key = (event: CalendarEvent) => keyOf(uidOf(event), event.instanceOf);
	for (const event of events) count.set(key(event), (count.get(key(event)) ?? 0) + 1);
	return events.map((event) => {
		if ((count.get(key(event)) ?? 0) < 2) return event;
		return {
			...event,
			uid: `${uidOf(event)} ${JSON.stringify(event.start)} ${event.title}`,
			instanceOf: null,
		};
	});
}

const held = (entries: readonly Kept<Entry>[]): Map<string, Kept<Entry>> =>
	new Map(
		entries.flatMap((kept): [string, Kept<Entry>][] => {
			const { imported } = kept.value;
			return imported === null ? [] : [[keyOf(imported.uid, imported.instanceOf), kept]];
		}),
	);

export function choiceOf(
	{ events, problems }: CalendarFile,
	entries: readonly Kept<Entry>[],
	now: number,
	zone: string,
): Found {
	const mine = held(entries);
	const stateOf = (event: CalendarEvent): 'new' | 'newer' | 'there' => {
		const old = mine.get(keyOf(uidOf(event), event.instanceOf));
		if (!old) return 'new';
		return event.sequence > (old.value.imported?.sequence ?? 0) ? 'newer' : 'there';
	};
	const apart = toldApart(events);
	const takesPlace = apart.filter(({ status }) => status !== 'cancelled');
	const masters = new Set(takesPlace.filter(({ instanceOf }) => instanceOf === null).map(uidOf));
	const changes = new Map<string, CalendarEvent[]>();
	const alone: CalendarEvent[] = [];
	for (const event of takesPlace) {
		const uid = uidOf(event);
		if (event.instanceOf === null || !masters.has(uid)) alone.push(event);
		else changes.set(uid, [...(changes.get(uid) ?? []), event]);
	}
	const offers = alone.flatMap((event): Offer[] => {
		const its = event.instanceOf === null ? (changes.get(uidOf(event)) ?? []) : [];
		const states = [event, ...its].map(stateOf);
		if (states.every((state) => state === 'there')) return [];
		const coming = [event, ...its].some((each) => isComing(each, now, zone));
		return [{ event, changes: its, state: states[0] === 'new' ? 'new' : 'newer', coming }];
	});
	const count = new Map<CalendarProblem['type'], { count: number; lost: boolean }>();
	for (const { type, lost } of problems) count.set(type, { count: (count.get(type)?.count ?? 0) + 1, lost });
	return {
		offers: offers.sort((a, b) => instantOf(a.event.start, zone) - instantOf(b.event.start, zone)),
		there: alone.length - offers.length,
		cancelled: apart.length - takesPlace.length,
		problems: [...count]
			.map(([type, said]) => ({ type, ...said }))
			.sort((a, b) => Number(b.lost) - Number(a.lost)),
	};
}

/**
 * The records to write for what she takes; what she has already, as new as the file has it, is not touched.
 * @returns `left`: how many cannot be kept at all
 */
export function recordsFor(
	offers: readonly Offer[],
	entries: readonly Kept<Entry>[],
	taking: Taking,
): { records: { value: Entry; id?: string }[]; left: number } {
	const mine = held(entries);
	const events = offers.flatMap(({ event, changes }) => [event, ...changes]);
	let left = 0;
	const records = events.flatMap((event) => {
		const fresh = eventToEntry(event, taking);
		if (fresh === null) {
			left += 1;
			return [];
		}
		const old = mine.get(keyOf(uidOf(event), event.instanceOf));
		if (!old) return [{ value: fresh }];
		if (event.sequence <= (old.value.imported?.sequence ?? 0)) return [];
		return [{ id: old.id, value: entryUpdated(old.value, fresh) }];
	});
	return { records, left };
}
