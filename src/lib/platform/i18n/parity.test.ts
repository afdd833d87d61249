/** Every language says everything: same rooms, same keys, all plural forms it has, same placeholders, nothing empty. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const SOURCE = 'en';
const PLURAL = /_(zero|one|two|few|many|other)$/;
const languages = readdirSync('locales', { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const roomsOf = (language: string) => readdirSync(`locales/${language}/ui`).sort();

function flatten(value: unknown, path = ''): [string, string][] {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null)
		throw new Error(`${path} is neither words nor a group of them`);
	return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path ? `${path}.${key}` : key));
}

const placeholders = (text: string) =>
	[...text.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name ?? '').sort();

/** A counted key has `_one` and `_other`; a key that merely ends like a plural has no `_other` beside it. */
function shape(words: readonly [string, string][]) {
	const keys = new Set(words.map(([key]) => key));
	const counted = new Map<string, { forms: string[]; names: Set<string> }>();
	const plain = new Map<string, string>();
	for (const [key, text] of words) {
		const base = key.replace(PLURAL, '');
		if (base !== key && keys.has(`${base}_other`)) {
			const known = counted.get(base) ?? { forms: [], names: new Set() };
			known.forms.push(key.slice(base.length + 1));
			for (const name of placeholders(text)) known.names.add(name);
			counted.set(base, known);
		} else plain.set(key, placeholders(text).join());
	}
	return { counted, plain };
}

it('there are the four languages of this version', () => {
	expect(languages.sort()).toEqual(['ar', 'en', 'es', 'fr']);
});

describe.each(languages)('%s', (language) => {
	it('says what it is, and whether somebody who grew up with it has read it', () => {
		expect(read(`locales/${language}/about.json`)).toEqual({
			endonym: expect.stringMatching(/./),
			dir: expect.stringMatching(/^(ltr|rtl)$/),
			review: expect.stringMatching(/^(original|machine-draft|native-reviewed)$/),
			by: expect.stringMatching(/./),
			when: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
			choose: expect.stringMatching(/./),
			draft: expect.stringMatching(/./),
			unreachable: expect.stringMatching(/./),
			again: expect.stringMatching(/./),
		});
	});

	it('has every room', () => {
		expect(roomsOf(language)).toEqual(roomsOf(SOURCE));
	});

	it.each(roomsOf(SOURCE))('%s is whole', (room) => {
		const source = shape(flatten(read(`locales/${SOURCE}/ui/${room}`)));
		const words = flatten(read(`locales/${language}/ui/${room}`));
		const { counted, plain } = shape(words);
		expect(
			words.filter(([, text]) => text.trim() === '').map(([key]) => key),
			'empty',
		).toEqual([]);
		expect(Object.fromEntries(plain), 'keys and placeholders').toEqual(Object.fromEntries(source.plain));
		expect([...counted.keys()].sort(), 'counted keys').toEqual([...source.counted.keys()].sort());
		const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
		for (const [key, { forms: there, names }] of counted) {
			expect(there.sort(), `forms of ${key}`).toEqual([...forms].sort());
			expect([...names].sort(), `placeholders of ${key}`).toEqual(
				[...(source.counted.get(key)?.names ?? [])].sort(),
			);
		}
	});
});
