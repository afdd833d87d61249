/**
 * Where a list of results is, as a drawing: dots, names of towns, a length to compare with. Made of the region's own coordinates;
 * no picture of any map is fetched, because whoever serves those learns where somebody looks. Pure.
 */
import type { Facts, Row } from '$platform/directory';

/** Percent of the drawing's width and height, from the left and from the top: north is up in every language. */
export interface Spot {
	x: number;
	y: number;
}
export interface Dot extends Spot {
	/** Numbers of the rows that stand here, as the list counts them. */
	rows: number[];
	/** False: only the town is known, so it stands in the town's middle. */
	exact: boolean;
}
export interface Plan {
	dots: Dot[];
	towns: (Spot & { name: string })[];
	/** A length of so many kilometres, in percent of the width. */
	scale: { km: number; width: number };
}

/** Width by height of the drawing. */
export const SHAPE = 4 / 3;
const KM_A_DEGREE = 111.2;
const LEAST_KM = 2;
const MARGIN = 0.14;
/** Closer than this, in percent, two dots are one and two names one too many. */
const DOTS_APART = 6;
const NAMES_APART = { x: 30, y: 9 };
const MOST_NAMES = 10;
const LENGTHS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

interface Point {
	lat: number;
	lon: number;
}

/** `null` where no row says where it is. */
export function plotMap(rows: readonly Row[], towns: Facts['places']): Plan | null {
	const points = rows.flatMap(({ service }, at) =>
		service.places.flatMap(({ lat, lon, exact, online }) =>
			online === true || lat === undefined || lon === undefined ? [] : [{ row: at + 1, lat, lon, exact }],
		),
	);
	const [first] = points;
	if (first === undefined) return null;
	const lats = points.map(({ lat }) => lat);
	const lons = points.map(({ lon }) => lon);
	const middle = {
		lat: (Math.min(...lats) + Math.max(...lats)) / 2,
		lon: (Math.min(...lons) + Math.max(...lons)) / 2,
	};
	const kmEast = KM_A_DEGREE * Math.max(0.05, Math.cos((middle.lat * Math.PI) / 180));
	const wide = (Math.max(...lons) - Math.min(...lons)) * kmEast;
	const high = (Math.max(...lats) - Math.min(...lats)) * KM_A_DEGREE;
	const width = Math.max(wide, high * SHAPE, LEAST_KM) / (1 - 2 * MARGIN);
	const height = width / SHAPE;
	const spot = ({ lat, lon }: Point): Spot => ({
		x: 50 + ((lon - middle.lon) * kmEast * 100) / width,
		y: 50 - ((lat - middle.lat) * KM_A_DEGREE * 100) / height,
	});

	const dots: Dot[] = [];
	for (const { row, exact, ...point } of points) {
		const { x, y } = spot(point);
		const near = dots.find(
			(dot) => Math.abs(dot.x - x) < DOTS_APART && Math.abs(dot.y - y) < DOTS_APART * SHAPE,
		);
		if (near === undefined) dots.push({ x, y, rows: [row], exact });
		else {
			if (!near.rows.includes(row)) near.rows.push(row);
			near.exact &&= exact;
		}
	}
	const named: Plan['towns'] = [];
	for (const { name, lat, lon } of towns) {
		const { x, y } = spot({ lat, lon });
		const inside = x > 8 && x < 92 && y > 6 && y < 88;
		const crowded = named.some(
			(one) => Math.abs(one.x - x) < NAMES_APART.x && Math.abs(one.y - y) < NAMES_APART.y,
		);
		const [town = name] = name.split(',');
		if (inside && !crowded && named.length < MOST_NAMES) named.push({ x, y, name: town });
	}
	const km = LENGTHS.findLast((length) => length <= width / 3) ?? LENGTHS[0] ?? 1;
	return { dots, towns: named, scale: { km, width: (km * 100) / width } };
}
