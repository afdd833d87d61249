/** One service, from all the rows that belong to it, in the form phones read; its address not yet judged. */
import { WEEKDAYS, type Service, type ServiceTime, type Weekday } from '$protocol/directory';
import type { Term } from '../matching';
import type { Place, Problems } from '../problems';
import { parseLanguages } from '../read/languages';
import { plainLine, plainText, repaired } from '../read/plain';
import { parseSchedule } from '../read/schedule';
import { parseDay, parseEmail, parseNumber, parseUrl, triesToBeDay } from '../read/values';
import type { Row } from '../source/csv';
import type { Child, Stage } from '../stage';
import { faxLast, languagesOf, phonesOf, type Terms } from './contacts';
import { middleOf, placeOfAddress, placesOf, put, type DraftPlace, type Middle } from './places';

/** As far as it can be told without knowing the others. */
export interface Draft {
	service: Omit<Service, 'kinds' | 'group'>;
	places: DraftPlace[];
	organizationWords: string;
}

const LONGEST_TEXT = 6_000;
const MOST_TIMES = 80;
const STATUSES = ['active', 'inactive', 'temporarily closed'] as const;

const rowsOf = (children: readonly Child[], table: Child['table']): Row[] =>
	children.filter((child) => child.table === table).flatMap(({ row }) => (row === null ? [] : [row]));

const textOf = (rows: readonly Row[], ...names: string[]): string[] => [
	...new Set(
		rows
			.map((row) =>
				plainText(
					names
						.map((name) => row[name])
						.filter(Boolean)
						.join(': '),
				),
			)
			.filter((text) => text !== undefined),
	),
];

/** What programs write where nobody said a day: 1900, 1970. */
const NO_DAY_BEFORE = '1980';

export class Assembler {
	readonly #stage: Stage;
	readonly #problems: Problems;
	readonly #terms: Terms;
	readonly #organizations = new Map<
		string,
		{ id: string; name: string; url?: string; words: string } | null
	>();

	readonly #middle: Middle | null;
	/** Where it is, it can be a day later than here. */
	readonly #tomorrow: string;

	constructor(stage: Stage, problems: Problems, terms: Terms, now: Date) {
		this.#tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
		this.#stage = stage;
		this.#middle = middleOf(stage);
		this.#problems = problems;
		this.#terms = terms;
	}

