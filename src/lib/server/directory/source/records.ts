/** One JSON record, with all that is nested in it, as rows of tables that point at each other. */
import { createHash } from 'node:crypto';
import type { Place } from '../problems';
import { STATUS_UNSAID } from '../marks';
import { cellOf, columnOf, type Table } from '../tables';
import type { Row } from './csv';

export type Item = Record<string, unknown>;
/** Takes a row in and says by which id its children find it. */
export interface Take {
	(table: Table, at: Place, row: Row): string | null;
	/** Nested records that came already: the same place stands in every service that is there. */
	seen: Set<string>;
}

export const isObject = (value: unknown): value is Item =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const objects = (value: unknown): Item[] => (Array.isArray(value) ? value : [value]).filter(isObject);

/** The cells of a record: what is a word or a number, and lists of those. */
function cellsOf(table: Table, item: Item): Row {
	const row: Row = {};
	for (const [written, value] of Object.entries(item)) {
		const plain = Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : value;
		if (typeof plain !== 'string' && typeof plain !== 'number' && typeof plain !== 'boolean') continue;
		const name = columnOf(table, written);
		const text = cellOf(name, String(plain));
		if (text !== '' && !(name in row)) row[name] = text;
	}
	return row;
}

/** Whether this very record came already. Ids alone do not tell: a list has less of it than the record itself. */
function cameAlready(kind: string, item: Item, take: Take): boolean {
	const hash = createHash('sha1').update(kind).update(JSON.stringify(item)).digest('base64').slice(0, 14);
	if (take.seen.has(hash)) return true;
	take.seen.add(hash);
	return false;
}

const isNamed = (value: unknown): boolean =>
	isObject(value) &&
	[value['id'], value['name']].some((one) => typeof one === 'string' || typeof one === 'number');

/** What a record without a table's name is. */
function tableFor(item: Item): Table | null {
	const has = (...names: string[]) => names.some((name) => name in item);
	if (
		isNamed(item['service']) ||
		(has('service_id') && has('location_id') && !has('number', 'name', 'opens_at'))
	)
		return 'service_at_locations';
	if (has('location_type', 'addresses', 'address_attributes') || (has('latitude') && has('longitude')))
		return 'locations';
	if (
		has(
			'service_at_locations',
			'organization_id',
			'organization',
			'interpretation_services',
			'application_process',
		)
	)
		return has('name', 'id') ? 'services' : null;
	if (has('taxonomy', 'taxonomy_detail', 'term_uri', 'vocabulary') && has('name')) return 'terms';
	if (
		has(
			'organization_identifiers',
			'legal_status',
			'tax_status',
			'year_incorporated',
			'parent_organization_id',
			'website',
		) ||
		(has('locations', 'services') && has('name'))
	)
		return 'organizations';
	if (has('name') && has('status', 'schedules', 'eligibility_description')) return 'services';
	// A vocabulary, in a dump of everything an API has.
	return has('name') && has('version', 'uri') ? 'unused' : null;
}

type Stager = (item: Item, at: Place, take: Take, parents?: Row) => string | null;

/** Nested lists by their names, as rows that name the parent. */
function stageLists(item: Item, at: Place, take: Take, parents: Row, names: Record<string, Table>): void {
	for (const [written, value] of Object.entries(item)) {
		const name = written.replace(/_attributes$/, '');
		const table = Object.hasOwn(names, name) ? names[name] : undefined;
		if (table === undefined) continue;
		for (const one of objects(value)) {
			// A nested record may still carry the ids of a table: the nesting is what counts.
			const row = { ...cellsOf(table, one), ...parents };
			const spoken = objects(one['languages']).map((language) => cellsOf('languages', language));
			if (table === 'phones' && spoken.length > 0)
				row['languages'] = spoken.map((language) => language['code'] ?? language['name'] ?? '').join(', ');
			take(table, at, row);
		}
		if (table === 'languages' && Array.isArray(value))
			for (const name of value) if (typeof name === 'string') take(table, at, { name, ...parents });
	}
}

function stageTerms(item: Item, at: Place, take: Take, parents: Row): void {
	const links = [
		'attributes',
		'service_taxonomys',
		'service_taxonomies',
		'taxonomy',
		'taxonomies',
		'taxonomy_terms',
	];
	for (const one of links.flatMap((name) => objects(item[name]))) {
		const nested = [one['taxonomy_term'], one['taxonomy'], one['taxonomy_detail']].find(isObject);
		const term = cellsOf('terms', nested ?? (typeof one['name'] === 'string' ? one : {}));
		const id = term['id'] ?? cellsOf('term_links', one)['taxonomy_term_id'];
		if (Object.keys(term).length > 0) {
			const known = id !== undefined && cameAlready('term', term, take);
			const taken = known ? id : take('terms', at, { ...term, ...(id !== undefined && { id }) });
			if (taken !== null) take('term_links', at, { taxonomy_term_id: taken, ...parents });
		} else if (id !== undefined) take('term_links', at, { taxonomy_term_id: id, ...parents });
	}
}

