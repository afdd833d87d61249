/** The second look at every service: addresses made coarser where they must be, kinds and groups told. */
import { type Service, type ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import type { Draft } from './assemble/service';
import { judge, withoutStreets, type Judgement, type Level } from './confidential';
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

/** What is known of an address, or of a location of the source. */
interface Address {
	worst: Level;
	services: number;
	organizations: Set<string>;
}
const SEVERAL = 3;
const MANY = 5;
const MOST_TOLD = 5_000;

/** Some of the places known in a town: one far off, by a slip, must not move it. */
interface Town {
	lats: number[];
	lons: number[];
}
const MOST_POINTS = 400;
const middle = (numbers: readonly number[]): number =>
	[...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
/** Fewer known places would come too near to telling one of them. */
const ENOUGH_FOR_A_TOWN = 3;

const townOf = ({ city, region }: ServicePlace): string => fold(`${city ?? ''}|${region ?? ''}`);
const WORSE: Record<Level, number> = { exact: 0, coarse: 1, withheld: 2 };

export class Judging {
	readonly #judge;
	readonly #leavesOut;
	readonly #group;
	readonly #kinds;
	readonly #shown: Set<string>;
	/** The worst that was judged of anything at an address, or at a location of the source. */
	readonly #addresses = new Map<string, Address>();
	readonly #towns = new Map<string, Town>();
	readonly #zones = new Map<string, number>();
	/** Every service whose address is not told, and why: for the operator to look at. */
	readonly told: { id: string; name: string; only: 'town' | 'nothing'; because: string }[] = [];
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
			organization: fold(organizationWords),
			description: fold([service.description, service.eligibility].filter(Boolean).join('\n')),
			addresses: places.map(({ said, place }) => `${said} ${fold(place.name ?? '')}`).join(' '),
		});
		const keys = places.map(({ key }) => key);
		const locations = places.map(({ locationId }) => locationId);
		for (const key of new Set([...keys, ...locations.map((id) => `id ${id}`)]))
			this.#note(key, judgement.level, service.organization?.id ?? '');
		for (const { place } of places) {
			if (place.zone !== undefined) this.#zones.set(place.zone, (this.#zones.get(place.zone) ?? 0) + 1);
			if (judgement.level === 'exact' && place.exact) this.#town(place);
		}
		return { service, keys, locations, judgement };
	}

	#note(key: string, level: Level, organization: string): void {
		if (key === '' || key === 'id ') return;
		let known = this.#addresses.get(key);
		if (known === undefined)
			this.#addresses.set(key, (known = { worst: 'exact', services: 0, organizations: new Set() }));
		known.services += 1;
		if (known.organizations.size < SEVERAL && organization !== '') known.organizations.add(organization);
		if (WORSE[level] > WORSE[known.worst]) known.worst = level;
	}

	/** What an address is to be because of others there. */
	#beside(key: string): Level {
		const known = this.#addresses.get(key);
		if (known === undefined) return 'exact';
		const isOffice = known.organizations.size >= SEVERAL || known.services > MANY;
		return known.worst === 'coarse' && isOffice ? 'exact' : known.worst;
	}

	#town(place: ServicePlace): void {
		if (place.lat === undefined || place.lon === undefined || place.city === undefined) return;
		const key = townOf(place);
		let town = this.#towns.get(key);
		if (town === undefined) this.#towns.set(key, (town = { lats: [], lons: [] }));
		if (town.lats.length >= MOST_POINTS) return;
		town.lats.push(place.lat);
		town.lons.push(place.lon);
	}

	/** The zone most places are in. */
	get zone(): string | undefined {
		return [...this.#zones].sort(([, one], [, other]) => other - one)[0]?.[0];
	}

	/** After all have been looked at once. */
	second({ service, keys, locations, judgement }: Judged, zone: string | undefined): Service {
		let worst = judgement.level;
		const spoken: string[] = [];
		const places = service.places.map((place, index): ServicePlace => {
			const beside = [keys[index] ?? '', `id ${locations[index] ?? ''}`]
				.map((key) => this.#beside(key))
				.reduce((one, other) => (WORSE[one] > WORSE[other] ? one : other));
			// A rule that shows one service does not tell another one's address.
			const here =
				WORSE[beside] > WORSE[judgement.level] && !this.#shown.has(service.id) ? beside : judgement.level;
			if (here !== 'exact' && judgement.level === 'exact') this.counts.beside += 1;
			if (WORSE[here] > WORSE[worst]) worst = here;
			if (here === 'exact')
				return zone === undefined || place.zone !== undefined ? place : { ...place, zone };
			spoken.push(...(place.lines ?? []), ...(place.postal === undefined ? [] : [place.postal]));
			return this.#coarser(place, here, zone);
		});
		if (worst !== 'exact') this.#tell(service, worst, judgement);
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

	#tell({ id, name }: Draft['service'], level: Level, judgement: Judgement): void {
		this.counts[level === 'withheld' ? 'withheld' : 'coarsened'] += 1;
		const because = judgement.level === level ? judgement.because : 'another service at the same address';
		if (this.told.length < MOST_TOLD)
			this.told.push({ id, name, only: level === 'withheld' ? 'nothing' : 'town', because });
	}

	/** The town alone, and where the town is as far as other places tell. */
	#coarser(place: ServicePlace, level: Level, zone: string | undefined): ServicePlace {
		const { city, region, country, access, online } = place;
		const kept: ServicePlace = { exact: false };
		const timed = place.zone ?? zone;
		if (country !== undefined) kept.country = country;
		if (online !== undefined) kept.online = online;
		if (timed !== undefined) kept.zone = timed;
		if (level === 'withheld') return kept;
		// Made coarser before it came here: nothing is known of it that could be better.
		if (!place.exact) return timed === undefined ? place : { ...place, zone: timed };
		if (city !== undefined) kept.city = city;
		if (region !== undefined) kept.region = region;
		if (access !== undefined) kept.access = access;
		const town = this.#towns.get(townOf(place));
		if (city === undefined || town === undefined || town.lats.length < ENOUGH_FOR_A_TOWN) return kept;
		const round = (degrees: number) => Math.round(degrees * 100) / 100;
		return { ...kept, lat: round(middle(town.lats)), lon: round(middle(town.lons)) };
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
