/** What a service can be filtered by, told from its words where no column says it. Each is said only when the words are plain. */
import { FLAGS, WEEK, type Flag } from '$protocol/directory-index';
import { WEEKDAYS, type Service, type Weekday } from '$protocol/directory';
import { fold } from '$protocol/directory-words';

const WOMEN = /\b(?:women|womens|woman|female|females|girls|mothers|mujeres|femmes)\b|نساء/;
const MEN =
	/\b(?:men|mens|male|males|boys|fathers|hombres|hommes|all genders|any gender|everyone|families)\b/;
const ONLY_WOMEN =
	/\b(?:women|females?)[\s-]only\b|\b(?:only|exclusively) (?:for )?(?:women|females)\b|\bsolo mujeres\b/;
const CHILDREN =
	/\b(?:women|mothers?|parents?|survivors?|families|victims|adults) (?:with|and) (?:their )?(?:\w+ )?(?:children|kids)\b|\bchildren (?:are )?welcome\b|\b(?:child ?care|babysitting) (?:is )?(?:provided|available|offered|on[\s-]site)\b|\bfree child ?care\b|\bfamilies with children\b/;
const FREE_FEES = /^(?:none|free|no (?:fee|fees|cost|charge|charges)|n\/?c|\$?0(?:\.00)?|gratis|gratuit)\b/;
const FREE =
	/\b(?:free of charge|at no (?:cost|charge)|no cost to|free and confidential|free,? confidential|free (?:services?|groups?|program|legal|counsel+ing)|sin costo|gratuit[ao]?)\b/;
const ONLINE =
	/\b(?:online|virtual|virtually|via zoom|on zoom|by zoom|telehealth|video (?:call|conferenc\w+)|en linea|en ligne)\b/;
const SURVIVORS = /\b(?:traffick\w+|sexually exploited|sexual exploitation|modern slavery)\b/;

/** Bits of FLAGS. */
export function flagsOf(service: Service): number {
	const [name, description, eligibility, fees] = [
		[service.name, service.also].filter(Boolean).join(' '),
		service.description ?? '',
		service.eligibility ?? '',
		service.fees ?? '',
	].map(fold) as [string, string, string, string];
	const terms = service.terms.map(({ code = '', name: term = '' }) => fold(`${code} ${term}`));
	const all = `${name}. ${description}. ${eligibility}`;
	const women =
		ONLY_WOMEN.test(all) ||
		(WOMEN.test(name) && !MEN.test(name.replace(WOMEN, ''))) ||
		(WOMEN.test(eligibility.slice(0, 120)) && !MEN.test(eligibility));
	const online = service.places.some((place) => place.online === true);
	const has: Record<Flag, boolean> = {
		group: service.group !== undefined,
		online:
			online ||
			ONLINE.test(name) ||
			(service.group !== undefined && ONLINE.test(description)) ||
			terms.some((term) => /^1316\b|virtual support/.test(term)),
		place: service.places.some(
			({ city, lines, lat, online: virtual }) => virtual !== true && (city ?? lines ?? lat) !== undefined,
		),
		women,
		children: CHILDREN.test(all),
		free: FREE_FEES.test(fees) || FREE.test(description) || FREE.test(fees),
		phone: service.phones.some(({ type }) => type !== 'fax' && type !== 'pager'),
		coarse: service.places.some(({ exact }) => !exact),
		interpreting: service.interpreting !== undefined,
		closed: service.status === 'inactive' || service.status === 'temporarily closed',
		textLine: service.phones.some(({ type }) => type === 'text' || type === 'textphone'),
		survivors: SURVIVORS.test(all) || service.kinds.includes('trafficking'),
	};
	let flags = 0;
	for (const [flag, bit] of Object.entries(FLAGS)) if (has[flag as Flag]) flags |= bit;
	return flags;
}

/** When it is open in a week like any other, minutes from Monday 00:00; ranges that touch are one. */
export function weekOf(service: Service, today: string): [number, number][] {
	const ranges: [number, number][] = [];
	for (const { repeats, days, every, opens, closes, from, until } of service.times) {
		if (repeats !== 'weekly' || every !== undefined || opens === undefined || closes === undefined) continue;
		if ((until !== undefined && until < today) || (from !== undefined && from > today)) continue;
		for (const day of days) {
			const start = WEEKDAYS.indexOf(day as Weekday) * 1_440;
			if (start >= 0) ranges.push([start + opens, start + closes]);
		}
	}
	ranges.sort(([one], [other]) => one - other);
	const joined: [number, number][] = [];
	for (const [from, to] of ranges) {
		const last = joined.at(-1);
		if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
		else joined.push([from, to]);
	}
	return joined.filter(([from, to]) => from < WEEK && to > from);
}
