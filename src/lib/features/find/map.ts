/**
 * Where a list of results is, as a drawing: dots to press, names of towns, rings or squares to compare lengths with. Made of the
 * region's own coordinates; no picture of any map is fetched, because whoever serves those learns where somebody looks. Pure.
 */
import type { Facts, Point, Row } from '$platform/directory';
import { townOf } from '$parts/services';
import { clear, KM_A_DEGREE, labelBox, shown, type Box, type Spot } from './map-room';

export interface Dot extends Spot {
	/** Numbers of the rows that stand here, as the list counts them. */
	rows: number[];
	/** False: only the town is known, so it stands in the town's middle. */
	exact: boolean;
	/** How the first of them is found there: its street, or the town. */
	place: string;
	/** How far the nearest other dot is, in percent of the width: a larger thing to press would cover it. */
	apart: number;
	/** Those that stand here do not stand at one spot: looked at closer, they are apart. */
	closer: boolean;
}
export interface Plan {
	dots: Dot[];
	towns: (Spot & { name: string; label: Spot })[];
	/** What distances are counted from, where she chose that. */
	from: (Spot & { name: string; label: Spot | null }) | null;
	/** Around it, so many kilometres away. */
	rings: { km: number; radius: number; label: Spot | null }[];
	/** A length of so many kilometres, in percent of the width. */
	scale: { km: number; width: number };
	/** How many of the rows do not stand on it: they do not say where they are, or it is far from all others. */
	missing: number;
}

/** Width by height of the drawing. */
export const SHAPE = 4 / 3;
const LEAST_KM = 2;
/** So many places tell what is far outside. */
const ENOUGH = 5;
const MOST = 0.9;
const TIMES_AS_FAR = 5;
const NOT_FAR_KM = 100;
const MARGIN = 0.15;
/** Closer than this, in percent of the width, two dots are one. */
const DOTS_APART = 10.5;
const MOST_NAMES = 10;
const MOST_RINGS = 3;
const LENGTHS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
/** Of one spot: two doors of a house. */
const SAME_KM = 0.1;
/** The compass stands in this corner, the scale in that one. */
const CORNERS: readonly Box[] = [
	{ x: 93, y: 11, wide: 6, high: 10 },
	{ x: 18, y: 94, wide: 18, high: 6 },
];

interface Standing extends Point {
	row: number;
	exact: boolean;
	place: string;
}

function standing(rows: readonly Row[]): Standing[] {
	return rows.flatMap(({ service }, at) =>
		service.places.flatMap((place): Standing[] => {
			const { lat, lon, exact, online, lines, name } = place;
			if (online === true || lat === undefined || lon === undefined) return [];
			const town = townOf(place);
			return [{ row: at + 1, lat, lon, exact, place: exact ? (lines?.[0] ?? name ?? town) : town }];
		}),
	);
}

const middleOf = (numbers: readonly number[]): number =>
	numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

/** One wrong number, and all others would be a single dot: what is far outside is left off where it is few of many. */
function together(points: Standing[]): Standing[] {
	if (points.length < ENOUGH) return points;
	const lat = middleOf(points.map((point) => point.lat));
	const lon = middleOf(points.map((point) => point.lon));
	const kmEast = KM_A_DEGREE * Math.max(0.05, Math.cos((lat * Math.PI) / 180));
	const far = (point: Point) => Math.hypot((point.lat - lat) * KM_A_DEGREE, (point.lon - lon) * kmEast);
	const distances = points.map(far).toSorted((one, other) => one - other);
	// The nine tenths that are nearest; of fewer than ten, all but the farthest.
	const most = distances[Math.ceil(points.length * MOST) - 1 - (points.length < 10 ? 1 : 0)] ?? 0;
	return points.filter((point) => far(point) <= Math.max(most * TIMES_AS_FAR, NOT_FAR_KM));
}

/** Kilometres to percent, and back again. */
function project(points: readonly Point[]) {
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
	const spot = ({ lat, lon }: Point): Spot => ({
		x: 50 + ((lon - middle.lon) * kmEast * 100) / width,
		y: 50 - ((lat - middle.lat) * KM_A_DEGREE * 100 * SHAPE) / width,
	});
	return { width, spot };
}

