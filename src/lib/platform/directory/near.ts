/** How far services are from a town of the directory, or from where she said she is. Pure. */
import { NO_POINT, type DirectoryIndex } from '$protocol/directory-index';

const EARTH_KM = 6_371;
const RADIANS = Math.PI / 180 / 100_000;

/** Kilometres between points in 1e-5 degrees. */
function kilometres(lat: number, lon: number, otherLat: number, otherLon: number): number {
	const [one, other] = [lat * RADIANS, otherLat * RADIANS];
	const up = Math.sin((other - one) / 2);
	const along = Math.sin(((otherLon - lon) * RADIANS) / 2);
	const part = up * up + Math.cos(one) * Math.cos(other) * along * along;
	return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** Degrees. */
export interface Point {
	lat: number;
	lon: number;
}
const steps = (degrees: number): number => Math.round(degrees * 100_000);

/** How far two points are from each other. */
export const between = (one: Point, other: Point): number =>
	kilometres(steps(one.lat), steps(one.lon), steps(other.lat), steps(other.lon));

/**
 * For each service, from its nearest place; Infinity where none is known. A place that is hidden counts as its town.
 * @param from a town by its number, or a point
 */
export function distances(index: DirectoryIndex, from: number | Point): Float32Array {
	const { placePoints, points, pointStarts } = index;
	const km = new Float32Array(index.services).fill(Infinity);
	const [lat, lon] =
		typeof from === 'number'
			? [placePoints[from * 2] ?? NO_POINT, placePoints[from * 2 + 1] ?? NO_POINT]
			: [steps(from.lat), steps(from.lon)];
	if (lat === NO_POINT) return km;
	for (let service = 0; service < index.services; service += 1)
		for (let at = pointStarts[service] ?? 0; at < (pointStarts[service + 1] ?? 0); at += 1) {
			const town = points[at * 3 + 2] ?? -1;
			let [itsLat, itsLon] = [points[at * 3] ?? NO_POINT, points[at * 3 + 1] ?? NO_POINT];
			if (itsLat === NO_POINT && town >= 0)
				[itsLat, itsLon] = [placePoints[town * 2] ?? NO_POINT, placePoints[town * 2 + 1] ?? NO_POINT];
			if (itsLat === NO_POINT) continue;
			const far = kilometres(lat, lon, itsLat, itsLon);
			if (far < (km[service] ?? Infinity)) km[service] = far;
		}
	return km;
}

const HALF_AT_KM = 10;
/** Nearer is worth more; without words, that alone says the order. */
export const nearness =
	(km: Float32Array) =>
	(service: number, score: number): number =>
		((score || 1) * HALF_AT_KM) / (HALF_AT_KM + (km[service] ?? Infinity));
