/**
 * Names of tables and columns, through the versions and dialects: HSDS 1.0 to 3.1, its UK profile, Ohana, ORServices. Everything is
 * brought to the names of HSDS 3.1; what is not listed keeps its name.
 */

export type Table =
	| 'services'
	| 'organizations'
	| 'locations'
	| 'addresses'
	| 'service_at_locations'
	| 'schedules'
	| 'phones'
	| 'languages'
	| 'terms'
	| 'service_areas'
	| 'eligibilities'
	| 'accessibilities'
	| 'documents'
	| 'costs'
	| 'programs'
	| 'term_links'
	| 'address_links'
	| 'phone_links'
	| 'metadata'
	/** Known, and not for her: contacts' names, money behind it, what describes the tables themselves. */
	| 'unused';

const TABLES: Record<string, Table> = {
	service: 'services',
	organization: 'organizations',
	organisation: 'organizations',
	location: 'locations',
	physical_address: 'addresses',
	address: 'addresses',
	service_at_location: 'service_at_locations',
	services_at_location: 'service_at_locations',
	regular_schedule: 'schedules',
	schedule: 'schedules',
	phone: 'phones',
	language: 'languages',
	taxonomy_term: 'terms',
	service_taxonomy: 'term_links',
	services_taxonomy: 'term_links',
	service_attribute: 'term_links',
	other_attribute: 'term_links',
	attribute: 'term_links',
	service_area: 'service_areas',
	eligibility: 'eligibilities',
	accessibility_for_disability: 'accessibilities',
	accessibility: 'accessibilities',
	required_document: 'documents',
	cost_option: 'costs',
	program: 'programs',
	location_address: 'address_links',
	location_phone: 'phone_links',
	service_phone: 'phone_links',
	organization_phone: 'phone_links',
	metadata: 'metadata',
	// In 1.x and 2.x the terms, in 3.x the vocabularies they are from: the columns tell.
	taxonomy: 'terms',
	contact: 'unused',
	postal_address: 'unused',
	mail_address: 'unused',
	holiday_schedule: 'unused',
	payment_accepted: 'unused',
	funding: 'unused',
	fee: 'unused',
	service_capacity: 'unused',
	unit: 'unused',
	url: 'unused',
	organization_identifier: 'unused',
	meta_table_description: 'unused',
	taxonomy_type: 'unused',
	taxonomy_terms_type: 'unused',
	organization_tag: 'unused',
	service_tag: 'unused',
};

/** Names come from files: `constructor` is no table. */
const own = <Value>(names: Record<string, Value>, name: string): Value | undefined =>
	Object.hasOwn(names, name) ? names[name] : undefined;

const singular = (name: string): string =>
	name
		.replace(/(address|access)es$/, '$1')
		.replace(/ies$/, 'y')
		.replace(/(?<![s])s$/, '');

/** The table that a file name stands for: `Physical-Addresses (1).csv` is `addresses`. */
export function tableOf(file: string): Table | null {
	const name = file
		.toLowerCase()
		.replace(/\.[a-z]+$/, '')
		.replace(/\s*\(\d+\)$/, '')
		.replace(/^(?:hsds|table|tbl)[_-]/, '')
		.replace(/[\s-]+/g, '_');
	return own(TABLES, name) ?? own(TABLES, singular(name)) ?? null;
}

/**
 * The same for a name with something before or behind it: `export_2024_services.csv`, `services-2024-01-31.csv`. Only where no
 * file bears the name itself, and never for a table that is not read anyway.
 */
export function looseTableOf(file: string): Table | null {
	const words = file
		.toLowerCase()
		.replace(/\.[a-z]+$/, '')
		.split(/[^a-z]+/)
		.filter(Boolean);
	for (let length = words.length - 1; length > 0; length -= 1)
		for (const some of [words.slice(-length), words.slice(0, length)]) {
			const table = tableOf(some.join('_'));
			if (table !== null) return table;
		}
	return null;
}

/** For every table. */
const COLUMNS: Record<string, string> = {
	organisation_id: 'organization_id',
	address1: 'address_1',
	address2: 'address_2',
	street: 'address_1',
	street_1: 'address_1',
	street_2: 'address_2',
	state: 'state_province',
	zip: 'postal_code',
	zipcode: 'postal_code',
	postcode: 'postal_code',
	opens: 'opens_at',
	closes: 'closes_at',
	accessibility_for_disabilities: 'accessibility',
	service_recordid: 'service_id',
	location_recordid: 'location_id',
	address_recordid: 'address_id',
	phone_recordid: 'phone_id',
	lat: 'latitude',
	lng: 'longitude',
	organization_uuid: 'organization_id',
	service_uuid: 'service_id',
	location_uuid: 'location_id',
	uuid: 'id',
	_id: 'id',
	objectid: 'id',
	min_age: 'minimum_age',
	max_age: 'maximum_age',
	agency_name: 'organization_name',
	provider_name: 'organization_name',
	lon: 'longitude',
	long: 'longitude',
};