/** In percent of the width, along the longer way: what is square on the screen is square here. */
const apart = (one: Spot, other: Spot): number =>
	Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y) / SHAPE);

function dotsOf(points: readonly Standing[], spot: (point: Point) => Spot, width: number): Dot[] {
	const dots: Dot[] = [];
	for (const point of points) {
		const { row, exact, place } = point;
		const here = spot(point);
		const near = dots.find((dot) => apart(dot, here) < DOTS_APART);
		if (near === undefined) dots.push({ ...here, rows: [row], exact, place, apart: 100, closer: false });
		else {
			if (!near.rows.includes(row)) near.rows.push(row);
			near.exact &&= exact;
			near.closer ||= (apart(near, here) * width) / 100 > SAME_KM;
		}
	}
	return dots.map((dot) => ({
		...dot,
		apart: Math.min(...dots.map((other) => (other === dot ? 100 : apart(dot, other)))),
	}));
}

const firstPart = (name: string): string => name.split(',')[0] ?? name;

interface Wanted {
	/** What distances are counted from; its name as it is written on the drawing. */
	from?: (Point & { name: string }) | null;
	/** Only these, looked at closer. */
	only?: readonly number[] | null;
}

/** `null` where no row says where it is. */
export function plotMap(
	rows: readonly Row[],
	towns: Facts['places'],
	{ from = null, only = null }: Wanted = {},
): Plan | null {
	const points = together(standing(rows)).filter(({ row }) => only === null || only.includes(row));
	if (points.length === 0) return null;
	const { width, spot } = project(from === null || only !== null ? points : [...points, from]);
	const dots = dotsOf(points, spot, width);
	const taken: Box[] = [...CORNERS, ...dots.map(({ x, y }) => ({ x, y, wide: 5.6, high: 7.4 }))];
	const put = (name: string, ways: readonly Spot[]): Spot | null => {
		const free = ways.map((way) => labelBox(name, way)).find((box) => clear(box, taken));
		if (free === undefined) return null;
		taken.push(free);
		return { x: free.x, y: free.y };
	};

	const middle = from && spot(from);
	const isShown = middle !== null && shown(middle);
	if (isShown) taken.push({ ...middle, wide: 2.5, high: 3.3 });
	const chosen =
		from === null || middle === null || !isShown
			? null
			: {
					...middle,
					name: firstPart(from.name),
					label: put(firstPart(from.name), around(middle, from.name)),
				};
	const rings =
		middle === null || !isShown
			? []
			: LENGTHS.filter((km) => km <= width * 0.62)
					.slice(-MOST_RINGS)
					.map((km) => {
						const radius = (km * 100) / width;
						const up = radius * SHAPE;
						const ways = [
							...[-up, up].map((y) => ({ x: middle.x, y: middle.y + y })),
							...[-radius, radius].map((x) => ({ x: middle.x + x, y: middle.y })),
						];
						return { km, radius, label: put(`${String(km)} km`, ways) };
					});

	const named: Plan['towns'] = [];
	const nearest = (at: Spot) => Math.min(...dots.map((dot) => apart(dot, at)));
	const byNearness = towns
		.map(({ name, ...point }) => ({ ...spot(point), name: firstPart(name) }))
		.filter((town) => shown(town) && town.name !== chosen?.name)
		.sort((one, other) => nearest(one) - nearest(other));
	for (const town of byNearness) {
		if (named.length === MOST_NAMES) break;
		if (named.some(({ name }) => name === town.name)) continue;
		const label = put(town.name, [{ x: town.x, y: town.y }, ...around(town, town.name)]);
		if (label !== null) named.push({ ...town, label });
	}
	const km = LENGTHS.findLast((length) => length <= width / 4) ?? LENGTHS[0] ?? 1;
	const missing = only === null ? rows.length - new Set(points.map(({ row }) => row)).size : 0;
	return { dots, towns: named, from: chosen, rings, scale: { km, width: (km * 100) / width }, missing };
}

/** Below, above, and on either side of what it is the name of. */
function around({ x, y }: Spot, name: string): Spot[] {
	const { wide } = labelBox(name, { x, y });
	const [below, beside] = [12.5, wide + 7];
	return [
		{ x, y: y + below },
		{ x, y: y - below },
		{ x: x + beside, y },
		{ x: x - beside, y },
	];
}
