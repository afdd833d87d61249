/** Ways in which sets that nobody here had seen before were broken, each small and made up. */
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

const warned = (report: { warnings: { reason: string }[] }) =>
	report.warnings.map(({ reason }) => reason).join('\n');
const one = { id: '1', name: 'One', status: 'active' };
const two = { id: '2', name: 'Two', status: 'active' };
const json = JSON.stringify;

test('a line for a spreadsheet, empty lines before the header, and line ends of three kinds are no rows', async () => {
	for (const text of [
		'sep=;\r\nid;name;description\r\n1;One;x, y\r\n2;Two;\r\n',
		'\r\n\r\nid;name;description\r\n1;One;x, y\n2;Two;\r\n',
		'id\tname\tdescription\r1\tOne\tx, y\r2\tTwo\t\r',
	]) {
		const { services, report } = await desk.import({ 'services.csv': text });
		expect(services.map(({ name, description }) => [name, description])).toEqual([
			['One', 'x, y'],
			['Two', undefined],
		]);
		expect(report.skipped).toEqual([]);
	}
});

test('a row that is far too long costs itself, with quotes and without', async () => {
	const long = 'y'.repeat(700_000);
	for (const cell of [long, `"${long}"`]) {
		const { services, report } = await desk.import({
			'services.csv': `id,name,description\n1,One,x\n2,Two,${cell}\n3,Three,z\n`,
		});
		expect(services.map(({ id }) => id).sort()).toEqual(['1', '3']);
		expect(report.skipped).toEqual([
			{ file: 'services.csv', row: 3, reason: 'the row is too long to be one, or a quote does not close' },
		]);
	}
});

test('what stands for nothing is nothing, and keys are one key however a program wrote them', async () => {
	const { services, report } = await desk.import({
		'services.csv':
			'id,organization_id,name,url,email,status,fees,maximum_age\n' +
			'1,7.0,One,none,N/A,None,None,NaN\n' +
			'2,{D9D5E0F5-D3CE-4F73-9A2F-4DD0ECC6C610},Two,-,\\N,nan,nan,NULL\n',
		'organizations.csv': 'id,name\n7,Seven\nd9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610,Other\n',
	});
	expect(services.map(({ name, organization, fees }) => [name, organization?.name, fees])).toEqual([
		['Two', 'Other', undefined],
		['One', 'Seven', 'None'],
	]);
	expect(report.warnings).toEqual([]);
});

test('files with more in their names, and rows that name their organisation themselves', async () => {
	const { services, report } = await desk.import({
		'export_2024_services.csv':
			'service_uuid,organization_uuid,organization_name,service_name,service_min_age\n1,o9,River House,One,18\n',
		'notes.csv': 'a,b\n1,2\n',
	});
	expect(services[0]).toMatchObject({ organization: { id: 'o9', name: 'River House' }, ages: { from: 18 } });
	expect(warned(report)).toBe('a file is no table of HSDS; passed over');
});

test('before 1.0 a service stood at a place, whose row says whose it is, what is spoken and how to get in', async () => {
	const { services } = await desk.import({
		'organizations.csv': 'id,name\n1,Family Service\n',
		'locations.csv':
			'id,organization_id,name,languages,accessibility,virtual\n1,1,Centre,"Spanish, Tagalog","ramp, disabled_parking",false\n',
		'services.csv': 'id,location_id,name,keywords\n1,1,Visits,"Group Support, Food"\n',
	});
	expect(services[0]).toMatchObject({
		organization: { name: 'Family Service' },
		languages: ['es', 'tl'],
		places: [{ name: 'Centre', access: ['ramp', 'disabled parking'] }],
	});
	expect(services[0]?.places[0]?.online).toBeUndefined();
});

