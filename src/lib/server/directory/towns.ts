/** Where a town is, and by which clocks it lives, told by places in it that are no secret: for a place that is one. */
import type { ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';

interface Point {
	lat: number;
	lon: number;
	zone: string | undefined;
	/** The addresses and locations it stands for, as `judging.ts` knows them. */
	keys: readonly string[];
}
const MOST_POINTS = 200;
/** Fewer different places would come too near to telling one of them. */
const ENOUGH = 3;

/** One far off, by a slip, must not move a town. */
const middleOf = (numbers: readonly number[]): number =>
	[...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
/** About a kilometre. */
const round = (degrees: number): number => Math.round(degrees * 100) / 100;
/** About a hundred metres: what is nearer is the same place. */
const near = ({ lat, lon }: Point): string => `${lat.toFixed(3)} ${lon.toFixed(3)}`;

const nameOf = ({ city, region }: ServicePlace): string => fold(`${city ?? ''}|${region ?? ''}`);
const regionOf = ({ region }: ServicePlace): string => fold(`|${region ?? ''}`);

/** The zone most are in, the first of several. */
export const mostIn = (zones: ReadonlyMap<string, number>): string | undefined =>
	[...zones].sort(([, one], [, other]) => other - one)[0]?.[0];

export class Towns {
	/** Of towns, and of whole regions, which are towns without a name. */
	readonly #towns = new Map<string, Point[]>();

	add(place: ServicePlace, keys: readonly string[]): void {
		const { lat, lon, city, region, zone } = place;
		if (lat === undefined || lon === undefined) return;
		const point = { lat, lon, zone, keys };
		if (city !== undefined) this.#add(nameOf(place), point);
		if (region !== undefined) this.#add(regionOf(place), point);
	}

	#add(name: string, point: Point): void {
		const points = this.#towns.get(name);
		if (points === undefined) this.#towns.set(name, [point]);
		else if (points.length < MOST_POINTS) points.push(point);
	}

	/**
	 * The clocks of its town, else of its region: a zone can be as small as a county, so a place that is hidden never tells its own.
	 * @param least `region` for a place whose town is not told either
	 */
	zone(
		place: ServicePlace,
		least: 'town' | 'region',
		isHidden: (key: string) => boolean,
	): string | undefined {
		const ofTown = least === 'region' || place.city === undefined ? undefined : nameOf(place);
		const ofRegion = place.region === undefined ? undefined : regionOf(place);
		for (const name of [ofTown, ofRegion]) {
			const zones = new Map<string, number>();
			for (const { zone, keys } of (name === undefined ? undefined : this.#towns.get(name)) ?? [])
				if (zone !== undefined && !keys.some(isHidden)) zones.set(zone, (zones.get(zone) ?? 0) + 1);
			if (zones.size > 0) return mostIn(zones);
		}
		return undefined;
	}

	/** @returns null where too few places are known, apart from those whose address is hidden. */
	middle(place: ServicePlace, isHidden: (key: string) => boolean): { lat: number; lon: number } | null {
		if (place.city === undefined) return null;
		const told = (this.#towns.get(nameOf(place)) ?? []).filter(({ keys }) => !keys.some(isHidden));
		const different = [...new Map(told.map((point) => [near(point), point])).values()];
		if (different.length < ENOUGH) return null;
		return {
			lat: round(middleOf(different.map(({ lat }) => lat))),
			lon: round(middleOf(different.map(({ lon }) => lon))),
		};
	}
}
