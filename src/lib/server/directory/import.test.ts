/** What an import makes of data that is broken in every way real data is. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NothingRead } from './problems';
import { Desk, zipOf } from './testing/files';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});

const TABLES = {
	'organizations.csv': 'id,name,url\no1,River House,www.river.example\n',
	'services.csv':
		'id,organization_id,name,description,status\ns1,o1,Legal aid,"<p>Free &amp; kind<br>help</p>",active\n',
	'locations.csv': 'id,name,latitude,longitude\nl1,Main office,51.5,-0.12\n',
	'services_at_location.csv': 'id,service_id,location_id\nx1,s1,l1\n',
	'physical_addresses.csv':
		'id,location_id,address_1,city,state_province,postal_code,country\na1,l1,1 High Street,London,England,N1 1AA,GB\n',
	'regular_schedules.csv':
		'id,service_id,weekday,opens_at,closes_at\n1,s1,Monday,9:00am,5:00pm\n2,s1,Tuesday,9:00am,5:00pm\n',
	'phones.csv': 'id,service_id,number,extension\np1,s1,020 7946 0000 x12,\n',
	'taxonomy.csv': 'id,name\nPN-8100.1000,Some Support\n',
	'services_taxonomy.csv': 'id,service_id,taxonomy_id\nt1,s1,PN-8100.1000\n',
	'languages.csv': 'id,service_id,language\ng1,s1,English and Spanish\n',
};

const reasons = (report: { skipped: { reason: string }[] }) => report.skipped.map(({ reason }) => reason);
const warned = (report: { warnings: { reason: string }[] }) =>
	report.warnings.map(({ reason }) => reason).join('\n');

test('tables of 1.1 and 2.0 come together into one service: folder, zip, data package', async () => {
	const packaged = {
		...TABLES,
		'datapackage.json': '{"resources":[{"name":"service","path":"services.csv"}]}',
	};
	const zipped = Object.fromEntries(Object.entries(TABLES).map(([name, text]) => [`export/${name}`, text]));
	const zip = `${desk.put({ 'data.zip': zipOf({ ...zipped, '__MACOSX/._services.csv': 'x' }) })}/data.zip`;
	for (const source of [TABLES, packaged, zip]) {
		const { report, services } = await desk.import(source);
		expect(report).toMatchObject({
			organizations: 1,
			services: 1,
			groups: 1,
			locations: 1,
			schedules: 2,
			skipped: [],
		});
		expect(report.warnings).toEqual([]);
		expect(services).toEqual([
			{
				id: 's1',
				name: 'Legal aid',
				organization: { id: 'o1', name: 'River House', url: 'https://www.river.example/' },
				description: 'Free & kind\nhelp',
				status: 'active',
				phones: [{ number: '020 7946 0000', extension: '12', type: 'voice' }],
				places: [
					{
						name: 'Main office',
						lines: ['1 High Street'],
						city: 'London',
						region: 'England',
						postal: 'N1 1AA',
						country: 'GB',
						lat: 51.5,
						lon: -0.12,
						zone: 'Europe/London',
						exact: true,
					},
				],
				times: [{ repeats: 'weekly', days: ['MO', 'TU'], opens: 540, closes: 1_020 }],
				languages: ['en', 'es'],
				terms: [{ code: 'PN-8100.1000', name: 'Some Support' }],
				kinds: ['peer-groups', 'legal'],
				group: { by: 'term', what: 'PN-8100.1000 Some Support' },
			},
		]);
	}
});

test('a row that leads nowhere is left out with its file, its row and why; the service stays, and no address is guessed', async () => {
	const { report, services } = await desk.import({
		...TABLES,
		'services.csv': 'id,organization_id,name\ns1,o9,Legal aid\n,,\ns2,,\n',
		'services_at_location.csv': 'id,service_id,location_id\nx1,s1,l9\nx2,s9,l1\nx3,,l1\n',
		'phones.csv': 'id,service_id,number\np1,s9,020 7946 0000\np2,s1,call us\n',
		'services_taxonomy.csv': 'id,service_id,taxonomy_id\nt1,s9,PN-8100.1000\nt2,s1,nothing\n',
		'eligibility.csv': 'id,service_id,eligibility\n1,,Everyone\n',
	});
	expect(report.services).toBe(1);
	expect(services[0]).toMatchObject({ id: 's1', places: [], phones: [], terms: [] });
	expect(services[0]?.organization).toBeUndefined();
	expect(report.skipped).toEqual(
		expect.arrayContaining([
			{ file: 'services.csv', row: 3, reason: 'the row is empty' },
			{ file: 'services.csv', row: 4, reason: 'the service has no name' },
			{
				file: 'services_at_location.csv',
				row: 2,
				reason: 'a service at a location: what the row belongs to is not in the data',
			},
			{
				file: 'services_at_location.csv',
				row: 3,
				reason: 'a service at a location: what the row belongs to is not in the data',
			},
			{
				file: 'phones.csv',
				row: 2,
				reason: 'a telephone number: what the row belongs to is not in the data',
			},
			{
				file: 'services_taxonomy.csv',
				row: 2,
				reason: 'a term of a service: what the row belongs to is not in the data',
			},
			{ file: 'eligibility.csv', row: 2, reason: 'who it is for: the row does not say what it belongs to' },
		]),
	);
	expect(warned(report)).toContain('the organisation of a service is not in the data');
	expect(warned(report)).toContain('a telephone number cannot be dialled');
	expect(warned(report)).toContain('a taxonomy term is not in the data');
});

test('keys joined by commas are several; lists in the parent count like rows of the child', async () => {
	const { services } = await desk.import({
		'services.csv':
			'service_recordid,service_name,service_organization,service_locations,service_phones,service_taxonomy,service_schedule,service_status\n' +
			's1,Peer circle,o1,"l1,l2",p1,"t1,t2",c1,1\ns2,Food bank,o1,l2,,,,2\n',
		'organizations.csv': 'id,name\no1,House\n',
		'locations.csv': 'id,name,latitude,longitude,location_address\nl1,One,38.9,-77,a1\nl2,Two,38.8,-77,a2\n',
		'physical_addresses.csv':
			'id,location_id,address_1,city\na1,,1 Oak Street,Washington\na2,,2 Elm Street,Washington\n',
		'phones.csv': 'id,service_id,number,type\np1,"s1,s2",(202) 555-0100,10\n',
		'taxonomy_terms.csv': 'taxonomy_recordid,taxonomy_name\nt1,Peer Support\nt2,Women/Girls\n',
		'schedules.csv':
			'id,service_id,weekday,opens,closes\nc1,"s1, s2",Monday - Friday,8:30AM,5:30PM\nc2,s2,"saturday,sunday",Closed,\n',
	});
	const [circle, food] = ['s1', 's2'].map((id) => services.find((service) => service.id === id));
	expect(circle?.places.map(({ lines }) => lines)).toEqual([['1 Oak Street'], ['2 Elm Street']]);
	expect(circle?.terms).toEqual([{ name: 'Peer Support' }, { name: 'Women/Girls' }]);
	expect(circle?.status).toBe('unsaid');
	for (const one of [circle, food]) {
		expect(one?.phones).toEqual([{ number: '(202) 555-0100', type: 'voice' }]);
		expect(one?.times[0]).toEqual({
			repeats: 'weekly',
			days: ['MO', 'TU', 'WE', 'TH', 'FR'],
			opens: 510,
			closes: 1_050,
		});
	}
	expect(food?.times[1]).toEqual({ repeats: 'closed', days: ['SA', 'SU'] });
});

test('one id for two things belongs to neither; one service twice is one', async () => {
	const { report, services } = await desk.import({
		...TABLES,
		'locations.csv': 'id,name,latitude,longitude\nl1,Main office,51.5,-0.12\nl1,Another house,52,-1\n',
		'services.csv': 'id,organization_id,name,url\ns1,o1,Legal aid,\ns1,o1,legal aid,https://a.example\n',
	});
	expect(report.services).toBe(1);
	expect(services[0]).toMatchObject({ url: 'https://a.example/', places: [] });
	expect(reasons(report).join()).toContain('the same service as in row 2');
	expect(warned(report)).toContain('an id of locations is used for two different things');
});

test('a quote that does not close costs its own row alone; columns too many or too few are said', async () => {
	const { report, services } = await desk.import({
		'services.csv':
			'id,name,description\n1,One,first\n2,"Two,broken\n3,Three,"a ""quoted"" word"\n4,Four\n5,Five,x,y\n6,Six,"two\nlines"\n',
	});
	expect(services.map(({ id }) => id).sort()).toEqual(['1', '3', '4', '5', '6']);
	expect(services.find(({ id }) => id === '3')?.description).toBe('a "quoted" word');
	expect(services.find(({ id }) => id === '6')?.description).toBe('two\nlines');
	expect(reasons(report)).toEqual(['the row cannot be taken apart: a quote does not close']);
	expect(warned(report)).toContain('fewer cells');
	expect(warned(report)).toContain('more cells');
});

test('every usual encoding is read for what it is, marks and semicolons too, and text read wrongly once is put right', async () => {
	const text = 'id;name;description\n1;Refugio Niño;"línea"\n';
	const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
	for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(text, 'latin1'), utf16, utf16.subarray(2)]) {
		const { services } = await desk.import({ 'Services.csv': bytes });
		expect(services[0]).toMatchObject({ name: 'Refugio Niño', description: 'línea' });
	}
	const { services, report } = await desk.import({
		'services.csv': 'id,name,description\n1,a,StateGÇÖs GÇ£ownGÇ¥ office\n2,b,lâ€™aide Ã\u00a0 la santÃ©\n',
	});
	expect(services.map(({ description }) => description)).toEqual([
		'State’s “own” office',
		'l’aide à la santé',
	]);
	expect(report.warnings[0]?.count).toBe(2);
});

test('coordinates off the earth, ages and dates that cannot be, boxes and statuses nobody knows: left out and said', async () => {
	const { report, services } = await desk.import({
		'services.csv':
			'id,name,status,minimum_age,maximum_age,assured_date,last_modified,url,alert\n' +
			'1,One,verified!,40,12,2024-02-31,03/04/2024,javascript:alert(1),\n2,Two,Active,18,,2024-03-05,2025-01-02T03:04:05Z,a.example,Call first\n3,Gone,defunct,,,,,,\n',
		'locations.csv': 'id,name,latitude,longitude,address_1\n1,A,100,101,PO Box 7\n2,B,0,0,2 Elm Street\n',
		'service_at_location.csv': 'id,service_id,location_id\n1,1,1\n2,2,2\n',
	});
	const [one, two] = services;
	expect(one).toEqual({
		id: '1',
		name: 'One',
		status: 'unsaid',
		phones: [],
		places: [{ name: 'A', exact: true }],
		times: [],
		languages: [],
		terms: [],
		kinds: [],
	});
	expect(two).toMatchObject({
		status: 'active',
		ages: { from: 18 },
		assured: '2024-03-05',
		modified: '2025-01-02',
		url: 'https://a.example/',
		alert: 'Call first',
	});
	expect(two?.places).toEqual([{ name: 'B', lines: ['2 Elm Street'], exact: true }]);
	expect(reasons(report)).toEqual(['the service is defunct']);
	for (const said of ['coordinates', 'post office box', 'ages', 'a date was', 'web address', 'status'])
		expect(warned(report)).toContain(said);
});

test('a look or a change in the future, or before there were computers to write it down: left out and said', async () => {
	const { report, services } = await desk.import({
		'services.csv':
			'id,name,assured_date,last_modified\n1,One,2099-01-01,2024-05-06\n2,Two,1900-01-01,1970-01-01T00:00:00Z\n3,Three,2026-11-23,soon\n',
		'metadata.csv':
			'id,resource_id,resource_type,last_action_date,last_action_type\n1,2,service,2060-12-31,update\n2,2,service,2025-03-04,update\n',
	});
	expect(Object.fromEntries(services.map(({ id, ...one }) => [id, [one.assured, one.modified]]))).toEqual({
		1: [undefined, '2024-05-06'],
		2: [undefined, '2025-03-04'],
		3: ['2026-11-23', undefined],
	});
	expect(report.warnings.find(({ reason }) => reason.startsWith('a date cannot be'))?.count).toBe(4);
});

test('nothing to read is one sentence, and what was imported before stays', async () => {
	await desk.import(TABLES);
	for (const files of [
		{},
		{ 'readme.txt': 'hello' },
		{ 'services.csv': '' },
		{ 'a.json': '{"openapi": 1}' },
		{ 'a.zip': 'no zip' },
	])
		await expect(desk.import(files)).rejects.toThrow(NothingRead);
	await expect(desk.import(`${desk.folder}/nowhere`)).rejects.toThrow('There is nothing at');
	await expect(
		desk.import({ 'a/services.csv': TABLES['services.csv'], 'b/services.csv': TABLES['services.csv'] }),
	).rejects.toThrow('several data sets here: a, b');
	expect((await desk.services()).length).toBe(1);
});
