/** One VEVENT's lines to an event, or to why not. What is wrong in one property costs that property. */
import type { EventBlock } from './blocks';
import { instantToWall, toDate, toIso, toLocal, wallToInstant } from './clock';
import {
	LOST,
	type Added,
	type CalendarEvent,
	type CalendarProblem,
	type CalendarTime,
	type Length,
	type Reminder,
} from './model';
import type { Line } from './lines';
import { durationOf, propertyOf, textOf, type Property } from './property';
import { ruleOf } from './rule';
import { ordinal, timeOf } from './times';

export interface Surroundings {
	/** The zone of a TZID; a way to its instants where it is none of those with a name; `null` where nobody knows it. */
	zone(tzid: string, year: number): string | ((wall: number) => number) | null;
	/** METHOD:CANCEL stands over it. */
	cancelled: boolean;
}

const LONGEST_TITLE = 1_000;
const LONGEST_NOTE = 20_000;
const LONGEST_UID = 1_000;
/** RDATEs and EXDATEs of one event. */
const MOST_TIMES = 5_000;
const MOST_RULES = 10;
/** A hundred years: longer is a slip. Seconds. */
const LONGEST = 100 * 366 * 86_400;
const NONE: Length = { days: 0, seconds: 0 };
const WANTED =
	/^(UID|SEQUENCE|STATUS|SUMMARY|DESCRIPTION|LOCATION|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|DTSTAMP|LAST-MODIFIED)[;:]/i;

type ProblemType = CalendarProblem['type'];

export interface Read {
	event: CalendarEvent | null;
	problems: CalendarProblem[];
	/** For telling which of two versions is newer; empty where it was not said. */
	stamp: string;
}

