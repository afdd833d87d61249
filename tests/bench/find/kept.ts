/** What a phone would have kept of the same made-up services, for each way of searching them; and the region as it is published. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { PackBuilder } from '../../../src/lib/server/directory/pack/build';
import { publishedFolder } from '../../../src/lib/server/directory/folders';
import { publishRegion } from '../../../src/lib/server/directory/published';
import { RegionDraft } from '../../../src/lib/server/directory/store';
import { madeServices, plainOf, queriesFor, type Plain } from './made';
import { FIELDS, miniIndex, rowsOf, type Beside } from './others';

const QUERIES = 500;
const DAY = '2026-01-01';

export interface Kept {
	/** What each way opens, by its name; also the rows and the queries, for judging what was found. */
	data: Map<string, Buffer>;
	/** Files under `/packs/directory/`. */
	published: Map<string, Buffer>;
	/** All of it that a phone keeps, and the rows alone through gzip; bytes. */
	pack: number;
	rows: number;
}

function besideIndex({ build, pack }: Beside, plain: readonly Plain[]): Uint8Array | string {
	return pack ? pack(build(rowsOf(plain), FIELDS)) : JSON.stringify(plain);
}

/** @param beside a module to be held beside ours, and its file, where there is one */
export async function kept(many: number, beside: { module: Beside; file: string } | null): Promise<Kept> {
	const services = madeServices(many);
	const plain = services.map(plainOf);
	const builder = new PackBuilder(DAY);
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
	try {
		const draft = new RegionDraft(folder, 'made');
		for (const service of services) builder.add(service);
		const made = builder.finish();
		const counts = { services: many, groups: 0, organizations: 0, imported: DAY, dates: {} };
		draft.pack(made, { rules: {}, zone: 'America/New_York', ...counts });
		await draft.finish({});
		publishRegion(folder, 'made');
		const place = publishedFolder(folder);
		return {
			data: new Map<string, Buffer>([
				['ours', Buffer.from(made.index.content)],
				['minisearch', deflateRawSync(miniIndex(plain))],
				['scan', deflateRawSync(JSON.stringify(plain))],
				...(beside === null
					? []
					: ([
							['beside', deflateRawSync(besideIndex(beside.module, plain))],
							['beside.js', readFileSync(beside.file)],
						] as const)),
				['plain', Buffer.from(JSON.stringify(plain))],
				['queries', Buffer.from(JSON.stringify(queriesFor(plain, QUERIES)))],
			]),
			published: new Map(readdirSync(place).map((name) => [name, readFileSync(join(place, name))])),
			pack: made.index.bytes + made.texts.bytes,
			rows: gzipSync(JSON.stringify(services)).length,
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
