/** Where a service is: its locations with their addresses. What is stated is taken, and nothing is put together from pieces. */
import type { ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import { HIDDEN } from '../confidential-words';
import type { Place, Problems } from '../problems';
import { plainLine } from '../read/plain';
import { parseNumber, parseUrl } from '../read/values';
import { zoneAt } from '../read/zone';
import type { Row } from '../source/csv';
import type { Child, Stage } from '../stage';
import { addressKey } from '../streets';

export interface DraftPlace {
	place: ServicePlace;
	/** One spelling of the address, '' without a street. */
	key: string;
	locationId: string;
	/** Folded text of what stands in place of an address, where one is kept back by the source. */
	said: string;
	/** What hangs on the location. */
	children: Child[];
}

const BOX = /^\s*(?:p\.?\s*o\.?|post(?:al)?(?: office)?)\s*box\b|^\s*apartado\b/i;
/** Words that say there is no address, standing where one should be. */
const NO_ADDRESS =
	/^(?:n\/?a|none|unknown|tbd|virtual|online|remote|various(?: locations)?|multiple locations|countywide|statewide|nationwide|no address|-+|\.+)$/i;

export const put = <Key extends string>(name: Key, value: string | undefined): Partial<Record<Key, string>> =>
	(value === undefined || value === '' ? {} : { [name]: value }) as Partial<Record<Key, string>>;

function coordinates(row: Row, at: Place, problems: Problems): { lat?: number; lon?: number } {
	const [north, east] = [row['latitude'], row['longitude']];
	if (north === undefined && east === undefined) return {};
	const [lat, lon] = [parseNumber(north), parseNumber(east)];
	const inside = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
	if (inside && (lat !== 0 || lon !== 0)) return { lat, lon };
	problems.warn('coordinates are no place on earth; left out', at, `${north ?? ''}, ${east ?? ''}`);
	return {};
}

interface Address {
	lines: string[];
	city?: string;
	region?: string;
	postal?: string;
	country?: string;
	said: string;
	key: string;
}

function addressOf(row: Row, at: Place, problems: Problems): Address | null {
	if (/^postal$/i.test(row['address_type'] ?? '') && row['latitude'] === undefined) {
		// A letterbox; the same row may still be the only one that says the town.
		if (BOX.test(row['address_1'] ?? '')) return null;
	}
	const written = ['address_1', 'address_2', 'address_3', 'address_4'].map((name) => plainLine(row[name]));
	let lines = written.filter((line) => line !== undefined && !NO_ADDRESS.test(line)) as string[];
	const said = [...lines, plainLine(row['city']) ?? '', plainLine(row['attention']) ?? '']
		.filter((line) => HIDDEN.test(fold(line)))
		.join(' ');
	if (said !== '') lines = [];
	if (lines.some((line) => BOX.test(line))) {
		problems.warn('a post office box is no place to go to; its town is kept', at, lines[0]);
		lines = [];
	}
	const [city, region, postal, country] = ['city', 'state_province', 'postal_code', 'country'].map((name) =>
		plainLine(row[name]),
	);
	const found: Address = {
		lines,
		...put('city', city),
		...put('region', region ?? plainLine(row['region'])),
		...put('postal', postal),
		...put('country', country),
		said: fold(said),
		key: addressKey(lines, city, postal),
	};
	const nothing = lines.length === 0 && city === undefined && postal === undefined && said === '';
	return nothing ? null : found;
}

const isOnline = (row: Row): boolean => /^virtual$/i.test(row['location_type'] ?? '');

/** The address a second row repeats. */
const sameAddress = (one: Address, other: Address): boolean =>
	one.key === other.key && fold(one.city ?? '') === fold(other.city ?? '');

/** A location's places: one for each physical address it has; coordinates only where there is no doubt whose they are. */
export function placesOf(stage: Stage, id: string, row: Row, at: Place, problems: Problems): DraftPlace[] {
	const children = stage.childrenOf('locations', id);
	const addresses: Address[] = [];
	for (const child of children) {
		if (child.table !== 'addresses' || child.row === null) continue;
		const address = addressOf(child.row, child.at, problems);
		if (address !== null && !addresses.some((other) => sameAddress(address, other))) addresses.push(address);
	}
	// Before 1.0 an address could stand in the location itself.
	const own = row['address_1'] === undefined ? null : addressOf(row, at, problems);
	if (own !== null && addresses.length === 0) addresses.push(own);
	if (addresses.length > 1)
		problems.warn('a location has several addresses; each is shown, without coordinates', at, id);
	const point = addresses.length > 1 ? {} : coordinates(row, at, problems);
	const zone = zoneAt(point.lat, point.lon);
	const access = children
		.filter((child) => child.table === 'accessibilities' && child.row !== null)
		.map(({ row: child }) =>
			plainLine(
				[child?.['description'] ?? child?.['accessibility'], child?.['details']].filter(Boolean).join('. '),
			),
		)
		.filter((text) => text !== undefined && !/^blank$/i.test(text)) as string[];
	const shared = {
		...put('name', plainLine(row['name'])),
		...put('getting', plainLine(row['transportation'])?.slice(0, 400)),
		...put('url', parseUrl(row['url'])),
		...(access.length > 0 && { access: [...new Set(access)] }),
		...put('zone', zone),
		...(isOnline(row) && { online: true }),
		exact: true,
	};
	if (addresses.length === 0)
		return [{ place: { ...shared, ...point }, key: '', locationId: id, said: '', children }];
	return addresses.map((address, index) => ({
		place: {
			...shared,
			...(address.lines.length > 0 && { lines: address.lines }),
			...put('city', address.city),
			...put('region', address.region),
			...put('postal', address.postal),
			...put('country', address.country),
			...(index === 0 && point),
		},
		key: address.key,
		locationId: id,
		said: address.said,
		children,
	}));
}

/** An address that a service itself points at, without a location between. */
export function placeOfAddress(row: Row, at: Place, problems: Problems): DraftPlace | null {
	const address = addressOf(row, at, problems);
	if (address === null) return null;
	const { lines, said, key, ...town } = address;
	return {
		place: { ...(lines.length > 0 && { lines }), ...town, exact: true },
		key,
		locationId: '',
		said,
		children: [],
	};
}