	/** @returns null when it cannot be shown to anybody, which is then among the problems. */
	draft(row: Row, at: Place): Draft | null {
		const id = row['id'] ?? '';
		const name = plainLine(row['name']) ?? plainLine(row['alternate_name']);
		if (name === undefined) {
			this.#problems.skip(at, 'the service has no name');
			return null;
		}
		const status = this.#status(row, at);
		if (status === null) return null;
		if (repaired(row['description'] ?? '') !== (row['description'] ?? ''))
			this.#problems.warn('letters that had been read in the wrong encoding were put right', at);

		const children = this.#stage.childrenOf('services', id, (again) => {
			this.#problems.warn('a row says of a service what another row says; it counts once', again);
		});
		const { places, atPlaces } = this.#places(id, children, at);
		const atLocations = places.flatMap((place) => place.children);
		const organization = this.#organization(row, places, at);
		const spoken = languagesOf([...children, ...atLocations]);
		const there = places.map(({ languages }) => parseLanguages(languages));
		const interpreting = [plainLine(row['interpretation_services']), ...spoken.interpreting]
			.filter(Boolean)
			.join('; ');
		const own = parseLanguages(row['languages']);
		const description = plainText(row['description']) ?? plainText(row['summary']);
		const eligibility = [
			plainText(row['eligibility_description']),
			...textOf(rowsOf(children, 'eligibilities'), 'name', 'description'),
		];
		const fees = [
			plainText(row['fees_description']),
			...textOf(rowsOf(children, 'costs'), 'option', 'amount', 'currency', 'amount_description'),
		];
		const areas = [...textOf(rowsOf(children, 'service_areas'), 'name'), ...textOf([row], 'service_areas')];
		const bring = [
			...textOf(rowsOf(children, 'documents'), 'document'),
			...textOf([row], 'required_documents'),
		];
		const service: Draft['service'] = {
			id,
			name: name.slice(0, 300),
			...put('also', plainLine(row['alternate_name'])?.slice(0, 300)),
			...(organization !== null && {
				organization: { id: organization.id, name: organization.name, ...put('url', organization.url) },
			}),
			...put('description', description?.slice(0, LONGEST_TEXT)),
			status,
			...put('alert', plainText(row['alert'])?.slice(0, 1_000)),
			...put('url', this.#url(row, at)),
			...put('email', parseEmail(row['email'])),
			phones: this.#phones(id, row, children, atPlaces, atLocations),
			places: places.map(({ place }) => place),
			times: this.#times(id, children, atPlaces, places),
			languages: [
				...new Set([...own.languages, ...spoken.languages, ...there.flatMap(({ languages }) => languages)]),
			],
			...put('interpreting', interpreting.slice(0, 500)),
			...put('apply', plainText(row['application_process'])?.slice(0, 2_000)),
			...put('fees', fees.filter(Boolean).join('\n').slice(0, 1_000)),
			...put('eligibility', eligibility.filter(Boolean).join('\n').slice(0, 2_000)),
			...put('waiting', plainLine(row['wait_time'])?.slice(0, 300)),
			...(bring.length > 0 && { bring }),
			...(areas.length > 0 && { areas: this.#areas(areas, at) }),
			...this.#ages(row, at),
			terms: this.#termsOf(row, children, at),
			...this.#freshness(row, children, at),
		};
		return { service, places, organizationWords: organization?.words ?? '' };
	}

	#status(row: Row, at: Place): Service['status'] | null {
		const written = row['status']?.toLowerCase();
		if (row['checked'] !== undefined)
			this.#problems.warn('a status that is a number of another program was not read', at, row['checked']);
		if (written === undefined) return 'unsaid';
		if (written === 'defunct') {
			this.#problems.skip(at, 'the service is defunct');
			return null;
		}
		const status = STATUSES.find((one) => one === written);
		if (status === undefined)
			this.#problems.warn(
				'the status is none of HSDS; the service is kept, its status is not known',
				at,
				written,
			);
		return status ?? 'unsaid';
	}

	#organization(row: Row, places: readonly DraftPlace[], at: Place) {
		// Before 1.0 a service stood at a place, and the place belonged to somebody.
		const owners = new Set(this.#stage.servicesNameOrganizations ? [] : places.map(({ owner }) => owner));
		const ids = row['organization_id'] ?? (owners.size === 1 ? [...owners][0] : undefined);
		for (const id of (ids ?? '').split(/\s*[,;]\s*/).filter(Boolean)) {
			let known = this.#organizations.get(id);
			if (known === undefined) {
				const found = this.#stage.row('organizations', id);
				const name = plainLine(found?.['name']) ?? plainLine(found?.['alternate_name']);
				known =
					found === null || name === undefined
						? null
						: {
								id,
								name: name.slice(0, 300),
								...put('url', parseUrl(found['url'] ?? found['website'])),
								words: [name, found['alternate_name']].filter(Boolean).join(' '),
							};
				this.#organizations.set(id, known);
			}
			if (known !== null) return known;
		}
		// Not in the data, and still named in the service's own row.
		const name = plainLine(row['organization_name']);
		if (name !== undefined) return { id: ids ?? name, name: name.slice(0, 300), url: undefined, words: name };
		if (ids === undefined) this.#problems.warn('the service does not say which organisation it is of', at);
		else
			this.#problems.warn(
				'the organisation of a service is not in the data; the service is kept without it',
				at,
				ids,
			);
		return null;
	}

	/** Its places, and what is said of the service at each of them. */
	#places(
		id: string,
		children: readonly Child[],
		at: Place,
	): { places: DraftPlace[]; atPlaces: Map<string, Child[]> } {
		const locations = new Map<string, { row: Row; at: Place }>();
		const atPlaces = new Map<string, Child[]>();
		const take = (locationId: string, from: Place) => {
			if (locations.has(locationId) || this.#stage.isAmbiguous('locations', locationId)) return;
			const row = this.#stage.row('locations', locationId);
			if (row !== null) locations.set(locationId, { row, at: from });
		};
		for (const child of children) {
			if (child.table === 'locations') take(child.id, child.at);
			if (child.table !== 'service_at_locations' || child.row === null) continue;
			for (const locationId of (child.row['location_id'] ?? '').split(/\s*[,;]\s*/).filter(Boolean)) {
				take(locationId, child.at);
				const before = atPlaces.get(locationId) ?? [];
				atPlaces.set(locationId, [...before, ...this.#stage.childrenOf('service_at_locations', child.id)]);
			}
		}
		const places = [...locations].flatMap(([locationId, location]) =>
			placesOf(this.#stage, locationId, location.row, location.at, this.#problems, this.#middle),
		);
		if (places.every(({ key }) => key === ''))
			for (const child of children)
				if (child.table === 'addresses' && child.row !== null) {
					const place = placeOfAddress(child.row, child.at, this.#problems);
					if (place !== null && !places.some(({ key }) => key === place.key)) places.push(place);
				}
		if (places.length > 60)
			this.#problems.warn('the service has more than 60 places; the rest was left out', at, id);
		return { places: places.slice(0, 60), atPlaces };
	}

	/** What hangs on a place and names services is for those alone. */
	#forThis(id: string, child: Child): boolean {
		const named = child.row?.['service_id'];
		return named === undefined || named.split(/\s*[,;]\s*/).includes(id);
	}

	#phones(
		id: string,
		row: Row,
		children: readonly Child[],
		atPlaces: Map<string, Child[]>,
		atLocations: readonly Child[],
	) {
		const own = phonesOf([...children, ...[...atPlaces.values()].flat()], this.#problems);
		const here = phonesOf(
			atLocations.filter((child) => child.table === 'phones' && this.#forThis(id, child)),
			this.#problems,
		);
		const numbers = new Set(own.map(({ number }) => number.replace(/\D/g, '')));
		const found = faxLast([...own, ...here.filter(({ number }) => !numbers.has(number.replace(/\D/g, '')))]);
		if (found.length > 0 || row['organization_id'] === undefined) return found;
		// Nothing of its own: the organisation's, where that is for nothing else.
		const shared = this.#stage
			.childrenOf('organizations', row['organization_id'])
			.filter(
				({ row: phone }) => phone?.['service_id'] === undefined && phone?.['location_id'] === undefined,
			);
		return phonesOf(shared, this.#problems);
	}

	#times(
		id: string,
		children: readonly Child[],
		atPlaces: Map<string, Child[]>,
		places: readonly DraftPlace[],
	): ServiceTime[] {
		const seen = new Set<string>();
		const found: ServiceTime[] = [];
		const read = (child: Child, place: number) => {
			if (child.table !== 'schedules' || child.row === null) return;
			const times = parseSchedule(child.row, (reason, value) => {
				this.#problems.warn(reason, child.at, value);
			});
			for (const time of times) {
				const placed = place >= 0 && places.length > 1 ? { ...time, place } : time;
				const key = JSON.stringify(placed);
				if (!seen.has(key)) {
					if (found.length < MOST_TIMES) found.push(placed);
					else this.#problems.warn('a service has more than 80 times; the rest was left out', child.at, id);
				}
				seen.add(key);
			}
		};
		const placeOf = (locationId: string | undefined): number =>
			locationId === undefined ? -1 : places.findIndex((place) => place.locationId === locationId);
		for (const child of children) read(child, placeOf(child.row?.['location_id']));
		for (const [locationId, more] of atPlaces) for (const child of more) read(child, placeOf(locationId));
		if (found.length === 0)
			for (const { children: more, locationId } of places)
				for (const child of more) if (this.#forThis(id, child)) read(child, placeOf(locationId));
		return merged(found);
	}

	#termsOf(row: Row, children: readonly Child[], at: Place): Term[] {
		let terms: Term[] = [...this.#terms.of(children)];
		for (const name of (row['keywords'] ?? '').split(/\s*[,;]\s*/).filter(Boolean)) terms.push({ name });
		const seen = new Set<string>();
		terms = terms.filter((term) => {
			const key = JSON.stringify(term);
			return seen.has(key) ? false : seen.add(key);
		});
		if (terms.length > 60) this.#problems.warn('a service has more than 60 terms; the rest was left out', at);
		return terms.slice(0, 60);
	}

	#areas(areas: readonly string[], at: Place): string[] {
		if (areas.length > 40) this.#problems.warn('a service has more than 40 areas; the rest was left out', at);
		return areas.slice(0, 40);
	}

	#url(row: Row, at: Place): string | undefined {
		const url = parseUrl(row['url']);
		if (url === undefined && row['url'] !== undefined)
			this.#problems.warn('a web address cannot be one; left out', at, row['url']);
		return url;
	}

	#ages(row: Row, at: Place): Pick<Service, 'ages'> {
		const [from, to] = ['minimum_age', 'maximum_age'].map((name) => parseNumber(row[name]));
		if (from === undefined && to === undefined) return {};
		if ((from ?? 0) < 0 || (to ?? 0) < 0 || (from ?? 0) > (to ?? Infinity)) {
			this.#problems.warn('the ages make no sense; left out', at, `${String(from)} to ${String(to)}`);
			return {};
		}
		return { ages: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) } };
	}

	#freshness(row: Row, children: readonly Child[], at: Place): Pick<Service, 'assured' | 'modified'> {
		const possible = (written: string | undefined) => {
			const day = parseDay(written);
			if (day === undefined || (day >= NO_DAY_BEFORE && day <= this.#tomorrow)) return day;
			this.#problems.warn('a date cannot be one of a look or a change; left out', at, written);
			return undefined;
		};
		const assured = possible(row['assured_date']);
		const changes = rowsOf(children, 'metadata').map((one) => possible(one['last_action_date']));
		const modified = [possible(row['last_modified']), ...changes]
			.filter((day) => day !== undefined)
			.sort()
			.at(-1);
		for (const name of ['assured_date', 'last_modified'])
			if (row[name] !== undefined && parseDay(row[name]) === undefined && triesToBeDay(row[name]))
				this.#problems.warn('a date was not understood, or could be two', at, row[name]);
		return { ...put('assured', assured), ...put('modified', modified) };
	}
}

/** Rows of one weekday each, otherwise the same, are one time on several days; those for all of its places come first. */
export function merged(times: readonly ServiceTime[]): ServiceTime[] {
	const groups = new Map<string, ServiceTime>();
	for (const time of times) {
		const key = JSON.stringify({ ...time, days: time.repeats === 'none' ? time.days : [] });
		const before = groups.get(key);
		if (before === undefined) groups.set(key, { ...time, days: [...time.days] });
		else for (const day of time.days) if (!before.days.includes(day)) before.days.push(day);
	}
	const dayOfWeek = (day: string) => WEEKDAYS.indexOf(day.slice(-2) as Weekday);
	for (const { days } of groups.values()) days.sort((one, other) => dayOfWeek(one) - dayOfWeek(other));
	return [...groups.values()].sort((one, other) => (one.place ?? -1) - (other.place ?? -1));
}
