/** HSDS 3.x as its APIs give it, in the shapes people save it in. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Desk } from './testing/files';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});

const organization = { id: 'o1', name: 'River House', description: 'x', website: 'https://river.example' };
const service = (id: string, name = `Service ${id}`) => ({
	id,
	name,
	status: 'active',
	description: 'Weekly peer support group for women.',
	assured_date: '2026-01-01',
	last_modified: '2026-02-03T10:30:45.123Z',
	organization,
	phones: [
		{
			id: `p${id}`,
			number: '"+44 1234 234567"',
			extension: 100,
			type: 'voice',
			languages: [{ id: 'x', code: 'ur' }],
		},
	],
	schedules: [
		{
			id: `c${id}`,
			freq: 'WEEKLY',
			interval: 1,
			byday: 'TH,FR',
			opens_at: '10:00:00',
			closes_at: '18:00:00',
			timezone: 3,
		},
		{ id: `d${id}`, freq: 'MONTHLY', byday: '1TU', opens_at: '18:00', closes_at: '20:00' },
	],
	service_at_locations: [
		{
			id: `x${id}`,
			location: {
				id: 'l1',
				location_type: 'physical',
				name: 'Civic Centre',
				latitude: 51.5,
				longitude: -0.1,
				addresses: [
					{
						id: 'a1',
						address_1: '1 Main Street',
						city: 'London',
						state_province: 'England',
						postal_code: 'N1 1AA',
						country: 'GB',
						address_type: 'physical',
					},
				],
				accessibility: [{ id: 'y', description: 'Step-free.' }],
			},
		},
	],
	languages: [{ id: 'z', name: 'Urdu', code: 'ur' }],
	attributes: [
		{ id: 'w', taxonomy_term: { id: 't', code: '1312', name: 'Support Groups', description: 'x' } },
	],
});
const page = (items: unknown[], total = items.length) => ({
	total_items: total,
	total_pages: 1,
	page_number: 1,
	size: 10,
	empty: false,
	contents: items,
});
const json = JSON.stringify;
const both = [service('1'), service('2')];

test('one file, a list, a page, lines, pages in a list or a folder, tables in one object: the same two services', async () => {
	const shapes: Record<string, string>[] = [
		{ 'a.json': json(both) },
		{ 'a.json': json(both, null, 2) },
		{ 'a.json': json(page(both)) },
		{ 'a.ndjson': both.map((one) => json(one)).join('\n') },
		{ 'a.json': json([page([both[0]]), page([both[1]])]) },
		{
			'page1.json': json(page([both[0]])),
			'page2.json': json(page([both[1]])),
			'root.json': json({ version: '3.1', openapi_url: 'x' }),
		},
		{ 'a.jsonl': [page([both[0]]), page([both[1]])].map((one) => json(one)).join('\n') },
		{
			'services/1.json': json(both[0]),
			'services/2.json': json(both[1]),
			'organizations/o1.json': json(organization),
		},
		{ 'a.json': json({ services: both, organizations: [organization] }) },
	];
	let first: unknown = null;
	for (const files of shapes) {
		const { report, services } = await desk.import(files);
		expect(report, json(files).slice(0, 60)).toMatchObject({
			organizations: 1,
			services: 2,
			groups: 2,
			locations: 1,
			skipped: [],
		});
		first ??= services;
		expect(services).toEqual(first);
	}
	const [one] = await desk.services();
	expect(one).toMatchObject({
		id: '1',
		organization: { id: 'o1', name: 'River House' },
		phones: [{ number: '+44 1234 234567', extension: '100', languages: ['ur'] }],
		times: [
			{ repeats: 'weekly', days: ['TH', 'FR'], opens: 600, closes: 1_080 },
			{ repeats: 'monthly', days: ['1TU'], opens: 1_080, closes: 1_200 },
		],
		places: [{ lines: ['1 Main Street'], access: ['Step-free.'], zone: 'Europe/London' }],
		languages: ['ur'],
		terms: [{ code: '1312', name: 'Support Groups' }],
		assured: '2026-01-01',
		modified: '2026-02-03',
	});
});

test('a list and the whole records beside it are one; what a page says of itself is compared, not believed', async () => {
	const { id, name, status } = service('1');
	const { report, services } = await desk.import({
		'list.json': json(
			page(
				[
					{ id, name, status, organization },
					{ id: '2', name: 'Two', status },
				],
				1,
			),
		),
		'services/1.json': json(service('1')),
	});
	expect(services.map((one) => [one.id, one.phones.length])).toEqual([
		['1', 1],
		['2', 0],
	]);
	expect(report.skipped).toMatchObject([{ file: 'services/1.json', row: 1 }]);
	expect(
		report.warnings.find(({ reason }) => reason.startsWith('a page holds more'))?.examples[0]?.value,
	).toBe('1 said, 2 read');
});

test('a broken record costs itself; a file that stops in the middle gives what came before', async () => {
	const list = `[${json(service('1'))}, {"id": "2", "name": bad}, ${json(service('3'))}, 7, {"colour": "red"}]`;
	const broken = await desk.import({ 'a.json': list });
	expect(broken.services.map(({ id }) => id)).toEqual(['1', '3']);
	expect(broken.report.skipped).toEqual([
		{ file: 'a.json', row: 2, reason: 'the record is no JSON' },
		{ file: 'a.json', row: 4, reason: 'not a record' },
		{ file: 'a.json', row: 5, reason: 'not something a directory is made of' },
	]);
	const cut = json(both).slice(0, -200);
	const { services, report } = await desk.import({ 'a.json': cut });
	expect(services.map(({ id }) => id)).toEqual(['1']);
	expect(report.skipped.at(-1)?.reason).toBe('the end of the file is no JSON');
});

test('the UK profile and what there was before 1.0 are read too', async () => {
	const uk = {
		...service('1'),
		service_areas: [{ id: 'q', service_area: 'All of MyCity' }],
		eligibility_description: null,
	};
	const ohana = {
		name: 'Family Service',
		locations: [
			{
				name: 'Activity Center',
				address_attributes: {
					street: '2600 Middlefield Road',
					city: 'Redwood City',
					state: 'CA',
					zip: '94063',
				},
				hours: 'Monday-Friday, 9am-5pm',
				languages: ['Spanish', 'Filipino (Tagalog)'],
				phones_attributes: [{ number: '650 780-7525' }],
				accessibility: ['ramp', 'disabled_parking'],
				services_attributes: [{ how_to_apply: 'Walk in.', fees: 'None.', keywords: ['Group Support'] }],
			},
		],
	};
	const { services } = await desk.import({ 'a.ndjson': `${json(uk)}\n${json(ohana)}` });
	expect(services.find(({ id }) => id === '1')?.areas).toEqual(['All of MyCity']);
	expect(services.find(({ id }) => id !== '1')).toMatchObject({
		name: 'Activity Center',
		organization: { name: 'Family Service' },
		places: [
			{
				lines: ['2600 Middlefield Road'],
				city: 'Redwood City',
				region: 'CA',
				postal: '94063',
				access: ['ramp', 'disabled parking'],
			},
		],
		times: [{ repeats: 'weekly', days: ['MO', 'TU', 'WE', 'TH', 'FR'], opens: 540, closes: 1_020 }],
		languages: ['es', 'tl'],
		phones: [{ number: '650 780-7525' }],
		apply: 'Walk in.',
		fees: 'None.',
		terms: [{ name: 'Group Support' }],
	});
});