test('rows that say nothing, or what another row says, are counted; every row is kept or explained', async () => {
	const { report } = await desk.import({
		'services.csv': 'id,name\n1,One\n',
		'phones.csv': 'id,service_id,number\np1,1,020 7946 0000\np2,1,020 7946 0000\np3,1,\n',
		'taxonomy.csv': 'id,name\nt,Food\n',
		'services_taxonomy.csv': 'id,service_id,taxonomy_id\n1,1,t\n2,1,t\n',
		'schedules.csv': 'id,service_id,weekday\n1,1,\n',
	});
	expect(report.read).toEqual({ services: 1, phones: 3, terms: 1, term_links: 2, schedules: 1 });
	expect(report.skipped).toEqual([
		{ file: 'phones.csv', row: 4, reason: 'a telephone number: there is none in the row' },
		{ file: 'schedules.csv', row: 2, reason: 'a schedule: there is none in the row' },
	]);
	expect(report.warnings).toContainEqual({
		reason: 'a row says of a service what another row says; it counts once',
		count: 2,
		examples: [
			{ file: 'phones.csv', row: 3 },
			{ file: 'services_taxonomy.csv', row: 3 },
		],
	});
});

test('latitude and longitude in each other’s place are left out, not turned round', async () => {
	const near = Array.from({ length: 6 }, (_, index) => `l${index},51.${index},-0.1`);
	const { services, report } = await desk.import({
		'services.csv': 'id,name,location_id\n1,One,bad\n2,Two,comma\n3,Three,ice\n',
		'locations.csv': `id,latitude,longitude\n${near.join('\n')}\nbad,-0.12,51.5\ncomma,"51,5","-0,12"\nice,-80.2,25.8\n`,
		'x.json': '',
	});
	const placed = Object.fromEntries(services.map(({ name, places: [place] }) => [name, place?.lat]));
	expect(placed).toEqual({ One: undefined, Two: 51.5, Three: undefined });
	expect(warned(report)).toContain('in each other’s place');
	expect(warned(report)).toContain('no place on earth');
});

test('in lines a broken one costs itself, and those after it are read', async () => {
	const lines = `${json(one)}\r\n{"id":"9","name":"Ni\r\n{"id":\r\nnull\r\n\r\n${json(two)}\r\n`;
	for (const name of ['a.ndjson', 'a.jsonl']) {
		const { services, report } = await desk.import({ [name]: lines });
		expect(services.map(({ id }) => id)).toEqual(['1', '2']);
		expect(report.skipped.map(({ row, reason }) => [row, reason])).toEqual([
			[2, 'the line is no JSON'],
			[3, 'the line is no JSON'],
			[4, 'the line is no JSON'],
		]);
	}
	expect((await desk.import({ 'a.json': `${json(one)}\n{"id":"9\n${json(two)}\n` })).services).toHaveLength(
		2,
	);
});

test('almost JSON is read and said; what is far too deep or too long costs itself', async () => {
	const almost = `// made today\n[{"id":"1","name":"One","minimum_age":NaN,"status":"active",}, /* and */ ${json({ ...two, description: 'NaN // stays' })},]`;
	const read = await desk.import({ 'a.json': almost });
	expect(read.services.map(({ name, description }) => [name, description])).toEqual([
		['One', undefined],
		['Two', 'NaN // stays'],
	]);
	expect(warned(read.report)).toContain('almost JSON');
	const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
	const { services, report } = await desk.import({
		'a.json': `[${json(one)},${deep},{"id":"3","name":"Three","status":"active","description":"${'y'.repeat(34_000_000)}"},${json(two)}]`,
	});
	expect(services.map(({ id }) => id)).toEqual(['1', '2']);
	expect(report.skipped.map(({ row, reason }) => [row, reason])).toEqual([
		[2, 'the record is nested too deeply to be one'],
		[3, 'the record is too long to be one'],
	]);
});

