// Where a PostgreSQL server for the tests is: Debian keeps it out of the PATH, one folder a version.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** @returns {string | undefined} The folder with `initdb` and `postgres`, or undefined when there is none. PG_BIN names another. */
export function postgresPath() {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
	const folders = [
		process.env.PG_BIN,
		...versions.map((version) => join(DEBIAN, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	return folders.find(
		(folder) => folder && ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
	);
}
