/** Where the packages come from, and that nothing of them runs before anybody has looked at it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
	version?: string;
	resolved?: string;
	integrity?: string;
	link?: boolean;
}
const read = (file: string) => readFileSync(file, 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };

test('every package is named with its version and its checksum, and comes from the one registry', () => {
	for (const [name, one] of Object.entries(packages)) {
		if (name === '') continue;
		expect(one.link, name).toBeUndefined();
		expect(one.version, name).toMatch(/^\d+\.\d+\.\d+/);
		expect(one.integrity, name).toMatch(/^sha512-/);
		// Left out where it is the registry npm uses anyway.
		expect(one.resolved ?? 'https://registry.npmjs.org/', name).toMatch(/^https:\/\/registry\.npmjs\.org\//);
	}
});

test('packages are wanted in exact versions, and none of their scripts runs when they are installed', () => {
	for (const [name, version] of Object.entries(dependencies))
		expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
	expect(read('.npmrc')).toContain('ignore-scripts=true');
});

test('the README names what each package on the phone and the server is for, and the one nobody has audited', () => {
	const readme = read('README.md');
	// A family is named by its beginning: workbox-core, -precaching, -routing.
	const named = (name: string) =>
		readme.includes(name) || readme.includes(`-${name.split('-').at(-1) ?? name}`);
	expect(Object.keys(dependencies).filter((name) => !named(name))).toEqual([]);
	expect(readme).toMatch(/ts-mls.*\n?.*\*\*not been audited\*\*/);
});
