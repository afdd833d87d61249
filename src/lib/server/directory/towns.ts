/** Where a town is, told by places in it that are no secret: for a place of which only the town is told. */
import type { ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';

interface Point {
	lat: number;
	lon: number;
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

export class Towns {
	readonly #towns = new Map<string, Point[]>();

	add(place: ServicePlace, keys: readonly string[]): void {
		const { lat, lon, city } = place;
		if (lat === undefined || lon === undefined || city === undefined) return;
		const name = nameOf(place);
		const points = this.#towns.get(name);
		if (points === undefined) this.#towns.set(name, [{ lat, lon, keys }]);
		else if (points.length < MOST_POINTS) points.push({ lat, lon, keys });
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
