/**
 * A region as HSDS 3.1, for others: one service after another with all that hangs on it, as the standard's API nests it. What was
 * kept back here is kept back there: it is made from what was imported after judging, never from the source.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Service, ServicePhone, ServicePlace, ServiceTime } from '$protocol/directory';
import { regionFolder, SERVICES_FILE } from './folders';
import { KEPT_BACK_HERE, STATUS_UNSAID } from './marks';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** HSDS wants UUIDs and real data has numbers: the same one again and again for the same thing (RFC 9562, version 8). */
export function uuidOf(region: string, kind: string, id: string): string {
	if (UUID.test(id)) return id.toLowerCase();
	const hex = createHash('sha256').update(`${region}\n${kind}\n${id}`).digest('hex');
	const variant = ((parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type Json = Record<string, unknown>;
/** Without what is not there: HSDS knows no null. */
const filled = (item: Json): Json =>
	Object.fromEntries(
		Object.entries(item).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
		),
	);

/** A whole day ends at 23:59 here: 24:00 is no time in HSDS, and 00:00 would be no time at all. */
const clock = (minute: number): string => {
	const within = minute % 1_440;
	return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

function phoneOf(make: (kind: string, id: string) => string, phone: ServicePhone): Json {
	const id = make('phone', JSON.stringify(phone));
	// A number in HSDS, so one that begins with 0 stays with the telephone number.
	const extension = /^(?:0|[1-9]\d{0,8})$/.test(phone.extension ?? '') ? Number(phone.extension) : undefined;
	return filled({
		id,
		number:
			phone.extension !== undefined && extension === undefined
				? `${phone.number} x${phone.extension}`
				: phone.number,
		extension,
		type: phone.type,
		description: phone.note,
		languages: phone.languages?.map((code) => ({ id: make('language', `${id} ${code}`), code })),
	});
}

function scheduleOf(make: (kind: string, id: string) => string, time: ServiceTime): Json {
	const rule = time.repeats === 'weekly' || time.repeats === 'monthly';
	const closed =
		time.repeats === 'closed'
			? `Closed${time.days.length > 0 ? `: ${time.days.join(', ')}` : ''}`
			: undefined;
	const allDay = time.opens === 0 && time.closes === 1_440;
	return filled({
		id: make('schedule', JSON.stringify(time)),
		valid_from: time.from,
		valid_to: time.until,
		dtstart: rule && time.every !== undefined ? time.from : undefined,
		freq: rule ? time.repeats.toUpperCase() : undefined,
		interval: rule ? (time.every ?? 1) : undefined,
		byday: rule && time.days.length > 0 ? time.days.join(',') : undefined,
		bymonthday: rule ? time.monthDays?.join(',') : undefined,
		opens_at: rule && time.opens !== undefined ? clock(time.opens) : undefined,
		closes_at: rule && time.closes !== undefined ? (allDay ? '23:59' : clock(time.closes)) : undefined,
		description: [closed, time.text].filter(Boolean).join('. ') || undefined,
	});
}

/** In HSDS an address has all of its parts; one that is not known, or not told, is empty and not made up. */
function locationOf(make: (kind: string, id: string) => string, place: ServicePlace, index: number): Json {
	const id = make('location', `${index} ${JSON.stringify(place)}`);
	const { lines = [], city, region, postal, country } = place;
	const type = place.online === true || !place.exact ? 'virtual' : 'physical';
	const told = [...lines, city, region, postal, country].some((part) => part !== undefined);
	const address = {
		id: make('address', id),
		address_1: lines[0] ?? '',
		address_2: lines.slice(1).join(', ') || undefined,
		city: city ?? '',
		state_province: region ?? '',
		postal_code: postal ?? '',
		country: country ?? '',
		address_type: type,
	};
	return filled({
		id,
		// A place whose address is not told is nobody's to visit.
		location_type: type,
		name: place.name,
		description: place.exact ? undefined : KEPT_BACK_HERE,
		url: place.url,
		latitude: place.lat,
		longitude: place.lon,
		transportation: place.getting,
		addresses: told ? [filled(address)] : [],
		accessibility: place.access?.map((description) => ({
			id: make('accessibility', `${id} ${description}`),
			description,
		})),
	});
}

/** One service as HSDS 3.1 has it. */
export function serviceToHsds(region: string, service: Service): Json {
	const make = (kind: string, id: string) => uuidOf(region, kind, `${service.id} ${id}`);
	const id = uuidOf(region, 'service', service.id);
	const { organization, ages } = service;
	const timesAt = (place: number) =>
		service.times.filter((time) => time.place === place).map((time) => scheduleOf(make, time));
	const attributes = service.terms.map((term) => {
		const term_id = uuidOf(region, 'term', `${term.code ?? ''} ${term.name ?? ''}`);
		return {
			id: make('attribute', term_id),
			taxonomy_term: filled({
				id: term_id,
				code: term.code,
				name: term.name ?? term.code,
				description: term.name ?? term.code,
			}),
		};
	});
	return filled({
		id,
		organization_id: organization && uuidOf(region, 'organization', organization.id),
		name: service.name,
		alternate_name: service.also,
		description: service.description,
		url: service.url,
		email: service.email,
		// HSDS has no word for not knowing, and no service without one: the word for it is among the attributes.
		status: service.status === 'unsaid' ? 'active' : service.status,
		interpretation_services: service.interpreting,
		application_process: service.apply,
		fees_description: service.fees,
		wait_time: service.waiting,
		eligibility_description: service.eligibility,
		minimum_age: ages?.from,
		maximum_age: ages?.to,
		assured_date: service.assured,
		alert: service.alert,
		last_modified: service.modified === undefined ? undefined : `${service.modified}T00:00:00Z`,
		phones: service.phones.map((phone) => phoneOf(make, phone)),
		schedules: service.times.filter(({ place }) => place === undefined).map((time) => scheduleOf(make, time)),
		service_areas: service.areas?.map((name) => ({ id: make('area', name), name })),
		service_at_locations: service.places.map((place, index) => {
			const location = locationOf(make, place, index);
			return filled({
				id: make('at', `${index} ${JSON.stringify(place)}`),
				location,
				schedules: timesAt(index),
			});
		}),
		languages: service.languages.map((language) =>
			filled({
				id: make('language', language),
				...(/^[a-z]{2,3}$/.test(language) ? { code: language } : { name: language }),
			}),
		),
		organization: organization && {
			...filled({
				id: uuidOf(region, 'organization', organization.id),
				name: organization.name,
				website: organization.url,
			}),
			// Required, and not kept here.
			description: organization.name,
		},
		required_documents: service.bring?.map((document) => ({ id: make('document', document), document })),
		attributes: [
			...attributes,
			...(service.status === 'unsaid'
				? [{ id: make('attribute', 'status'), label: STATUS_UNSAID, value: 'the source does not say' }]
				: []),
		],
	});
}

/**
 * The region's last import as one JSON array of HSDS 3.1 services, piece by piece.
 * @returns null when there is no such region.
 */
export function exportRegion(data: string, region: string): AsyncGenerator<string> | null {
	const path = join(regionFolder(data, region), SERVICES_FILE);
	if (!existsSync(path)) return null;
	return (async function* () {
		const lines = createInterface({
			input: createReadStream(path).pipe(createGunzip()),
			crlfDelay: Infinity,
		});
		let first = true;
		for await (const line of lines) {
			if (line === '') continue;
			yield `${first ? '[' : ','}\n${JSON.stringify(serviceToHsds(region, JSON.parse(line) as Service))}`;
			first = false;
		}
		yield first ? '[]\n' : '\n]\n';
	})();
}
