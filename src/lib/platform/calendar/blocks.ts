/**
 * Which lines belong to which event, whatever the nesting: an END may be missing, stand twice, or close something that never
 * began. Every BEGIN:VEVENT begins an event, wherever it stands.
 */
import type { Line } from './lines';

export interface EventBlock {
	/** Of BEGIN:VEVENT. */
	line: number;
	lines: Line[];
	alarms: Line[][];
	/** Its END was there. */
	closed: boolean;
	/** The VCALENDAR around it, by number; METHOD is said there, perhaps after the event. */
	calendar: number;
}

export interface Blocks {
	events: EventBlock[];
	/** By TZID: the lines between BEGIN:VTIMEZONE and its END. */
	zones: Map<string, Line[]>;
	/** By number of the calendar, in capitals. */
	methods: Map<number, string>;
	/** A VCALENDAR, an event, or anything else that iCalendar has, was there. */
	isCalendar: boolean;
}

const DEEPEST = 32;
const MOST_ZONES = 500;
const MOST_ALARMS = 20;
const MARK = /^(BEGIN|END)\s*[:;]\s*([A-Za-z0-9_-]+)\s*$/i;
const KNOWN = /^(VCALENDAR|VEVENT|VTODO|VJOURNAL|VFREEBUSY|VTIMEZONE|VALARM)$/;

export function linesToBlocks(lines: readonly Line[]): Blocks {
	const blocks: Blocks = { events: [], zones: new Map(), methods: new Map(), isCalendar: false };
	const stack: string[] = [];
	let calendar = 0;
	let event: EventBlock | null = null;
	let alarm: Line[] | null = null;
	let zone: Line[] | null = null;

	const close = (name: string): void => {
		if (name === 'VALARM') alarm = null;
		if (name === 'VTIMEZONE' && zone !== null) {
			const id = zone.map(({ text }) => /^TZID[^:]*:(.*)$/i.exec(text)?.[1]?.trim()).find((each) => each);
			if (id !== undefined && blocks.zones.size < MOST_ZONES && !blocks.zones.has(id))
				blocks.zones.set(id, zone);
			zone = null;
		}
		if (name === 'VEVENT') [event, alarm] = [null, null];
	};

	for (const line of lines) {
		const [, mark, written] = MARK.exec(line.text) ?? [];
		const name = written?.toUpperCase();
		if (mark === undefined || name === undefined) {
			if (zone) zone.push(line);
			else if (alarm) alarm.push(line);
			else if (event && stack.at(-1) === 'VEVENT') event.lines.push(line);
			else if (/^METHOD[:;]/i.test(line.text) && stack.at(-1) === 'VCALENDAR')
				blocks.methods.set(
					calendar,
					line.text
						.slice(line.text.indexOf(':') + 1)
						.trim()
						.toUpperCase(),
				);
			continue;
		}
		if (KNOWN.test(name)) blocks.isCalendar = true;
		if (mark.toUpperCase() === 'BEGIN') {
			if (name === 'VCALENDAR') calendar += 1;
			// Nothing holds an event but a calendar: what is still open was not closed.
			if (name === 'VEVENT' || name === 'VCALENDAR') {
				for (
					let top = stack.at(-1);
					top !== undefined && (top !== 'VCALENDAR' || name === top);
					top = stack.at(-1)
				) {
					close(top);
					stack.pop();
				}
			}
			if (stack.length < DEEPEST) stack.push(name);
			if (name === 'VEVENT') {
				event = { line: line.number, lines: [], alarms: [], closed: false, calendar };
				blocks.events.push(event);
			}
			if (name === 'VALARM' && event) {
				alarm = [];
				if (event.alarms.length < MOST_ALARMS) event.alarms.push(alarm);
			}
			if (name === 'VTIMEZONE') zone = [];
			else if (zone) zone.push(line);
			continue;
		}
		if (zone && name !== 'VTIMEZONE') zone.push(line);
		if (!stack.includes(name)) continue;
		if (name === 'VEVENT' && event) event.closed = true;
		for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
			close(top);
			if (top === name) break;
		}
	}
	return blocks;
}
