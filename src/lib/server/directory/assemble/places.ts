/** Where a service is: its locations with their addresses. What is stated is taken, and nothing is put together from pieces. */
import type { ServicePlace } from '$protocol/directory';
import { fold } from '$protocol/directory-words';
import { HIDDEN } from '../confidential-words';
import { KEPT_BACK_HERE } from '../marks';
import type { Place, Problems } from '../problems';
import { plainLine } from '../read/plain';
import { parseDegrees, parseUrl } from '../read/values';
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
	/** Whose place it is, and what is spoken there, where the location's own row says so. */
	owner?: string | undefined;
	languages?: string | undefined;
}

const BOX = /^\s*(?:p\.?\s*o\.?|post(?:al)?(?: office)?)\s*box\b|^\s*apartado\b/i;
/** Words that say there is no address, standing where one should be. */
const NO_ADDRESS =
	/^(?:n\/?a|none|unknown|tbd|virtual|online|remote|various(?: locations)?|multiple locations|countywide|statewide|nationwide|no address|-+|\.+)$/i;

export const put = <Key extends string>(name: Key, value: string | undefined): Partial<Record<Key, string>> =>
	(value === undefined || value === '' ? {} : { [name]: value }) as Partial<Record<Key, string>>;

/** South of it nobody lives; a latitude there was a longitude. */
const SOUTHMOST = -60;
/** Places of one directory lie nearer to each other than this, and what does not may have its numbers the wrong way round. */
const FAR = 15;
const NEAR = 5;

/** The middle of all places of an import. */
export interface Middle {
	lat: number;
	lon: number;
}

/** Where most of the locations are; null where too few say so. */
export function middleOf(stage: Stage): Middle | null {
	const [lats, lons]: [number[], number[]] = [[], []];
	for (const { row } of stage.all('locations')) {
		const [lat, lon] = [parseDegrees(row['latitude']), parseDegrees(row['longitude'])];
		if (lat === undefined || lon === undefined || (lat === 0 && lon === 0)) continue;
		lats.push(lat);
		lons.push(lon);
	}
	if (lats.length < 5) return null;
	const middle = (numbers: number[]) =>
		numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
	return { lat: middle(lats), lon: middle(lons) };
}

const turned = (lat: number, lon: number, middle: Middle | null): boolean =>
	middle !== null &&
	Math.abs(lat - middle.lat) > FAR &&
	Math.abs(lon - middle.lon) > FAR &&
	Math.abs(lon - middle.lat) < NEAR &&
	Math.abs(lat - middle.lon) < NEAR;

function coordinates(
	row: Row,
	at: Place,
	problems: Problems,
	middle: Middle | null,
): { lat?: number; lon?: number } {
	const [north, east] = [row['latitude'], row['longitude']];
	if (north === undefined && east === undefined) return {};
	const [lat, lon] = [parseDegrees(north), parseDegrees(east)];
	const inside =
		lat !== undefined && lon !== undefined && lat <= 90 && lat > SOUTHMOST && Math.abs(lon) <= 180;
	if (inside && turned(lat, lon, middle)) {
		problems.warn(
			'latitude and longitude seem to stand in each other’s place; left out',
			at,
			`${lat}, ${lon}`,
		);
		return {};
	}
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

function addressOf(
	row: Row,
	at: Place,
	problems: Problems,
	least: 'town' | 'country' = 'town',
): Address | null {
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
	const countryAlone = least === 'country' && country !== undefined;
	return nothing && !countryAlone ? null : found;
}

const isOnline = (row: Row): boolean =>
	/^virtual$/i.test(row['location_type'] ?? '') || /^(?:true|t|yes|1)$/i.test(row['virtual'] ?? '');

/** The address a second row repeats. */
const sameAddress = (one: Address, other: Address): boolean =>
	one.key === other.key && fold(one.city ?? '') === fold(other.city ?? '');

/** A location's places: one for each physical address it has; coordinates only where there is no doubt whose they are. */
export function placesOf(
	stage: Stage,
	id: string,
	row: Row,
	at: Place,
	problems: Problems,
	middle: Middle | null,
): DraftPlace[] {
	const children = stage.childrenOf('locations', id);
	const addresses: Address[] = [];
	const isKeptBack = row['description'] === KEPT_BACK_HERE;
	for (const child of children) {
		if (child.table !== 'addresses' || child.row === null) continue;
		const address = addressOf(child.row, child.at, problems, isKeptBack ? 'country' : 'town');
		if (address !== null && !addresses.some((other) => sameAddress(address, other))) addresses.push(address);
	}
	// Before 1.0 an address could stand in the location itself.
	const own = row['address_1'] === undefined ? null : addressOf(row, at, problems);
	if (own !== null && addresses.length === 0) addresses.push(own);
	if (addresses.length > 1)
		problems.warn('a location has several addresses; each is shown, without coordinates', at, id);
	const point = addresses.length > 1 ? {} : coordinates(row, at, problems, middle);
	const zone = zoneAt(point.lat, point.lon);
	const access = children
		.filter((child) => child.table === 'accessibilities' && child.row !== null)
		.map(({ row: child }) =>
			plainLine(
				[child?.['description'] ?? child?.['accessibility'], child?.['details']].filter(Boolean).join('. '),
			),
		)
		.filter((text) => text !== undefined && !/^blank$/i.test(text)) as string[];
	for (const word of row['accessibility']?.split(/\s*[,;]\s*/) ?? [])
		if (word !== '') access.push(word.replaceAll('_', ' '));
	const shared = {
		...put('name', plainLine(row['name'])),
		...put('getting', plainLine(row['transportation'])?.slice(0, 400)),
		...put('url', parseUrl(row['url'])),
		...(access.length > 0 && { access: [...new Set(access)] }),
		...put('zone', zone),
		...(isOnline(row) && { online: true }),
		exact: true,
	};
	if (isKeptBack) return [keptBack(shared, addresses[0], point, id, children)];
	const about = { locationId: id, children, owner: row['organization_id'], languages: row['languages'] };
	if (addresses.length === 0) return [{ place: { ...shared, ...point }, key: '', said: '', ...about }];
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
		said: address.said,
		...about,
	}));
}

/** A place that another Rosebay has made coarser stays so, and whatever else stands there is not taken. */
function keptBack(
	{ zone, access }: Pick<ServicePlace, 'zone' | 'access'>,
	address: Address | undefined,
	{ lat, lon }: { lat?: number; lon?: number },
	locationId: string,
	children: Child[],
): DraftPlace {
	const round = (degrees: number) => Math.round(degrees * 100) / 100;
	const place: ServicePlace = {
		exact: false,
		...put('city', address?.city),
		...put('region', address?.region),
		...put('country', address?.country),
		...(access !== undefined && { access }),
		...put('zone', zone),
		...(lat !== undefined && lon !== undefined && { lat: round(lat), lon: round(lon) }),
	};
	return { place, key: '', locationId, said: '', children };
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
