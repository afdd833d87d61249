import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestSchema, wordsSchema } from '$protocol/directory';
import { importDirectory, publishedFolder, publishRegion, catalogueOf } from '$lib/server/directory';
import { Desk, type Asked } from './desk';

const data = mkdtempSync(join(tmpdir(), 'rosebay-desk-'));
afterAll(() => {
	rmSync(data, { recursive: true, force: true });
});

let desk: Desk;
beforeAll(async () => {
	await importDirectory('samples/willow-bay', {
		region: 'sample',
		rules: null,
		data,
		now: new Date('2026-11-20'),
	});
	publishRegion(data, 'sample');
	const read = (file: string) => new Uint8Array(readFileSync(join(publishedFolder(data), file)));
	const manifests = Object.values(catalogueOf(data).regions[0]!.manifests).map(({ file }) =>
		manifestSchema.parse(JSON.parse(new TextDecoder().decode(read(file)))),
	);
	const words = manifests.map((each) =>
		wordsSchema.parse(JSON.parse(inflateRawSync(read(each.words.file)).toString('utf8'))),
	);
	const [manifest] = manifests;
	const opened = await Desk.open(
		read(manifest!.index.file),
		read(manifest!.texts.file),
		words,
		manifest!.zone,
	);
	desk = opened!;
});

const asked = (change: Partial<Asked>): Asked => ({
	text: '',
	flags: [],
	kind: null,
	language: null,
	near: null,
	openAt: null,
	limit: 50,
	...change,
});
const names = async (change: Partial<Asked>, language = 'en') =>
	(await desk.search(asked(change), language)).rows.map(({ service }) => service.name);

describe('the open sample region', () => {
	it('is no directory when its bytes are others', async () => {
		expect(await Desk.open(new Uint8Array([1, 2, 3]), new Uint8Array(16), [], undefined)).toBeNull();
	});

	it('lists everything when nothing is asked', async () => {
		const { rows, many } = await desk.search(asked({}), 'en');
		expect(rows).toHaveLength(24);
		expect(many).toBe(24);
	});

	it.each([
		['en', 'tuesday circle'],
		['en', 'tusday circel'],
		['es', 'grupo de apoyo'],
		['fr', 'groupe d’entraide'],
		['ar', 'مجموعة دعم'],
	])('finds a peer group, asked in %s: %s', async (language, text) => {
		expect(await names({ text }, language)).toContain('Tuesday circle (sample)');
	});

	it('filters by what a service is', async () => {
		const women = await names({ flags: ['women'] });
		expect(women).toContain('Women’s evening (sample)');
		expect(women).not.toContain('Tuesday circle (sample)');
		expect(await names({ flags: ['group'], language: 'es' })).toContain('Tuesday circle (sample)');
		expect(await names({ language: 'tlh' })).toEqual([]);
		const kinds = await desk.search(asked({ kind: 'peer-groups' }), 'en');
		expect(kinds.many).toBeGreaterThan(2);
		expect(kinds.rows.every(({ service }) => service.kinds.includes('peer-groups'))).toBe(true);
	});

	it('knows what is open, by the clocks of where it is', async () => {
		// A Tuesday in London, where it is winter: seven in the evening, and noon.
		const evening = await names({ openAt: Date.parse('2026-11-24T19:00:00Z') });
		const noon = await names({ openAt: Date.parse('2026-11-24T12:00:00Z') });
		expect(evening).toContain('Tuesday circle (sample)');
		expect(noon).not.toContain('Tuesday circle (sample)');
		// In summer the same clock time is an hour earlier for everyone else.
		expect(await names({ openAt: Date.parse('2026-06-23T17:45:00Z') })).toContain('Tuesday circle (sample)');
		expect(await names({ openAt: Date.parse('2026-06-23T19:15:00Z') })).not.toContain(
			'Tuesday circle (sample)',
		);
	});

	it('lists what is near a town, the nearest first, and nothing beyond', async () => {
		const { places } = desk.facts();
		const town = places.find(({ name }) => name.startsWith('Willow Bay'))!;
		const near = await desk.search(asked({ near: { place: town.number, km: 5 } }), 'en');
		const far = await desk.search(asked({ near: { place: town.number, km: 100 } }), 'en');
		expect(near.many).toBeGreaterThan(0);
		expect(far.many).toBeGreaterThan(near.many);
		const km = far.rows.map((row) => row.km ?? Infinity);
		expect(km).toEqual(km.toSorted((one, other) => one - other));
		expect(near.rows.every((row) => (row.km ?? Infinity) <= 5)).toBe(true);
	});

	it('lists what is near a point as it does near a town that stands there', async () => {
		const { lat, lon, number } = desk.facts().places.find(({ name }) => name.startsWith('Willow Bay'))!;
		const rowsNear = async (near: Asked['near']) =>
			(await desk.search(asked({ near }), 'en')).rows.map((row) => [row.number, row.km?.toFixed(2)]);
		const fromTown = await rowsNear({ place: number, km: 25 });
		expect(await rowsNear({ place: null, here: { lat, lon }, km: 25 })).toEqual(fromTown);
		expect(await rowsNear({ place: null, here: { lat: lat + 3, lon }, km: 25 })).toEqual([]);
	});

	it('tells no street of a shelter', async () => {
		const { rows } = await desk.search(asked({ kind: 'shelter' }), 'en');
		const places = new Map(rows.map(({ service }) => [service.name, service.places]));
		const town = { city: 'Willow Bay', region: 'Sample County', country: 'ZZ', zone: 'Europe/London' };
		expect(places.get('Night room (sample)')).toMatchObject([
			{ exact: false, ...town, lat: 50.1, lon: -5.5 },
		]);
		expect(places.get('Harbour House shelter (sample)')).toEqual([
			{ exact: false, country: 'ZZ', zone: 'Europe/London' },
		]);
		expect(JSON.stringify(rows)).not.toMatch(/Lantern Yard|Example Row/);
	});

	it('offers only what it has', () => {
		const { kinds, flags, names: said, languages } = desk.facts();
		expect(kinds).toContain('peer-groups');
		expect(flags).toContain('women');
		expect(languages).toContain('es');
		for (const language of ['en', 'es', 'ar', 'fr'])
			expect(Object.keys(said[language] ?? {})).toHaveLength(32);
	});

	it('shows no more rows than asked for, and says how many there are', async () => {
		const { rows, many } = await desk.search(asked({ limit: 5 }), 'en');
		expect([rows.length, many]).toEqual([5, 24]);
	});
});
