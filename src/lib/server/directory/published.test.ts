/** What happens when two do it at once, when one is cut off in the middle, and when a phone is still fetching. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { manifestSchema } from '$protocol/directory';
import { PACK_FILE, publishedFolder, readManifest, regionFolder, regionsFolder } from './folders';
import { alone } from './lock';
import { catalogueOf, listRegions, publishRegion, removeRegion } from './published';
import { publishedFile } from './serve';
import { Desk } from './testing/files';

vi.setConfig({ testTimeout: 60_000 });

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});

const set = (...names: string[]) => ({
	'services.csv': `id,name\n${names.map((name, at) => `${at},${name}\n`).join('')}`,
	'rosebay-rules.json': '{"zone":"UTC"}',
});
const packFiles = () => readdirSync(publishedFolder(desk.data)).filter((name) => PACK_FILE.test(name));
/** Every file that the list leads a phone to, of every region and language. */
function everyFile(): string[] {
	const folder = publishedFolder(desk.data);
	return catalogueOf(desk.data).regions.flatMap(({ manifests }) =>
		Object.values(manifests).flatMap(({ file }) => {
			const manifest = manifestSchema.parse(readManifest(join(folder, file)));
			return [file, manifest.index.file, manifest.texts.file, manifest.words.file];
		}),
	);
}
const allThere = () => {
	for (const file of everyFile()) expect(existsSync(join(publishedFolder(desk.data), file)), file).toBe(true);
};

test('imports of one region at the same moment: each is whole, one of them stays, nothing is left lying', async () => {
	const counts = await Promise.all(
		[1, 2, 3, 4, 5].map(async (many) => {
			const { report } = await desk.import(set(...Array.from({ length: many }, (_, at) => `Service ${at}`)));
			return report.services;
		}),
	);
	expect(counts).toEqual([1, 2, 3, 4, 5]);
	expect(readdirSync(regionsFolder(desk.data))).toEqual(['test']);
	const [state] = listRegions(desk.data);
	expect(await desk.services()).toHaveLength(state?.manifest.services ?? -1);
	expect(publishRegion(desk.data, 'test')?.services).toBe(state?.manifest.services);
	allThere();
});

test('cut off while it changes places, the one before comes back; what a dead import left is cleared a day later', async () => {
	await desk.import(set('Old'));
	const regions = regionsFolder(desk.data);
	renameSync(join(regions, 'test'), join(regions, '.was.test.abc'));
	mkdirSync(join(regions, '.importing-dead'));
	mkdirSync(join(regions, '.importing-alive'));
	utimesSync(join(regions, '.importing-dead'), new Date('2026-01-01'), new Date('2026-01-01'));
	expect(listRegions(desk.data).map(({ manifest }) => manifest.services)).toEqual([1]);
	expect((await desk.services()).map(({ name }) => name)).toEqual(['Old']);
	await desk.import(set('New', 'Newer'));
	expect(readdirSync(regions).sort()).toEqual(['.importing-alive', 'test']);
});

test('an import that fails changes nothing', async () => {
	await desk.import(set('Old'));
	await expect(desk.import({ 'services.csv': 'id,name\n' })).rejects.toThrow(/Nothing of a directory/);
	expect((await desk.services()).map(({ name }) => name)).toEqual(['Old']);
	expect(readdirSync(regionsFolder(desk.data))).toEqual(['test']);
});

test('what cannot be published whole is not published at all', async () => {
	await desk.import(set('Old'));
	publishRegion(desk.data, 'test');
	const before = catalogueOf(desk.data);
	await desk.import(set('New', 'Newer'));
	const texts = readdirSync(regionFolder(desk.data, 'test')).find((name) => name.endsWith('.texts'));
	rmSync(join(regionFolder(desk.data, 'test'), texts ?? ''));
	expect(publishRegion(desk.data, 'test')).toBeNull();
	expect(catalogueOf(desk.data)).toEqual(before);
	allThere();
});

test('a phone may go on fetching for an hour what is no longer on the list; what is removed is gone at once', async () => {
	const start = Date.parse('2026-11-23T08:00:00Z');
	const minutes = (many: number) => start + many * 60_000;
	vi.useFakeTimers({ toFake: ['Date'], now: start });
	try {
		await desk.import(set('Old'));
		publishRegion(desk.data, 'test', minutes(0));
		const [old = ''] = everyFile().filter((name) => name.endsWith('.texts'));
		await desk.import(set('New', 'Newer'));
		publishRegion(desk.data, 'test', minutes(10));
		const status = async (now: number) => {
			vi.setSystemTime(now);
			return (await publishedFile(desk.data, old)).status;
		};
		expect(await status(minutes(60))).toBe(200);
		// Published again and again, it does not begin anew.
		publishRegion(desk.data, 'test', minutes(60));
		expect(await status(minutes(71))).toBe(404);
		publishRegion(desk.data, 'test', minutes(71));
		expect(packFiles()).not.toContain(old);
		allThere();
		// One that is on the list again is given out again.
		await desk.import(set('Old'));
		publishRegion(desk.data, 'test', minutes(80));
		expect(await status(minutes(500))).toBe(200);
		expect(removeRegion(desk.data, 'test', minutes(501))).toBe(true);
		expect(packFiles()).toEqual([]);
		expect(await status(minutes(501))).toBe(404);
		expect(removeRegion(desk.data, 'test')).toBe(false);
	} finally {
		vi.useRealTimers();
	}
});

test('a file that the next import has too stays', async () => {
	await desk.import(set('Same'));
	publishRegion(desk.data, 'test');
	const shared = everyFile().filter((name) => name.endsWith('.words'));
	await desk.import(set('Another'));
	publishRegion(desk.data, 'test');
	for (const name of shared) expect(everyFile()).toContain(name);
	allThere();
});

test('one command at a time; one that died is passed over, one that lives is waited for and then told', () => {
	const folder = publishedFolder(desk.data);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, '.at-work'), '999999999');
	expect(alone(folder, () => 'done')).toBe('done');
	expect(existsSync(join(folder, '.at-work'))).toBe(false);
	writeFileSync(join(folder, '.at-work'), String(process.ppid));
	expect(() => alone(folder, () => 'done', 0)).toThrow(/Another command is at work/);
	rmSync(join(folder, '.at-work'));
	expect(() =>
		alone(folder, () => {
			throw new Error('a mistake');
		}),
	).toThrow('a mistake');
	expect(alone(folder, () => 'again')).toBe('again');
});