export function blockToEvent(block: EventBlock, around: Surroundings): Read {
	const problems: CalendarProblem[] = [];
	const found = new Map<string, (Property & { line: number })[]>();
	for (const { number, text } of block.lines) {
		if (!WANTED.test(text)) continue;
		const property = propertyOf(text);
		const name = property?.name ?? /^[A-Za-z-]+/.exec(text)?.[0].toUpperCase() ?? '';
		// A line that cannot be taken apart still counts as said, and as said wrongly.
		const held = found.get(name) ?? [];
		held.push({ ...(property ?? { name, parameters: new Map(), value: '' }), line: number });
		found.set(name, held);
	}
	const all = (name: string) => found.get(name) ?? [];
	const one = (name: string) => all(name)[0];
	const uid = one('UID')?.value.trim().slice(0, LONGEST_UID) ?? '';
	const say = (type: ProblemType, at: number | null = null): void => {
		if (problems.some((problem) => problem.type === type && type !== 'BadRule')) return;
		const lost = (LOST as readonly ProblemType[]).includes(type);
		problems.push({ type, line: block.line, at, uid: uid === '' ? null : uid, lost });
	};

	const time = (property: Property & { line: number }, value = property.value): CalendarTime | null => {
		const tzid = property.parameters.get('TZID')?.trim() ?? '';
		const year = Number(/\d{4}/.exec(value)?.[0] ?? 2000);
		// All-day and UTC times need no zone.
		const needed = tzid !== '' && /\d[T ]\d/i.test(value) && !/Z\s*$/i.test(value);
		if (!needed) return timeOf(value, null);
		const zone = around.zone(tzid, year);
		if (typeof zone === 'string') return timeOf(value, zone);
		const local = timeOf(value, null);
		if (local?.type !== 'floating') return local;
		say('UnknownZone', property.line);
		return zone === null ? local : { type: 'instant', at: toIso(zone(ordinal(local))), zone: 'UTC' };
	};
	const times = (property: Property & { line: number }): (Added | null)[] =>
		property.value
			.split(',')
			.slice(0, MOST_TIMES)
			.map((value) => {
				const [begin = '', end] = value.split('/', 2);
				const start = time(property, begin);
				if (start === null || end === undefined) return start && { start, length: null };
				const stop = durationOf(end) === null ? time(property, end) : null;
				const length = durationOf(end) ?? (stop === null ? null : lengthBetween(start, stop));
				return length === null ? null : { start, length };
			});

	const stamps = [one('LAST-MODIFIED')?.value, one('DTSTAMP')?.value].map((each) => each?.trim() ?? '');
	const stamp = stamps.find((each) => /^\d{8}T\d{6}Z?$/.test(each)) ?? '';
	// Said twice, the first that says something holds.
	const begins = all('DTSTART').slice(0, MOST_RULES);
	const begin = begins.find((each) => time(each) !== null) ?? begins[0];
	const start = begin ? time(begin) : null;
	if (!begin || start === null) {
		say(begin ? 'BadStart' : 'NoStart', begin?.line ?? null);
		return { event: null, problems: problems.filter(({ lost }) => lost), stamp };
	}

	const text = (name: string, longest: number): string => {
		const property = one(name);
		const read = property ? textOf(property, longest) : null;
		if (property && read?.cut) say('Shortened', property.line);
		return read?.text ?? '';
	};
	const length = (): Length => {
		const [end, duration] = [one('DTEND'), one('DURATION')];
		// A day where neither is said: RFC 5545 3.6.1.
		if (!end && !duration) return start.type === 'date' ? { days: 1, seconds: 0 } : NONE;
		const stop = end ? time(end) : null;
		const by = stop === null ? durationOf(duration?.value ?? '') : lengthBetween(start, stop);
		const seconds = by === null ? -1 : by.days * 86_400 + by.seconds;
		if (
			by !== null &&
			seconds >= 0 &&
			seconds <= LONGEST &&
			!(start.type === 'date' && by.seconds % 86_400 !== 0)
		) {
			return start.type === 'date' ? { days: Math.max(1, seconds / 86_400), seconds: 0 } : by;
		}
		say('BadEnd', (end ?? duration)?.line ?? null);
		return start.type === 'date' ? { days: 1, seconds: 0 } : NONE;
	};
	const rules = (name: string): string[] =>
		all(name).flatMap((property, index) => {
			const rule = index < MOST_RULES ? ruleOf(property.value, start) : ({ type: 'BadRule' } as const);
			if (rule.type === 'rule') return [rule.rule];
			say(rule.type, property.line);
			return [];
		});
	const many = (name: string, problem: ProblemType): Added[] => {
		const said = all(name);
		const read = said.slice(0, MOST_TIMES).flatMap((property) =>
			times(property).flatMap((each) => {
				if (each === null) say(problem, property.line);
				return each === null ? [] : [{ ...each, start: alike(each.start, start) }];
			}),
		);
		const more = said[MOST_TIMES] ?? said.find(({ value }) => value.length > MOST_TIMES * 18);
		if (read.length > MOST_TIMES || more) say(problem, more?.line ?? null);
		return read.slice(0, MOST_TIMES);
	};

	const reminder = (lines: readonly Line[]): Reminder | null => {
		const line = lines.find((each) => /^TRIGGER[;:]/i.test(each.text));
		const property = line ? propertyOf(line.text) : null;
		if (!line || !property) return null;
		const by = durationOf(property.value);
		// Counted from the end, or no duration: only a moment of its own is left to try.
		if (by && /^END$/i.test(property.parameters.get('RELATED') ?? '')) return null;
		if (by) return { type: 'before', seconds: 0 - by.days * 86_400 - by.seconds };
		const at = time({ ...property, line: line.number });
		return at?.type === 'instant' ? { type: 'at', at } : null;
	};

	const repeats = {
		rules: rules('RRULE'),
		exceptRules: rules('EXRULE'),
		added: many('RDATE', 'BadAdded'),
		except: many('EXDATE', 'BadExcept').map((each) => each.start),
	};
	const instance = one('RECURRENCE-ID');
	// It keeps its own kind: a time that was moved may have become a whole day.
	const instanceOf = instance ? time(instance) : null;
	if (instance && instanceOf === null) say('BadInstance', instance.line);
	if (/^THISANDFUTURE$/i.test(instance?.parameters.get('RANGE') ?? ''))
		say('AndFuture', instance?.line ?? null);
	if (!block.closed) say('NotClosed');

	const status = one('STATUS')?.value.trim().toUpperCase();
	const sequence = Number(one('SEQUENCE')?.value.trim() ?? 0);
	const event: CalendarEvent = {
		line: block.line,
		uid: uid === '' ? null : uid,
		sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0,
		status:
			around.cancelled || status === 'CANCELLED'
				? 'cancelled'
				: status === 'TENTATIVE'
					? 'tentative'
					: 'confirmed',
		title: text('SUMMARY', LONGEST_TITLE),
		note: text('DESCRIPTION', LONGEST_NOTE),
		place: text('LOCATION', LONGEST_TITLE),
		start,
		length: length(),
		repeats: repeats.rules.length + repeats.added.length > 0 && !instanceOf ? repeats : null,
		instanceOf,
		reminders: block.alarms.map(reminder).filter((each) => each !== null),
	};
	return { event, problems, stamp };
}

/** DTEND's length: whole days between days, otherwise what a stopwatch says. */
function lengthBetween(start: CalendarTime, end: CalendarTime): Length | null {
	if (end.type === 'date' && start.type !== 'date') return null;
	const apart = ordinal(alike(end, start)) - ordinal(start);
	return start.type === 'date'
		? { days: apart / 86_400_000, seconds: 0 }
		: { days: 0, seconds: apart / 1_000 };
}

/** A time as the kind that the start is, where programs mix them: an exception of a whole day, an end in UTC. */
function alike(time: CalendarTime, start: CalendarTime): CalendarTime {
	if (time.type === start.type) return time;
	const wall = time.type === 'instant' ? instantToWall(Date.parse(time.at), time.zone) : ordinal(time);
	if (start.type === 'date') return { type: 'date', date: toDate(wall) };
	const begin = start.type === 'instant' ? instantToWall(Date.parse(start.at), start.zone) : ordinal(start);
	// A day alone means that day's time of the series.
	const meant = time.type === 'date' ? wall + (begin - Math.floor(begin / 86_400_000) * 86_400_000) : wall;
	return start.type === 'instant'
		? { type: 'instant', at: toIso(wallToInstant(meant, start.zone)), zone: start.zone }
		: { type: 'floating', local: toLocal(meant) };
}
