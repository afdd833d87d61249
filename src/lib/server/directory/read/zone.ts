/** Which time zone a place is in, from where it is: HSDS carries an offset at best, and an offset has no summer. */
import lookup from '@photostructure/tz-lookup';

const near = new Map<string, string | undefined>();

/** IANA name, or nothing at sea and outside the world. */
export function zoneAt(lat: number | undefined, lon: number | undefined): string | undefined {
	if (lat === undefined || lon === undefined) return undefined;
	const key = `${lat.toFixed(2)},${lon.toFixed(2)}`;
	const known = near.get(key);
	if (known !== undefined || near.has(key)) return known;
	let zone: string | undefined;
	try {
		zone = lookup(lat, lon);
		if (zone.startsWith('Etc/')) zone = undefined;
	} catch {
		zone = undefined;
	}
	if (near.size > 20_000) near.clear();
	near.set(key, zone);
	return zone;
}