const OWN: Partial<Record<Table, Record<string, string>>> = {
	services: {
		service_recordid: 'id',
		service_id: 'id',
		service_uuid: 'id',
		service_name: 'name',
		service_email: 'email',
		service_min_age: 'minimum_age',
		service_max_age: 'maximum_age',
		service_additional_information: 'summary',
		service_alternate_name: 'alternate_name',
		service_organization: 'organization_id',
		service_description: 'description',
		service_locations: 'location_ids',
		service_url: 'url',
		// ORServices numbers how well it was checked here, not whether the service is there.
		service_status: 'checked',
		service_taxonomy: 'term_ids',
		service_application_process: 'application_process',
		service_wait_time: 'wait_time',
		service_fees: 'fees_description',
		fees: 'fees_description',
		service_phones: 'phone_ids',
		service_schedule: 'schedule_ids',
		service_address: 'address_ids',
		service_alert: 'alert',
		service_interpretation: 'interpretation_services',
		service_language: 'language_ids',
		taxonomy_ids: 'term_ids',
		location_id: 'location_ids',
		website: 'url',
		eligibility: 'eligibility_description',
		how_to_apply: 'application_process',
		wait: 'wait_time',
		short_desc: 'summary',
		updated_at: 'last_modified',
	},
	organizations: {
		organization_id: 'id',
		organization_recordid: 'id',
		organization_uuid: 'id',
		organization_name: 'name',
		agency_name: 'name',
		provider_name: 'name',
		website: 'url',
	},
	locations: {
		location_recordid: 'id',
		location_id: 'id',
		location_uuid: 'id',
		location_name: 'name',
		location_address: 'address_ids',
		location_phones: 'phone_ids',
		location_schedule: 'schedule_ids',
		location_services: 'service_ids',
	},
	addresses: { address_id: 'id', address_recordid: 'id' },
	phones: {
		phone_id: 'id',
		phone_recordid: 'id',
		phone_number: 'number',
		phone_type: 'type',
		language: 'languages',
	},
	schedules: {
		schedule_recordid: 'id',
		schedule_id: 'id',
		day: 'weekday',
		days: 'weekday',
		hours: 'original_text',
	},
	languages: { language: 'name', language_recordid: 'other_id' },
	terms: {
		taxonomy_recordid: 'id',
		taxonomy_name: 'name',
		term: 'name',
		taxonomy_id: 'vocabulary_id',
		taxonomy: 'vocabulary',
	},
	term_links: { taxonomy_id: 'taxonomy_term_id', taxonomy_recordid: 'taxonomy_term_id' },
	service_areas: { service_area: 'name' },
	eligibilities: { eligibility: 'name' },
};

/** What programs write where there is nothing. */
const NOTHING = /^(?:null|nil|n\/a|#n\/a|undefined|\(null\)|<null>|\\n|-{1,3}|\.)$/i;
/** Also nothing, but a word: fees of `none` are good news. Of a dataframe, and so in its own letters. */
const NO_NUMBER = /^(?:nan|NaN|NaT|<NA>)$/;
const PLAIN_WORDS =
	/(?:^|_)(?:ids?|url|website|email|status|latitude|longitude|number|extension|city|postal_code|state_province|country|date|modified|weekday|byday|freq|opens_at|closes_at)$|^address_/;
const KEY = /(?:^|_)ids?$/;
const UUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** A cell as it counts: trimmed, without what only stands for nothing; a key in the one form it has everywhere. */
export function cellOf(column: string, written: string): string {
	const cell = written.trim();
	if (cell === '' || NOTHING.test(cell) || NO_NUMBER.test(cell)) return '';
	if (/^none$/i.test(cell) && PLAIN_WORDS.test(column)) return '';
	if (!KEY.test(column)) return cell;
	// A program that knew numbers only made 7 to 7.0; and one file has its UUIDs in capitals.
	const uuid = UUID.exec(cell)?.[1];
	return uuid === undefined ? cell.replace(/^(\d+)\.0+$/, '$1') : uuid.toLowerCase();
}

/** The name of a column, brought to that of HSDS 3.1. Without spaces, in lower case. */
export function columnOf(table: Table, written: string): string {
	const name = written
		.trim()
		.replace(/^["']|["']$/g, '')
		.toLowerCase()
		.replace(/[\s-]+/g, '_')
		.replace(/_attributes$/, '');
	return own(OWN[table] ?? {}, name) ?? own(COLUMNS, name) ?? name;
}
