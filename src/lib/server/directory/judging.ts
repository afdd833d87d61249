/** The second look at every service: addresses made coarser where they must be, kinds and groups told. */
import type { GroupReason, Service, ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import type { Draft } from './assemble/service';
import { judge, type Judgement, type Level } from './confidential';
import { groupRecogniser } from './groups';
import { kindSorter } from './kinds';
import { whichMatcher, type Described } from './matching';
import { withoutPlace, withoutTold } from './redacting';
import type { Rules } from './rules';
import { streetKey, withoutStreets } from './streets';
import { mostIn, Towns } from './towns';

/** A draft, judged by what it says itself. */
export interface Judged {
	service: Draft['service'];
	/** Of each place: by what it is known again in other rows. */
	keys: string[][];
	judgement: Judgement;
}

/** What is known of an address, or of a location of the source. */
interface Address {
	worst: Level;
	/** Whose judgement that is. */
	whose: string;
	services: number;
	/** Of these, so judged. */
	guarded: number;
	organizations: Set<string>;
}
const SEVERAL = 3;
const MANY = 5;
const MOST_TOLD = 5_000;
const MOST_GROUPS = 5_000;

/** A place is known again by its address, by the source's own id of it, and by where it lies (to about ten metres). */
const keysOf = ({ key, locationId, place: { lat, lon, exact } }: Draft['places'][number]): string[] => [
	...(key === '' ? [] : [key]),
	...(locationId === '' ? [] : [`id ${locationId}`]),
	// One that came coarser already stands in the middle of its town, and hides nothing there.
	...(lat === undefined || lon === undefined || !exact ? [] : [`at ${lat.toFixed(4)} ${lon.toFixed(4)}`]),
];
const WORSE: Record<Level, number> = { exact: 0, coarse: 1, withheld: 2 };

export class Judging {
	readonly #judge;
	readonly #leavesOut;
	readonly #group;
	readonly #kinds;
	readonly #shown: Set<string>;
	/** The worst that was judged of anything at an address, or at a location of the source. */
	readonly #addresses = new Map<string, Address>();
	/** Streets whose number is kept back, spelt as `streetKey` does, with the addresses they belong to. */
	readonly #streets = new Map<string, string[]>();
	readonly #towns = new Towns();
	readonly #zones = new Map<string, number>();
	/** Every service whose address is not told, and why: for the operator to look at. */
	readonly told: { id: string; name: string; only: 'town' | 'nothing'; because: string }[] = [];
	/** Every peer group and by what it was taken for one. */
	readonly groups: ({ id: string; name: string } & GroupReason)[] = [];
	/** What a term calls a group and nothing else does: not marked. */
	readonly doubted: { id: string; name: string; what: string }[] = [];
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
					service.waiting,
					...service.phones.map(({ note }) => note),
					...places.flatMap(({ place }) => [place.getting, ...(place.access ?? [])]),
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
		const keys = places.map(keysOf);
		for (const key of new Set(keys.flat())) this.#note(key, judgement, service);
		for (const [index, { place, key }] of places.entries()) {
			if (place.zone !== undefined && judgement.level === 'exact')
				this.#zones.set(place.zone, (this.#zones.get(place.zone) ?? 0) + 1);
			if (judgement.level === 'exact' && place.exact) this.#towns.add(place, keys[index] ?? []);
			else if (judgement.guarded && key !== '') for (const line of place.lines ?? []) this.#street(line, key);
		}
		return { service, keys, judgement };
	}

	#street(line: string, key: string): void {
		const street = streetKey(line);
		const known = this.#streets.get(street);
		if (known === undefined) this.#streets.set(street, [key]);
		else if (!known.includes(key)) known.push(key);
	}

	#note(key: string, { level, guarded }: Judgement, { name, organization }: Draft['service']): void {
		let known = this.#addresses.get(key);
		if (known === undefined)
			this.#addresses.set(
				key,
				(known = { worst: 'exact', whose: '', services: 0, guarded: 0, organizations: new Set() }),
			);
		known.services += 1;
		if (known.organizations.size < SEVERAL && organization !== undefined)
			known.organizations.add(organization.id);
		if (guarded) known.guarded += 1;
		if (!guarded || WORSE[level] <= WORSE[known.worst]) return;
		known.worst = level;
		known.whose = name;
	}

	/** Whose judgement keeps an address back from the others there; null where it is told. */
	#hiddenBy(key: string): string | null {
		const known = this.#addresses.get(key);
		if (known === undefined || known.worst === 'exact') return null;
		const isOffice =
			known.organizations.size >= SEVERAL || (known.services > MANY && known.guarded * 4 < known.services);
		return known.worst === 'coarse' && isOffice ? null : known.whose;
	}

	#hiddenByAny(keys: readonly string[]): string | null {
		for (const key of keys) {
			const whose = this.#hiddenBy(key);
			if (whose !== null) return whose;
		}
		return null;
	}

	/** The zone most places are in, of those that are judged to be no secret. */
	get zone(): string | undefined {
		return mostIn(this.#zones);
	}

	/** After all have been looked at once. */
	second({ service, keys, judgement }: Judged, zone: string | undefined): Service {
		let worst = judgement.level;
		let because = judgement.because;
		const spoken: string[] = [];
		const shown = this.#shown.has(service.id);
		const places = service.places.map((place, index): ServicePlace => {
			const beside = judgement.level !== 'exact' || shown ? null : this.#hiddenByAny(keys[index] ?? []);
			if (beside !== null) {
				this.counts.beside += 1;
				worst = 'coarse';
				because = `another service at the same address: ${beside}`;
			} else if (judgement.level === 'exact')
				return zone === undefined || place.zone !== undefined ? place : { ...place, zone };
			spoken.push(...(place.lines ?? []), ...(place.postal === undefined ? [] : [place.postal]));
			return this.#coarser(place, worst, zone);
		});
		if (worst !== 'exact') this.#tell(service, worst, because);
		const told =
			worst === 'exact'
				? this.#streets.size === 0 || shown
					? { ...service, places }
					: withoutTold({ ...service, places }, (street) => this.#isHidden(street))
				: withoutPlace({ ...service, places: once(places) }, spoken);
		const [name, description] = [
			fold([told.name, told.also].filter(Boolean).join(' . ')),
			fold(told.description ?? ''),
		];
		const { group, doubt } = this.#group({ id: told.id, name, description, terms: told.terms });
		const kinds = this.#kinds(name, description, told.terms).filter((kind) => kind !== 'peer-groups');
		if (doubt !== null && this.doubted.length < MOST_GROUPS)
			this.doubted.push({ id: told.id, name: told.name, what: doubt });
		if (group === null) return { ...told, kinds };
		if (this.groups.length < MOST_GROUPS) this.groups.push({ id: told.id, name: told.name, ...group });
		return { ...told, kinds: ['peer-groups', ...kinds], group };
	}

	#isHidden(street: string): boolean {
		return this.#streets.get(street)?.some((key) => this.#hiddenBy(key) !== null) ?? false;
	}

	#tell({ id, name }: Draft['service'], level: Level, because: string): void {
		this.counts[level === 'withheld' ? 'withheld' : 'coarsened'] += 1;
		if (this.told.length < MOST_TOLD)
			this.told.push({ id, name, only: level === 'withheld' ? 'nothing' : 'town', because });
	}

	/** The town alone, and where the town is as far as other places tell. */
	#coarser(place: ServicePlace, level: Level, zone: string | undefined): ServicePlace {
		const { city, region, country, access, online } = place;
		const kept: ServicePlace = { exact: false };
		const isHidden = (key: string) => this.#hiddenBy(key) !== null;
		const told = this.#towns.zone(place, level === 'withheld' ? 'region' : 'town', isHidden);
		// What came coarser has the zone of its town's middle.
		const timed = (place.exact || level === 'withheld' ? undefined : place.zone) ?? told ?? zone;
		if (country !== undefined) kept.country = country;
		if (online !== undefined) kept.online = online;
		if (timed !== undefined) kept.zone = timed;
		if (level === 'withheld') return kept;
		// Made coarser before it came here: nothing is known of it that could be better.
		if (!place.exact) return timed === undefined ? place : { ...place, zone: timed };
		if (city !== undefined) kept.city = city;
		if (region !== undefined) kept.region = region;
		const lines = [...(place.lines ?? []), ...(place.postal === undefined ? [] : [place.postal])];
		if (access !== undefined) kept.access = access.map((text) => withoutStreets(text, lines));
		const middle = this.#towns.middle(place, isHidden);
		return middle === null ? kept : { ...kept, ...middle };
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