test('envelopes in envelopes, records by their ids, records that only their file names, services in their organisation', async () => {
	const shapes: Record<string, string>[] = [
		{ 'a.json': json({ data: { services: [one, two] } }) },
		{ 'a.json': json({ status: 'ok', result: { records: [one, two] } }) },
		{ 'a.json': json({ _embedded: { services: [one, two] } }) },
		{ 'a.json': json({ services: { 1: one, 2: two } }) },
		{ 'services.json': json([one, two].map(({ id, name }) => ({ id, name }))) },
		{ 'services/1.json': json({ id: '1', name: 'One' }), 'services/2.json': json({ id: '2', name: 'Two' }) },
	];
	for (const files of shapes)
		expect((await desk.import(files)).services.map(({ name }) => name).sort(), json(files)).toEqual([
			'One',
			'Two',
		]);
	const organization = { id: 'o1', name: 'River House', description: 'x' };
	for (const text of [
		json({ ...organization, services: [one] }),
		json([{ ...organization, services: [one] }]),
	]) {
		const { services, report } = await desk.import({ 'a.json': text });
		expect(report.organizations).toBe(1);
		expect(services[0]?.organization).toEqual({ id: 'o1', name: 'River House' });
	}
});

test('a zip in a zip or in a folder is opened; one that leads out of itself, and what may not be read, is one sentence', async () => {
	const inner = zipOf({ 'services.csv': 'id,name\n1,One\n' });
	const folder = desk.put({ 'export.zip': inner, '__MACOSX/._export.zip': 'x' });
	expect((await desk.import(folder)).services).toHaveLength(1);
	const outer = desk.put({ 'all.zip': zipOf({ 'readme.md': 'x', 'data/export.zip': inner }) });
	expect((await desk.import(join(outer, 'all.zip'))).services).toHaveLength(1);
	const leading = zipOf({ '../services.csv': 'id,name\n1,One\n' });
	await expect(desk.import(join(desk.put({ 'a.zip': leading }), 'a.zip'))).rejects.toThrow(
		'outside of itself',
	);
	const linked = desk.put({ 'a.txt': 'x' });
	symlinkSync(join(folder, 'export.zip'), join(linked, 'services.csv'));
	await expect(desk.import(linked)).rejects.toThrow('No table of HSDS and no record in a.txt');
	if (process.getuid?.() === 0) return;
	const locked = desk.put({ 'services.csv': 'id,name\n1,One\n' });
	chmodSync(join(locked, 'services.csv'), 0);
	await expect(desk.import(locked)).rejects.toThrow(
		'services.csv cannot be read: this account may not read it.',
	);
});

test('a number that only its words call a fax is one and comes last; a type of another list says nothing', async () => {
	const { services } = await desk.import({
		'services.csv': 'id,name\n1,One\n',
		'phones.csv':
			'id,service_id,number,type,description\n1,1,202-555-0101,8,Main Office Fax\n2,1,202-555-0102,10,Front desk\n' +
			'3,1,202-555-0103,,Phone and fax\n4,1,202-555-0104,voice,Fax\n5,1,202-555-0105,,MD fax\n',
	});
	expect(services[0]?.phones.map(({ number, type }) => [number, type])).toEqual([
		['202-555-0102', 'voice'],
		['202-555-0103', 'voice'],
		['202-555-0104', 'voice'],
		['202-555-0101', 'fax'],
		['202-555-0105', 'fax'],
	]);
});

test('a link between two rows says which of its ends is missing', async () => {
	const { report } = await desk.import({
		'services.csv': 'id,name\n1,One\n',
		'phones.csv': 'id,number\np1,202-555-0101\np2,\n',
		'service_phones.csv': 'id,service_recordid,phone_recordid\n1,1,p1\n2,1,p2\n3,9,p1\n',
	});
	expect(report.skipped.filter(({ file }) => file === 'service_phones.csv')).toEqual([
		{
			file: 'service_phones.csv',
			row: 3,
			reason: 'a telephone number: what the row points at is not in the data, or was left out itself',
		},
		{
			file: 'service_phones.csv',
			row: 4,
			reason: 'a telephone number: what the row belongs to is not in the data',
		},
	]);
});
