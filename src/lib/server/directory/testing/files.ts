/** Hand-made data for tests: a folder from texts, a zip from texts, and an import of either. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { serviceSchema, type Service } from '$protocol/directory';
import { importDirectory, type ImportReport } from '../import';
import { regionFolder, SERVICES_FILE } from '../folders';
import type { Rules } from '../rules';

export const NOW = new Date('2026-11-22T12:00:00Z');

export type Files = Record<string, string | Uint8Array>;

export class Desk {
	readonly folder = mkdtempSync(join(tmpdir(), 'rosebay-test-'));
	readonly data = join(this.folder, 'data');
	#sets = 0;

	/** @returns the path of a folder with these files. */
	put(files: Files): string {
		this.#sets += 1;
		const folder = join(this.folder, `set-${this.#sets}`);
		mkdirSync(folder);
		for (const [name, content] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), content);
		}
		return folder;
	}

	async import(
		files: Files | string,
		rules: Rules | null = null,
	): Promise<{ report: ImportReport; services: Service[] }> {
		const path = typeof files === 'string' ? files : this.put(files);
		const report = await importDirectory(path, { region: 'test', rules, data: this.data, now: NOW });
		return { report, services: await this.services() };
	}

	/** What was kept of the region, each held to the schema that phones hold it to. */
	async services(region = 'test'): Promise<Service[]> {
		const path = join(regionFolder(this.data, region), SERVICES_FILE);
		const found: Service[] = [];
		for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) }))
			if (line !== '') found.push(serviceSchema.parse(JSON.parse(line)));
		return found;
	}

	clear(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

const crc = (bytes: Uint8Array): number => {
	let sum = ~0;
	for (const byte of bytes) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum >>> 0;
};

/** A zip, stored without compression. */
export function zipOf(files: Files): Uint8Array {
	const parts: Buffer[] = [];
	const table: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const [bytes, title] = [Buffer.from(text), Buffer.from(name)];
		const about = Buffer.alloc(26);
		about.writeUInt16LE(20, 0);
		about.writeUInt32LE(crc(bytes), 10);
		about.writeUInt32LE(bytes.length, 14);
		about.writeUInt32LE(bytes.length, 18);
		about.writeUInt16LE(title.length, 22);
		const entry = Buffer.alloc(46);
		entry.write('PK\u0001\u0002', 0, 'latin1');
		entry.writeUInt16LE(20, 4);
		about.copy(entry, 6);
		entry.writeUInt32LE(offset, 42);
		parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), about, title, bytes);
		table.push(entry, title);
		offset += 30 + title.length + bytes.length;
	}
	const listed = Buffer.concat(table);
	const end = Buffer.alloc(22);
	end.write('PK\u0005\u0006', 0, 'latin1');
	end.writeUInt16LE(Object.keys(files).length, 8);
	end.writeUInt16LE(Object.keys(files).length, 10);
	end.writeUInt32LE(listed.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...parts, listed, end]);
}
