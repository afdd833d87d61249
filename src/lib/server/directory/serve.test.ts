/** What phones are given of the published folder: whole files by their names, and nothing beside them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishedFile } from './serve';
import { Desk } from './testing/files';

let desk: Desk;
beforeEach(() => {
	desk = new Desk();
});
afterEach(() => {
	desk.clear();
});
const NAME = `${'ab'.repeat(32)}.texts`;

it('is an empty list before anything was published', async () => {
	const answer = await publishedFile(desk.data, 'index.json');
	expect(await answer.json()).toEqual({ format: 'rosebay/directory/1', regions: [] });
});

it('is a file whole, with its length', async () => {
	mkdirSync(join(desk.data, 'directory/published'), { recursive: true });
	const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
	writeFileSync(join(desk.data, 'directory/published', NAME), bytes);
	const answer = await publishedFile(desk.data, NAME);
	expect(answer.headers.get('content-length')).toBe('200000');
	expect(answer.headers.get('content-type')).toBe('application/octet-stream');
	expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
});

it.each([
	'',
	'report.json',
	'.index.json',
	'../regions/x/report.json',
	`${NAME}/..`,
	NAME.toUpperCase(),
	NAME,
])('is nothing under the name %s', async (name) => {
	expect((await publishedFile(desk.data, name)).status).toBe(404);
});
