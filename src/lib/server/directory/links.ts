/** Which tables point at which, by which columns; and what a row must have in it to be one. */
import type { Table } from './tables';

/** Tables that others point at. */
export const PARENTS = ['services', 'organizations', 'locations', 'service_at_locations', 'phones'] as const;
export type Parent = (typeof PARENTS)[number];
export const ORDER: Table[] = [
	...PARENTS,
	'addresses',
	'schedules',
	'languages',
	'terms',
	'service_areas',
	'eligibilities',
	'accessibilities',
	'documents',
	'costs',
	'programs',
	'metadata',
];
export const kindOf = (table: Table): number => ORDER.indexOf(table);

/** Which columns name the parents of a table's rows. */
export const PARENT_COLUMNS: Partial<Record<Table, Partial<Record<Parent, string[]>>>> = {
	addresses: { locations: ['location_id'] },
	service_at_locations: { services: ['service_id'], locations: ['location_id'] },
	schedules: {
		services: ['service_id'],
		locations: ['location_id'],
		service_at_locations: ['service_at_location_id'],
	},
	phones: {
		services: ['service_id'],
		locations: ['location_id'],
		organizations: ['organization_id'],
		service_at_locations: ['service_at_location_id'],
	},
	languages: { services: ['service_id'], locations: ['location_id'], phones: ['phone_id'] },
	service_areas: { services: ['service_id'], service_at_locations: ['service_at_location_id'] },
	eligibilities: { services: ['service_id'] },
	accessibilities: { locations: ['location_id'] },
	documents: { services: ['service_id'] },
	costs: { services: ['service_id'] },
	metadata: { services: ['resource_id'] },
};
/** Lists of children in a parent's row. */
export const CHILD_COLUMNS: Partial<Record<Table, Partial<Record<string, Table>>>> = {
	services: {
		location_ids: 'locations',
		phone_ids: 'phones',
		schedule_ids: 'schedules',
		term_ids: 'terms',
		address_ids: 'addresses',
		language_ids: 'languages',
	},
	locations: { address_ids: 'addresses', phone_ids: 'phones', schedule_ids: 'schedules' },
};
export const LINK_TABLES: Partial<Record<Table, [column: string, child: Table]>> = {
	term_links: ['taxonomy_term_id', 'terms'],
	address_links: ['address_id', 'addresses'],
	phone_links: ['phone_id', 'phones'],
};
/** What a row of these must say something in, or there is nothing to keep of it. */
export const CONTENT: Partial<Record<Table, [what: string, columns: string[]]>> = {
	phones: ['a telephone number', ['number']],
	addresses: [
		'an address',
		['address_1', 'address_2', 'city', 'state_province', 'region', 'postal_code', 'country'],
	],
	languages: ['a language', ['name', 'code', 'note']],
	accessibilities: ['how it can be entered', ['accessibility', 'description', 'details']],
	schedules: [
		'a schedule',
		[
			...['weekday', 'byday', 'bymonthday', 'freq', 'opens_at', 'closes_at', 'original_text', 'description'],
			...['notes', 'valid_from', 'valid_to', 'dtstart', 'until', 'open_24_hours'],
		],
	],
	service_areas: ['an area', ['name', 'description', 'extent', 'uri']],
	eligibilities: ['who it is for', ['name', 'description']],
	documents: ['a document to bring', ['document']],
};
/** Where one id means one thing that others point at. */
export const UNIQUE: Table[] = ['services', 'organizations', 'locations'];

/** `1,2; 3` are three ids; an id with a comma in it is not expected. */
export const idsOf = (cell: string | undefined): string[] =>
	cell === undefined ? [] : /[,;]/.test(cell) ? cell.split(/\s*[,;]\s*/).filter(Boolean) : [cell];