const stageOrganization: Stager = (item, at, take) => {
	const row = cellsOf('organizations', item);
	if (row['id'] !== undefined && cameAlready('organization', item, take)) return row['id'];
	const id = take('organizations', at, row);
	if (id === null) return null;
	stageLists(item, at, take, { organization_id: id }, { phones: 'phones' });
	for (const location of objects(item['locations']))
		stageLocation(location, at, take, { organization_id: id });
	for (const service of objects(item['services'])) stageService(service, at, take, { organization_id: id });
	return id;
};

const stageLocation: Stager = (item, at, take, parents = {}) => {
	const row = { ...cellsOf('locations', item), ...parents };
	if (row['id'] !== undefined && cameAlready('location', item, take)) return row['id'];
	const id = take('locations', at, row);
	if (id === null) return null;
	const own = { location_id: id };
	stageLists(item, at, take, own, {
		addresses: 'addresses',
		address: 'addresses',
		physical_addresses: 'addresses',
		phones: 'phones',
		schedules: 'schedules',
		regular_schedules: 'schedules',
		languages: 'languages',
		accessibility: 'accessibilities',
	});
	if (row['hours'] !== undefined) take('schedules', at, { ...own, original_text: row['hours'] });
	if (Array.isArray(item['accessibility']))
		for (const name of item['accessibility'])
			if (typeof name === 'string')
				take('accessibilities', at, { ...own, description: name.replaceAll('_', ' ') });
	// Before 1.0 services stood inside their place and shared its name and words.
	for (const service of objects(item['services'] ?? item['services_attributes'])) {
		const shared = { name: row['name'] ?? '', description: row['description'] ?? row['summary'] ?? '' };
		const { name, description } = { ...shared, ...cellsOf('services', service) };
		stageService({ ...service, name, description }, at, take, { ...parents, location_ids: id });
	}
	return id;
};

const stageService: Stager = (item, at, take, parents = {}) => {
	const { organization, organisation, keywords } = item;
	const row = { ...cellsOf('services', item), ...parents };
	if (Array.isArray(keywords)) delete row['keywords'];
	if (objects(item['attributes']).some(({ label }) => label === STATUS_UNSAID)) delete row['status'];
	for (const one of [organization, organisation].filter(isObject)) {
		const id = stageOrganization(one, at, take);
		if (id !== null) row['organization_id'] = id;
	}
	// A page of services repeats the same nested organisation; the id beside it must agree.
	const id = take('services', at, row);
	if (id === null) return null;
	const own = { service_id: id };
	stageLists(item, at, take, own, {
		phones: 'phones',
		schedules: 'schedules',
		regular_schedules: 'schedules',
		languages: 'languages',
		service_areas: 'service_areas',
		eligibilitys: 'eligibilities',
		eligibilities: 'eligibilities',
		cost_options: 'costs',
		required_documents: 'documents',
		metadata: 'metadata',
	});
	stageTerms(item, at, take, own);
	if (Array.isArray(keywords))
		for (const name of keywords)
			if (typeof name === 'string') {
				const id = `keyword ${name}`;
				if (!cameAlready('keyword', { name }, take)) take('terms', at, { id, name });
				take('term_links', at, { taxonomy_term_id: id, ...own });
			}
	for (const place of objects(item['service_at_locations'])) stageAtLocation(place, at, take, own);
	for (const location of objects(item['locations'] ?? item['location'])) {
		const location_id = stageLocation(location, at, take);
		if (location_id !== null) take('service_at_locations', at, { ...own, location_id });
	}
	return id;
};

const stageAtLocation: Stager = (item, at, take, parents = {}) => {
	const row = { ...cellsOf('service_at_locations', item), ...parents };
	const { service, location } = item;
	if (isObject(service)) {
		const id = stageService(service, at, take);
		if (id !== null) row['service_id'] = id;
	}
	if (isObject(location)) {
		const id = stageLocation(location, at, take);
		if (id !== null) row['location_id'] = id;
	}
	const id = take('service_at_locations', at, row);
	if (id !== null)
		stageLists(
			item,
			at,
			take,
			{ service_at_location_id: id },
			{
				phones: 'phones',
				schedules: 'schedules',
				regular_schedules: 'schedules',
				service_areas: 'service_areas',
			},
		);
	return id;
};

const STAGERS: Partial<Record<Table, Stager>> = {
	services: stageService,
	organizations: stageOrganization,
	locations: stageLocation,
	service_at_locations: stageAtLocation,
};

/**
 * @param table Where the place it was found in says what it is.
 * @param hint What its file is called by, for a record that does not say itself.
 * @returns whether it was a record of a directory.
 */
export function stageRecord(
	item: Item,
	table: Table | null,
	at: Place,
	take: Take,
	hint: Table | null = null,
): boolean {
	const kind = table ?? tableFor(item) ?? ('id' in item && 'name' in item ? hint : null);
	if (kind === null) return false;
	if (kind === 'unused') return true;
	const stager = STAGERS[kind];
	if (stager === undefined) take(kind, at, cellsOf(kind, item));
	else stager(item, at, take);
	return true;
}
