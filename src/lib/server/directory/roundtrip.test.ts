/** What is given to others as HSDS can be taken over again, and then nothing is lost, and no hidden place is one to visit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Service } from '$protocol/directory';
import { exportRegion } from './export';
import { importDirectory } from './import';
import { Desk, NOW } from './testing/files';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});

/** Ids become UUIDs and everything else stays. */
const withoutIds = ({ id: _, organization, ...service }: Service) => ({
	...service,
	...(organization !== undefined && { organization: { ...organization, id: '' } }),
});
const byName = (one: Service, other: Service) => (one.name < other.name ? -1 : 1);

async function exported(region: string): Promise<string> {
	let text = '';
	for await (const piece of exportRegion(desk.data, region) ?? []) text += piece;
	return text;
}

const SET = {
	'organizations.csv': 'id,name,url\n1,River House,river.example\n',
	'services.csv':
		'id,organization_id,name,description,status,fees,minimum_age,last_modified,assured_date,url\n' +
		'1,1,Support group,"For women.\n\n* first\n* second",,None,18,2024-01-02,2024-03-30,river.example/a b\n' +
		'2,1,Night line,,temporarily closed,,,,,\n' +
		'3,,Safe house for survivors of trafficking,"Shelter at 9 Elm Road, Old Town.",active,,,,,\n' +
		'4,1,Drop-in,,inactive,,,,,\n',
	'locations.csv':
		'id,name,latitude,longitude,transportation,location_type\n' +
		'l1,Hall,51.5,-0.12,Bus 7,\nl2,,,,,\nl3,House,51.6,-0.13,,\nl4,Online,,,,virtual\nl5,A,51.51,-0.12,,\nl6,B,51.52,-0.12,,\nl7,C,51.53,-0.12,,\n',
	'physical_addresses.csv':
		'id,location_id,address_1,address_2,city,state_province,postal_code,country\n' +
		'1,l1,1 High Street,Floor 2,Old Town,England,N1 1AA,GB\n2,l2,,,Old Town,,,\n3,l3,9 Elm Road,,Old Town,England,N1 9ZZ,GB\n' +
		'5,l5,5 Oak Road,,Old Town,England,,GB\n6,l6,6 Oak Road,,Old Town,England,,GB\n7,l7,7 Oak Road,,Old Town,England,,GB\n',
	'services_at_location.csv':
		'id,service_id,location_id\n1,1,l1\n2,1,l2\n3,3,l3\n4,2,l4\n5,4,l5\n6,4,l6\n7,4,l7\n',
	'schedules.csv':
		'id,service_id,service_at_location_id,weekday,opens_at,closes_at,valid_from,interval,description,byday,freq\n' +
		'1,1,,Monday,6:00pm,8:00pm,2026-01-05,2,,,\n2,1,1,,18:00,20:00,,,,"3TH,1TU",MONTHLY\n3,2,,Daily,24 hours,,,,,,\n' +
		'4,2,,Saturday,Closed,,,,,,\n5,4,,,,,,,By appointment,,\n6,4,,Friday,8:00pm,2:00am,,,,,\n7,4,,Tuesday,,,,,Ring first,,\n' +
		'8,4,,Wednesday,9:00am,5:00,,,,,\n9,4,,Thursday,6:00am,12:00am,,,,,\n',
	'phones.csv':
		'id,service_id,number,extension,type,description,language\n1,1,020 7946 0000,012,,Front desk,"en, ur"\n2,1,020 7946 0001,7,fax,,\n3,2,Call 020 7946 0002 or 020 7946 0003,,,,\n',
	'taxonomy.csv': 'id,name,code\nt1,Support Groups,1312\nt2,Food,\nt3,,1310\n',
	'services_taxonomy.csv': 'id,service_id,taxonomy_id\n1,1,t1\n2,1,t2\n3,1,t3\n',
	'languages.csv': 'id,service_id,language\n1,1,"Spanish, Mam of Todos Santos"\n2,1,interpreter on request\n',
	'accessibility_for_disabilities.csv': 'id,location_id,accessibility\n1,l1,Ramp\n',
	'required_documents.csv': 'id,service_id,document\n1,1,None\n',
	'service_areas.csv': 'id,service_id,service_area\n1,1,All of Old Town\n',
	'eligibility.csv': 'id,service_id,eligibility\n1,1,Women\n',
};

test('an export that is imported again is the same services, their places and times, and hides what it hid', async () => {
	const { report, services } = await desk.import(SET);
	expect(report).toMatchObject({ services: 4, skipped: [], addresses: { coarsened: 1 } });
	const text = await exported('test');
	expect(text).not.toMatch(/Elm Road|9ZZ/);
	const folder = desk.put({ 'export.json': text });
	const again = await importDirectory(folder, { region: 'again', rules: null, data: desk.data, now: NOW });
	expect(again).toMatchObject({ services: 4, groups: report.groups, skipped: [] });
	const taken = await desk.services('again');
	expect(taken.sort(byName).map(withoutIds)).toEqual(services.sort(byName).map(withoutIds));
	const [hidden] = taken.filter(({ name }) => name.startsWith('Safe house'));
	expect(hidden?.places).toMatchObject([{ exact: false, city: 'Old Town', lat: 51.52 }]);

	// Once more is to the letter the same, but for the ids of what hangs on a service.
	const second = await exported('again');
	const idless = (written: string) => written.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
	expect(idless(second)).toBe(idless(text));
	const ids = (written: string) => (JSON.parse(written) as { id: string }[]).map(({ id }) => id);
	expect(ids(second)).toEqual(ids(text));
});

test('a place that another Rosebay has hidden stays hidden, whatever stands beside it', async () => {
	const [service] = JSON.parse(
		JSON.stringify([
			{
				id: '1',
				name: 'Drop-in',
				status: 'active',
				service_at_locations: [
					{
						id: 'x',
						location: {
							id: 'l',
							location_type: 'physical',
							description: 'The address is confidential.',
							latitude: 51.50812,
							longitude: -0.12844,
							addresses: [
								{ id: 'a', address_1: '9 Elm Road', city: 'Old Town', postal_code: 'N1 9ZZ', country: 'GB' },
							],
						},
					},
				],
			},
		]),
	) as unknown[];
	const { services } = await desk.import({ 'a.json': JSON.stringify([service]) });
	expect(services[0]?.places).toEqual([
		{ exact: false, city: 'Old Town', country: 'GB', zone: 'Europe/London', lat: 51.51, lon: -0.13 },
	]);
	expect(readFileSync(join(desk.data, 'directory/regions/test/report.json'), 'utf8')).not.toContain('Elm');
});
