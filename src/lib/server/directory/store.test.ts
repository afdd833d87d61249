/** From an import to what phones fetch, and out again as HSDS. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { catalogueSchema, manifestSchema } from '$protocol/directory';
import { run } from '../cli';
import { serviceToHsds, uuidOf } from './export';
import { PACK_FILE } from './folders';
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

async function rosebay(...words: string[]) {
	let [out, err] = ['', ''];
	const { exit } = await run(
		['directory', ...words],
		{ ROSEBAY_DATA: desk.data },
		{ out: (text) => void (out += text), err: (text) => void (err += text) },
	);
	return { exit, out, err };
}
const published = () => join(desk.data, 'directory/published');
const catalogue = () =>
	catalogueSchema.parse(JSON.parse(readFileSync(join(published(), 'index.json'), 'utf8')));

const SET = {
	'services.csv': 'id,name,description\n1,Support group,For everyone\n2,Food,\n3,,\n',
	'rosebay-rules.json': '{"name":"Old Town","sample":true,"zone":"Europe/Rome"}',
};

test('a real region takes samples off the list, and a sample beside it takes nothing away', async () => {
	const real = desk.put({ ...SET, 'rosebay-rules.json': '{"name":"New Town","zone":"Europe/Rome"}' });
	expect((await rosebay('import', real, '--region', 'new-town')).exit).toBe(0);
	const sample = desk.put(SET);
	expect((await rosebay('import', sample, '--region', 'old-town', '--publish')).exit).toBe(0);
	expect(catalogue().regions.map(({ id }) => id)).toEqual(['old-town']);
	expect((await rosebay('publish', 'new-town')).exit).toBe(0);
	expect(catalogue().regions.map(({ id }) => id)).toEqual(['new-town']);
	expect((await rosebay('publish', 'old-town')).exit).toBe(0);
	expect(catalogue().regions.map(({ id }) => id)).toEqual(['new-town', 'old-town']);
});

test('import, list, publish, import again, remove: phones see whole regions, under names that their bytes give', async () => {
	expect(await rosebay('list')).toMatchObject({
		exit: 0,
		out: expect.stringContaining('no regions yet') as string,
	});
	const folder = desk.put(SET);
	const imported = await rosebay('import', folder, '--region', 'old-town', '--json');
	expect(imported).toMatchObject({ exit: 0, err: '' });
	expect(JSON.parse(imported.out)).toMatchObject({
		organizations: 0,
		services: 2,
		groups: 1,
		locations: 0,
		schedules: 0,
		skipped: [{ file: 'services.csv', row: 4, reason: 'the service has no name' }],
		warnings: [{ reason: 'the service does not say which organisation it is of', count: 2 }],
	});
	expect((await rosebay('list')).out).toContain('old-town  Old Town (made-up sample): 2 services, 1 group');
	expect(() => catalogue()).toThrow();

	expect(await rosebay('publish', 'old-town')).toMatchObject({ exit: 0 });
	const [region] = catalogue().regions;
	expect(region).toMatchObject({ id: 'old-town', name: 'Old Town', sample: true, services: 2, groups: 1 });
	expect(Object.keys(region?.manifests ?? {}).sort()).toEqual(['ar', 'en', 'es', 'fr']);
	for (const name of readdirSync(published())) {
		if (!PACK_FILE.test(name)) continue;
		expect(
			createHash('sha256')
				.update(readFileSync(join(published(), name)))
				.digest('hex'),
		).toBe(name.slice(0, 64));
	}
	const manifest = manifestSchema.parse(
		JSON.parse(readFileSync(join(published(), region?.manifests['ar']?.file ?? ''), 'utf8')),
	);
	expect(manifest).toMatchObject({ language: 'ar', zone: 'Europe/Rome' });
	for (const { file, bytes } of [manifest.index, manifest.texts, manifest.words])
		expect(readFileSync(join(published(), file)).length).toBe(bytes);

	const before = readdirSync(published());
	await rosebay('import', desk.put({ ...SET, 'services.csv': 'id,name\n1,New\n' }), '--region', 'old-town');
	expect((await rosebay('list')).out).toContain('published as it was before the last import');
	expect(readdirSync(published())).toEqual(before);
	await rosebay('publish', 'old-town');
	expect(catalogue().regions[0]?.services).toBe(1);
	// The files of the one before stay for an hour: a phone may be fetching them.
	expect(readdirSync(published()).filter((name) => name.endsWith('.index'))).toHaveLength(2);

	expect(await rosebay('remove', 'old-town')).toMatchObject({ exit: 0 });
	expect(readdirSync(published()).filter((name) => !name.startsWith('.'))).toEqual(['index.json']);
	expect(catalogue().regions).toEqual([]);
	for (const command of ['remove', 'publish', 'export'])
		expect(await rosebay(command, 'old-town')).toMatchObject({ exit: 1, out: '' });
});

test('what is not understood is said, exit 2; what cannot be read is one line, exit 1, and leaves nothing behind', async () => {
	for (const words of [
		[],
		['fly'],
		['import'],
		['import', 'x'],
		['import', 'x', '--region'],
		['import', 'x', '--region', '../up'],
		['import', 'x', 'y', '--region', 'z'],
		['import', 'x', '--region', 'z', '--xml'],
		['publish'],
		['remove', 'A'],
		['list', 'x'],
		['export', 'a', 'b', 'c'],
	])
		expect(await rosebay(...words), words.join(' ')).toMatchObject({ exit: 2, out: '' });
	const nothing = desk.put({ 'a.txt': 'hello' });
	for (const path of [nothing, join(nothing, 'nowhere'), join(nothing, 'a.txt')]) {
		const { exit, out, err } = await rosebay('import', path, '--region', 'z', '--json');
		expect({ exit, out }).toEqual({ exit: 1, out: '' });
		expect(err.trim().split('\n')).toHaveLength(1);
	}
	expect(
		(await rosebay('import', desk.put(SET), '--region', 'z', '--rules', join(nothing, 'none'))).exit,
	).toBe(1);
	expect((await rosebay('list')).out).toContain('no regions yet');
});

test('the export is HSDS 3.1: ids are UUIDs and stay the same, nothing is made up, a hidden place stays hidden', async () => {
	await rosebay('import', desk.put(SET), '--region', 'r');
	const first = await rosebay('export', 'r');
	expect(JSON.parse(first.out)).toMatchObject([
		{ name: 'Food' },
		{ name: 'Support group', status: 'active' },
	]);
	expect((await rosebay('export', 'r')).out).toBe(first.out);
	const file = join(desk.folder, 'out.json');
	expect(await rosebay('export', 'r', file)).toMatchObject({ exit: 0, out: '' });
	expect(readFileSync(file, 'utf8')).toBe(first.out);
	expect((await rosebay('export', 'r', join(desk.folder, 'no/where.json'))).exit).toBe(1);
	expect(uuidOf('r', 'service', '7')).toMatch(
		/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
	);
	const kept = 'D9D5E0F5-d3ce-4f73-9a2f-4dd0ecc6c610';
	expect(uuidOf('r', 'service', kept)).toBe(kept.toLowerCase());
	const hsds = serviceToHsds('r', {
		id: kept,
		name: 'A',
		status: 'temporarily closed',
		phones: [{ number: '1 2 3', extension: 'OPT1', type: 'text' }],
		places: [
			{ exact: false, city: 'Rome' },
			{ exact: true, lines: ['1 Via'], city: 'Rome' },
		],
		times: [
			{ repeats: 'weekly', days: ['MO'], opens: 1_200, closes: 1_500, place: 1 },
			{ repeats: 'monthly', days: ['-1FR'], opens: 600, closes: 660, every: 2, from: '2026-01-30' },
			{ repeats: 'closed', days: ['SU'] },
		],
		languages: ['it', 'Sign'],
		kinds: [],
		terms: [{ code: '1312' }],
		assured: '2026-01-01',
		modified: '2026-01-02',
	});
	expect(hsds).toMatchObject({
		status: 'temporarily closed',
		assured_date: '2026-01-01',
		last_modified: '2026-01-02T00:00:00Z',
		phones: [{ number: '1 2 3 xOPT1', type: 'text' }],
		schedules: [
			{
				freq: 'MONTHLY',
				interval: 2,
				byday: '-1FR',
				dtstart: '2026-01-30',
				opens_at: '10:00',
				closes_at: '11:00',
			},
			{ description: 'Closed: SU' },
		],
		service_at_locations: [
			{
				location: {
					location_type: 'virtual',
					description: 'The address is confidential.',
					addresses: [{ address_1: '', city: 'Rome', country: '', address_type: 'virtual' }],
				},
			},
			{
				location: {
					location_type: 'physical',
					addresses: [{ address_1: '1 Via', city: 'Rome', postal_code: '', address_type: 'physical' }],
				},
				schedules: [{ byday: 'MO', opens_at: '20:00', closes_at: '01:00' }],
			},
		],
		languages: [{ code: 'it' }, { name: 'Sign' }],
		attributes: [{ taxonomy_term: { code: '1312', name: '1312' } }],
	});
	expect(JSON.stringify(hsds)).not.toContain('null');
});
