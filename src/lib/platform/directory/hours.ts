/** What is open at a moment, by the clocks of where each service is. Pure. */
import { WEEK, type DirectoryIndex } from '$protocol/directory-index';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Minutes since Monday 00:00 on clocks in `zone`; `null` for a zone this browser does not know. */
export function minuteOfWeek(zone: string, moment: number): number | null {
	try {
		const parts = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			weekday: 'short',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		}).formatToParts(moment);
		const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
		return DAYS.indexOf(part('weekday')) * 1_440 + Number(part('hour')) * 60 + Number(part('minute'));
	} catch {
		return null;
	}
}

export interface OpenNow {
	open(service: number): boolean;
	/** Its hours are known, and where its clocks stand. */
	known(service: number): boolean;
}

/** @param zone for services that do not say theirs */
export function openNow(index: DirectoryIndex, zone: string | undefined, moment: number): OpenNow {
	const minutes = index.header.zones.map((each) => minuteOfWeek(each, moment));
	const usual = zone === undefined ? null : minuteOfWeek(zone, moment);
	const minuteOf = (service: number) => minutes[index.zones[service] ?? 255] ?? usual;
	const { hourStarts, hours } = index;
	return {
		known: (service) => hourStarts[service] !== hourStarts[service + 1] && minuteOf(service) !== null,
		open(service) {
			const minute = minuteOf(service);
			if (minute === null) return false;
			for (let at = hourStarts[service] ?? 0; at < (hourStarts[service + 1] ?? 0); at += 1) {
				const [from, to] = [hours[at * 2] ?? 0, hours[at * 2 + 1] ?? 0];
				if ((minute >= from && minute < to) || minute + WEEK < to) return true;
			}
			return false;
		},
	};
}
