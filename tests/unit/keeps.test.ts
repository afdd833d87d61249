/** Whatever a room writes into her vault can be deleted by her: no collection is forgotten when a room is added. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rooms } from '../../src/lib/rooms';

/** The app's own notes, with no word of hers: they go only with everything. */
const OWN = ['damage-told'];
/** Rooms of the desks, which have vaults of their own. */
const DESKS = /features\/(caseload|workshop|entrance)\//;
/** In the vault of a desk only. */
const OF_DESKS = ['staff'];

const sources = readdirSync('src/lib', { recursive: true, encoding: 'utf8' })
	.map((path) => join('src/lib', path))
	.filter(
		(path) => /\.(ts|svelte)$/.test(path) && !/\.test\.ts$|\/testing\//.test(path) && !DESKS.test(path),
	);
const CALL = /(?:openCollection|new Table|new Parts|new Contents)\(/g;
const NAMED = /(?:openCollection\([^,]*,\s*|new Table\(|new Parts\(|new Contents\()'([a-z-]+)'/g;
const found = (pattern: RegExp) =>
	sources.flatMap((path) =>
		[...readFileSync(path, 'utf8').matchAll(pattern)].map(([, name = '']) => ({ path, name })),
	);
const declared = rooms.flatMap(({ keeps = [] }) => keeps.flatMap(({ collections }) => collections));

it('every collection is called by its name where it is opened', () => {
	const paths = (pattern: RegExp) => found(pattern).map(({ path }) => path);
	expect(paths(CALL).length).toBeGreaterThan(10);
	expect(paths(NAMED)).toEqual(paths(CALL));
});

it('every collection is declared by the room whose words it holds', () => {
	const names = new Set(found(NAMED).map(({ name }) => name));
	expect([...names].sort()).toEqual([...declared, ...OWN, ...OF_DESKS].sort());
});

it('no collection is declared twice', () => {
	expect(new Set(declared).size).toBe(declared.length);
});
