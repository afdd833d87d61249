/**
 * `npx rosebay calendar check FILE`: what Rosebay would make of a calendar file. It runs the very code that the phone runs,
 * which is why this file alone of the server sees a room of the platform. It keeps nothing.
 */
import {
	readCalendar,
	type CalendarEvent,
	type CalendarFile,
	type CalendarProblem,
} from '$platform/calendar';
import { count, oneLine, readGiven } from './command-line';

const WORDS: Record<CalendarProblem['type'], string> = {
	NoStart: 'it does not say when',
	BadStart: 'when it begins cannot be read',
	Superseded: 'a newer version of it is in the file',
	Duplicate: 'it is in the file twice',
	TooMany: 'there are more events than can be taken',
	BadEnd: 'when it ends cannot be read; kept without',
	BadRule: 'how it repeats cannot be read; kept without that',
	TooOften: 'it repeats more often than can be shown; kept once',
	BadExcept: 'a date taken out of the series cannot be read; kept without that',
	BadAdded: 'a date added to the series cannot be read; kept without that',
	BadInstance: 'which time of the series it changes cannot be read; kept by itself',
	AndFuture: 'it changes all later times of the series too; only this one is changed',
	UnknownZone: 'its time zone has no name that is known; kept as well as can be',
	NotClosed: 'the file ends in the middle of it, or forgets its end',
	SameUid: 'another event has the same id; both are kept',
	Shortened: 'its text is very long and was cut',
	NotCalendar: 'this is no calendar file',
	TooLarge: 'the file is too large',
	WrongCharset: 'some text is not UTF-8 and was read as well as can be',
};

const when = ({ start }: CalendarEvent): string => {
	if (start.type === 'date') return start.date;
	return start.type === 'floating' ? `${start.local} (any zone)` : `${start.at} (${start.zone})`;
};

function readable({ events, problems }: CalendarFile): string {
	const lines = events.map((event) => {
		const marks = [
			event.repeats === null ? '' : 'repeats',
			event.instanceOf === null ? '' : 'one time of a series, changed',
			event.status === 'confirmed' ? '' : event.status,
		].filter(Boolean);
		return `  ${when(event)}  ${oneLine(event.title) || '(no title)'}${marks.length > 0 ? `  [${marks.join(', ')}]` : ''}`;
	});
	const said = problems.map(
		({ type, line, at, lost }) => `  line ${at ?? line}: ${WORDS[type]} (${type}${lost ? ', left out' : ''})`,
	);
	return [
		count(events.length, 'event'),
		...lines,
		...(said.length > 0 ? [count(said.length, 'problem'), ...said] : ['no problems']),
		'',
	].join('\n');
}

/** @returns what to print, and whether anything of a calendar was in it */
export async function calendarCheck(
	path: string,
	asJson: boolean,
): Promise<{ text: string; isCalendar: boolean }> {
	const file = await readCalendar(await readGiven(path));
	const isCalendar = !file.problems.some(({ type }) => type === 'NotCalendar' || type === 'TooLarge');
	return { text: asJson ? `${JSON.stringify(file, null, '\t')}\n` : readable(file), isCalendar };
}
