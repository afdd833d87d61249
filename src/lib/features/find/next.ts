/** The next time a group meets or a service opens. Pure; Temporal knows the clock changes. */
import { instantToLocal, localToInstant, type TemporalApi } from '$platform/clock';
import { WEEKDAYS, type Service, type ServiceTime } from '$protocol/directory';

/** From and to: ISO instants. `to` is `null` where nobody says when it ends. */
export interface Next {
	from: string;
	to: string | null;
	zone: string;
	place: number | undefined;
}

/** Somewhat more than two months: whatever meets once a month is in it. */
const DAYS_AHEAD = 70;
const DAY_MINUTES = 1_440;
const ORDINAL = /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/;

const meets = (
	day: Temporal.PlainDate,
	{ repeats, days, monthDays, every, from }: ServiceTime,
	api: TemporalApi,
) => {
	if (repeats === 'weekly' && every !== undefined) {
		if (from === undefined) return false;
		const began = api.PlainDate.from(from);
		const monday = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });
		const weeks = monday(began).until(monday(day), { largestUnit: 'days' }).days / 7;
		if (weeks % every !== 0) return false;
	}
	if (repeats === 'monthly' && every !== undefined) {
		if (from === undefined) return false;
		const began = api.PlainDate.from(from);
		if (((day.year - began.year) * 12 + day.month - began.month) % every !== 0) return false;
	}
	const back = day.day - day.daysInMonth - 1;
	if (monthDays?.some((one) => one === day.day || one === back) === true) return true;
	return days.some((one) => {
		const [, nth, name] = ORDINAL.exec(one) ?? [];
		if (name === undefined || WEEKDAYS[day.dayOfWeek - 1] !== name) return false;
		if (nth === undefined) return true;
		const number = Number(nth);
		return number > 0
			? Math.ceil(day.day / 7) === number
			: Math.ceil((day.daysInMonth - day.day + 1) / 7) === -number;
	});
};

/** By the clocks of where it is. @param usual zone of what does not say its own */
export function nextTime(service: Service, usual: string, now: string, api: TemporalApi): Next | null {
	const found = service.times.flatMap((time): Next[] => {
		if ((time.repeats !== 'weekly' && time.repeats !== 'monthly') || time.opens === undefined) return [];
		const place = time.place === undefined ? undefined : service.places[time.place];
		const zone = place?.zone ?? service.places.find((each) => each.zone !== undefined)?.zone ?? usual;
		const next = nextOf(time, zone, now, api);
		return next === null ? [] : [{ ...next, zone, place: time.place }];
	});
	return found.sort((one, other) => (one.from < other.from ? -1 : 1))[0] ?? null;
}

function nextOf(
	time: ServiceTime,
	zone: string,
	now: string,
	api: TemporalApi,
): { from: string; to: string | null } | null {
	const local = instantToLocal(now, zone, api);
	// A zone that this browser does not know.
	if (local === null) return null;
	const today = api.PlainDate.from(local.date);
	// From yesterday: what began before midnight may still be open.
	for (let ahead = -1; ahead <= DAYS_AHEAD; ahead += 1) {
		const day = today.add({ days: ahead });
		const written = day.toString();
		if ((time.from ?? '') > written) continue;
		if (time.until !== undefined && time.until < written) return null;
		if (!meets(day, time, api)) continue;
		const at = (minute: number) => {
			const that = day.add({ days: Math.floor(minute / DAY_MINUTES) });
			const clock = `${String(Math.floor((minute % DAY_MINUTES) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
			const moment = localToInstant({ date: that.toString(), time: clock, zone, second: false }, api);
			return moment.ok ? moment.value.instant : null;
		};
		const from = at(time.opens ?? 0);
		const to = time.closes === undefined ? null : at(time.closes);
		if (from !== null && (to ?? from) > now) return { from, to };
	}
	return null;
}
