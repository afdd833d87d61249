/** The second look at every service: addresses made coarser where they must be, kinds and groups told. */
import { type Service, type ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import type { Draft } from './assemble/service';
import { judge, withoutStreets, type Judgement } from './confidential';
import { groupRecogniser } from './groups';
import { kindSorter } from './kinds';
import { whichMatcher, type Described } from './matching';
import type { Rules } from './rules';

/** A draft, judged by what it says itself. */
export interface Judged {
	service: Draft['service'];
	/** Of each place: one spelling of its address. */
	keys: string[];
	locations: string[];
	judgement: Judgement;
}

interface Town {
	lat: number;
	lon: number;
	many: number;
}
/** Fewer known places would come too near to telling one of them. */
const ENOUGH_FOR_A_TOWN = 3;

const townOf = ({ city, region }: ServicePlace): string => fold(`${city ?? ''}|${region ?? ''}`);
const WORSE: Record<Judgement, number> = { exact: 0, coarse: 1, withheld: 2 };

export class Judging {
	readonly #judge;
	readonly #leavesOut;
	readonly #group;
	readonly #kinds;
	readonly #shown: Set<string>;
	/** The worst that was judged of anything at an address, or at a location of the source. */
	readonly #addresses = new Map<string, Judgement>();
	readonly #towns = new Map<string, Town>();
	readonly #zones = new Map<string, number>();
	readonly counts = { coarsened: 0, withheld: 0, beside: 0 };

	constructor(rules: Rules) {
		this.#judge = judge(rules);
		this.#leavesOut = whichMatcher(rules.leaveOut);
		this.#group = groupRecogniser(rules);
		this.#kinds = kindSorter(rules);
		this.#shown = new Set(rules.show?.ids);
	}

	/** @returns null when a rule leaves it out. */
	first({ service, places, organizationWords }: Draft): Judged | null {
		const described: Described = {
			id: service.id,
			...(service.organization && { organizationId: service.organization.id }),
			all: fold(
				[
					service.name,
					service.also,
					organizationWords,
					service.description,
					service.eligibility,
					service.apply,
					service.alert,
				]
					.filter(Boolean)
					.join(' . '),
			),
			terms: service.terms,
		};
		if (this.#leavesOut(described)) return null;
		const judgement = this.#judge({
			...described,
			name: fold([service.name, service.also].filter(Boolean).join(' . ')),
			addresses: places.map(({ said, place }) => `${said} ${fold(place.name ?? '')}`).join(' '),
		});
		const keys = places.map(({ key }) => key);
		const locations = places.map(({ locationId }) => locationId);
		if (judgement !== 'exact')
			for (const key of [...keys, ...locations.map((id) => `id ${id}`)]) this.#note(key, judgement);
		for (const { place } of places) {
			if (place.zone !== undefined) this.#zones.set(place.zone, (this.#zones.get(place.zone) ?? 0) + 1);
			if (judgement === 'exact') this.#town(place);
		}
		return { service, keys, locations, judgement };
	}

	#note(key: string, judgement: Judgement): void {
		if (key === '' || key === 'id ') return;
		const before = this.#addresses.get(key) ?? 'exact';
		if (WORSE[judgement] > WORSE[before]) this.#addresses.set(key, judgement);
	}

	#town(place: ServicePlace): void {
		if (place.lat === undefined || place.lon === undefined || place.city === undefined) return;
		const key = townOf(place);
		const town = this.#towns.get(key) ?? { lat: 0, lon: 0, many: 0 };
		this.#towns.set(key, { lat: town.lat + place.lat, lon: town.lon + place.lon, many: town.many + 1 });
	}

	/** The zone most places are in. */
	get zone(): string | undefined {
		return [...this.#zones].sort(([, one], [, other]) => other - one)[0]?.[0];
	}

	/** After all have been looked at once. */
	second({ service, keys, locations, judgement }: Judged, zone: string | undefined): Service {
		let worst = judgement;
		const spoken: string[] = [];
		const places = service.places.map((place, index): ServicePlace => {
			const beside = [keys[index] ?? '', `id ${locations[index] ?? ''}`]
				.map((key) => this.#addresses.get(key) ?? 'exact')
				.reduce((one, other) => (WORSE[one] > WORSE[other] ? one : other));
			// A rule that shows one service does not tell another one's address.
			const here = WORSE[beside] > WORSE[judgement] && !this.#shown.has(service.id) ? beside : judgement;
			if (here !== 'exact' && judgement === 'exact') this.counts.beside += 1;
			if (WORSE[here] > WORSE[worst]) worst = here;
			if (here === 'exact')
				return zone === undefined || place.zone !== undefined ? place : { ...place, zone };
			spoken.push(...(place.lines ?? []), ...(place.postal === undefined ? [] : [place.postal]));
			return this.#coarser(place, here, zone);
		});
		if (worst === 'withheld') this.counts.withheld += 1;
		else if (worst === 'coarse') this.counts.coarsened += 1;
		const told =
			worst === 'exact' ? { ...service, places } : redacted({ ...service, places: once(places) }, spoken);
		const [name, description] = [
			fold([told.name, told.also].filter(Boolean).join(' . ')),
			fold(told.description ?? ''),
		];
		const group = this.#group({ id: told.id, name, description, terms: told.terms });
		const kinds = this.#kinds(name, description, told.terms);
		if (group !== null && !kinds.includes('peer-groups')) kinds.unshift('peer-groups');
		return { ...told, kinds, ...(group !== null && { group }) };
	}

	/** The town alone, and where the town is as far as other places tell. */
	#coarser(place: ServicePlace, judgement: Judgement, zone: string | undefined): ServicePlace {
		const { city, region, country, access, online } = place;
		const kept: ServicePlace = { exact: false };
		const timed = place.zone ?? zone;
		if (country !== undefined) kept.country = country;
		if (online !== undefined) kept.online = online;
		if (timed !== undefined) kept.zone = timed;
		if (judgement === 'withheld') return kept;
		if (city !== undefined) kept.city = city;
		if (region !== undefined) kept.region = region;
		if (access !== undefined) kept.access = access;
		const town = this.#towns.get(townOf(place));
		if (city === undefined || town === undefined || town.many < ENOUGH_FOR_A_TOWN) return kept;
		const round = (sum: number) => Math.round((sum / town.many) * 100) / 100;
		return { ...kept, lat: round(town.lat), lon: round(town.lon) };
	}
}

/** Two places in one town are one, when only the town is told; times then belong to no place by number. */
function once(places: readonly ServicePlace[]): ServicePlace[] {
	const seen = new Set<string>();
	return places.filter((place) => {
		if (place.exact) return true;
		const key = JSON.stringify(place);
		return seen.has(key) ? false : seen.add(key);
	});
}

/** An address is not kept back if the words beside it tell it. */
function redacted(service: Draft['service'], lines: readonly string[]): Draft['service'] {
	const clean = (text: string) => withoutStreets(text, lines);
	const told = { ...service };
	for (const name of [
		'name',
		'also',
		'description',
		'alert',
		'apply',
		'eligibility',
		'fees',
		'waiting',
	] as const) {
		const text = told[name];
		if (text !== undefined) told[name] = clean(text);
	}
	told.times = service.times.map(({ place: _, text, ...time }) => ({
		...time,
		...(text !== undefined && { text: clean(text) }),
	}));
	told.phones = service.phones.map(({ note, ...phone }) => ({
		...phone,
		...(note !== undefined && { note: clean(note) }),
	}));
	if (service.areas !== undefined) told.areas = service.areas.map(clean);
	return told;
}
