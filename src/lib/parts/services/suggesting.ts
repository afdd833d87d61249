/**
 * A service as it fits into a message. What is too long or too many is left out and never cut in the middle of a number, an
 * address or a day: half of one would be another. Pure.
 */
import type {
	DirectoryManifest,
	Service,
	ServicePhone,
	ServicePlace,
	ServiceTime,
} from '$protocol/directory';
import {
	LONG_LENGTH,
	MOST,
	SHORT_LENGTH,
	suggestionBody,
	type Suggested,
	type SuggestionBody,
} from '$protocol/suggestion';

interface Limits {
	places: number;
	times: number;
	phones: number;
	/** Of every other list. */
	items: number;
	/** Of running text in UTF-16 units: a description, and a line. */
	long: number;
	short: number;
}
/** The first that fits is taken: most entries are small. */
const LIMITS: readonly Limits[] = [
	{ ...MOST, items: 30, long: LONG_LENGTH, short: SHORT_LENGTH },
	{ places: 6, times: 21, phones: 8, items: 8, long: 1_000, short: 200 },
	{ places: 3, times: 14, phones: 6, items: 6, long: 400, short: 150 },
	{ places: 1, times: 4, phones: 2, items: 3, long: 150, short: 100 },
];

/** Notes whether anything was left out. */
class Fitting {
	shortened = false;
	readonly limits: Limits;
	constructor(limits: Limits) {
		this.limits = limits;
	}

	/** Running text: its beginning. Never through the middle of a letter that has two halves. */
	words(text: string | undefined, most = this.limits.short): string | undefined {
		if (text === undefined || text.length <= most) return text;
		this.shortened = true;
		const begun = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
		return `${begun}…`;
	}
	/** Something that is only right whole. */
	whole(text: string | undefined): string | undefined {
		if (text === undefined || text.length <= SHORT_LENGTH) return text;
		this.shortened = true;
		return undefined;
	}
	list<T>(all: readonly T[], most: number): T[] {
		if (all.length > most) this.shortened = true;
		return all.slice(0, most);
	}
	shorts(all: readonly string[] | undefined, most: number): string[] | undefined {
		return all && this.list(all, Math.min(most, this.limits.items)).flatMap((one) => this.words(one) ?? []);
	}
	/** Those of which something could be made. */
	flatMap<T, R>(all: readonly T[], most: number, make: (one: T) => R | null): R[] {
		return this.list(all, most).flatMap((one) => {
			const made = make(one);
			if (made === null) this.shortened = true;
			return made === null ? [] : [made];
		});
	}
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Only what is there: a strict reader takes no `undefined`. */
const only = <T extends object>(all: T): Defined<T> =>
	Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Defined<T>;

/** As a message's languages are. */
const LONGEST_TAG = 35;

function phoneOf(phone: ServicePhone, fit: Fitting): Suggested['phones'][number] | null {
	const number = fit.whole(phone.number);
	if (number === undefined) return null;
	return {
		...{ number, type: phone.type },
		...only({
			extension: fit.whole(phone.extension),
			note: fit.words(phone.note),
			languages:
				phone.languages &&
				fit.flatMap(phone.languages, fit.limits.items, (one) => (one.length > LONGEST_TAG ? null : one)),
		}),
	};
}

function placeOf(place: ServicePlace, fit: Fitting): Suggested['places'][number] {
	const { exact, online } = place;
	const lines = exact ? place.lines : undefined;
	// A street is told whole or not at all.
	const fits = lines === undefined || (lines.length <= MOST.lines && lines.every((one) => fit.whole(one)));
	if (!fits) fit.shortened = true;
	return {
		exact,
		...only({
			...{ online, lines: fits ? lines : undefined },
			postal: exact ? fit.whole(place.postal) : undefined,
			name: fit.words(place.name),
			city: fit.words(place.city),
			region: fit.words(place.region),
			country: fit.words(place.country),
			url: fit.whole(place.url),
			getting: fit.words(place.getting),
			access: fit.shorts(place.access, MOST.access),
			zone: fit.whole(place.zone),
		}),
	};
}

function timeOf(time: ServiceTime, places: number, fit: Fitting): Suggested['times'][number] | null {
	const { days, monthDays = [], text, place, ...clock } = time;
	// Hours of a place that is left out would be read as another's.
	if (days.length > MOST.days || monthDays.length > MOST.monthDays || (place ?? 0) >= Math.max(places, 1))
		return null;
	return {
		...clock,
		days,
		...only({ monthDays: time.monthDays, place, text: fit.words(text) }),
	};
}

function serviceWithin(service: Service, fit: Fitting): Suggested {
	const { organization, group } = service;
	const { places, times, phones, long } = fit.limits;
	const shown = fit.list(service.places, places).map((place) => placeOf(place, fit));
	const { status, ages, assured, modified } = service;
	return {
		// An id only tells it from others; the beginning does.
		...{ id: service.id.slice(0, SHORT_LENGTH), name: fit.words(service.name) ?? '', status },
		...only({
			...{ ages, assured, modified },
			also: fit.words(service.also),
			organization: organization && {
				id: organization.id.slice(0, SHORT_LENGTH),
				name: fit.words(organization.name) ?? '',
				...only({ url: fit.whole(organization.url) }),
			},
			description: fit.words(service.description, long),
			alert: fit.words(service.alert),
			url: fit.whole(service.url),
			email: fit.whole(service.email),
			interpreting: fit.words(service.interpreting),
			apply: fit.words(service.apply, long),
			fees: fit.words(service.fees, long),
			eligibility: fit.words(service.eligibility, long),
			bring: fit.shorts(service.bring, MOST.bring),
			waiting: fit.words(service.waiting),
			areas: fit.shorts(service.areas, MOST.areas),
			group: group && { by: group.by, what: fit.words(group.what) ?? '' },
		}),
		phones: fit.flatMap(service.phones, phones, (phone) => phoneOf(phone, fit)),
		places: shown,
		times: fit.flatMap(service.times, times, (time) => timeOf(time, shown.length, fit)),
		languages: fit.shorts(service.languages, MOST.languages) ?? [],
		kinds: service.kinds,
	};
}

export type Listed = Pick<DirectoryManifest, 'region' | 'name' | 'sample' | 'zone' | 'source'>;

/**
 * What is sent. Whatever the entry is, something of it fits.
 * @param from the region's manifest
 */
export function suggestionOf(
	service: Service,
	{ region, name, sample, zone, source }: Listed,
	{ suggestion, words, language }: Pick<SuggestionBody, 'suggestion' | 'words' | 'language'>,
): SuggestionBody | null {
	for (const limits of LIMITS) {
		const fit = new Fitting(limits);
		const body = {
			suggestion,
			region: {
				...{ id: region, name: fit.words(name) ?? '', sample },
				...only({ zone: fit.whole(zone), source: fit.words(source?.name) }),
			},
			service: serviceWithin(service, fit),
			...{ shortened: fit.shortened, words: words.trim(), language },
		};
		const read = suggestionBody.safeParse(body);
		if (read.success) return read.data;
	}
	return null;
}
