/** How far services are from a town of the directory. Pure: she picks the town, nobody asks the phone where it is. */
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

/** For each service, from its nearest place; Infinity where none is known. A place that is hidden counts as its town. */
export function distances(index: DirectoryIndex, place: number): Float32Array {
	const { placePoints, points, pointStarts } = index;
	const km = new Float32Array(index.services).fill(Infinity);
	const [lat, lon] = [placePoints[place * 2] ?? NO_POINT, placePoints[place * 2 + 1] ?? NO_POINT];
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
