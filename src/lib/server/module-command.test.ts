import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Checked } from './module-check';
import { textsFor, unsignedModule } from '../../../tests/support/modules';
import { run } from './cli';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rosebay-module-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});
const at = (name: string) => join(folder, name);
const put = (name: string, content: unknown) => {
	writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
	return at(name);
};

async function module(...words: string[]) {
	let [out, err] = ['', ''];
	const { exit } = await run(
		['module', ...words],
		{},
		{
			out: (text) => void (out += text),
			err: (text) => void (err += text),
		},
	);
	return { exit, out, err };
}
const done = async (...words: string[]) => {
	const result = await module(...words);
	expect(result).toMatchObject({ exit: 0, err: '' });
	return result.out;
};
const check = async (path: string) => {
	const { exit, out } = await module('check', path, '--json');
	const result = JSON.parse(out) as Checked;
	expect(exit).toBe(result.ok ? 0 : 1);
	return result;
};

async function signed(change: Parameters<typeof unsignedModule>[0] = {}): Promise<string> {
	await done('key', 'Mariam', 'Haddad', '-o', at('author.key'));
	const path = put('unsigned.json', unsignedModule(change));
	await done('sign', path, '--key', at('author.key'), '-o', at('signed.txt'));
	return at('signed.txt');
}

test('a key lies in a file that only its owner reads, is never printed, and never written over', async () => {
	const out = await done('key', 'Mariam Haddad', '-o', at('author.key'));
	expect(out).toMatch(/^Key of Mariam Haddad\n {2}(\d{5} ){5}\d{5}\n/);
	expect(statSync(at('author.key')).mode & 0o777).toBe(0o600);
	const key = readFileSync(at('author.key'), 'utf8');
	const { secret } = JSON.parse(key) as { secret: string };
	expect(secret).toHaveLength(43);
	expect(out).not.toContain(secret);
	expect(await module('key', 'Another', '-o', at('author.key'))).toEqual({
		...{ exit: 1, out: '' },
		err: `This file is there already: ${at('author.key').slice(0, 60)}\n`,
	});
	expect(readFileSync(at('author.key'), 'utf8')).toBe(key);
	chmodSync(at('author.key'), 0o644);
	const open = await module('sign', put('a.json', unsignedModule()), '--key', at('author.key'));
	expect(open).toMatchObject({ exit: 1, out: '' });
	expect(open.err).toContain('Others on this machine can read this key');
});

test('signs as an author, a translator and a reviewer; check says who signed what', async () => {
	const path = await signed();
	await done('key', 'A translator', '-o', at('translator.key'));
	await done('key', 'Harbour House', '-o', at('reviewer.key'));
	const texts = textsFor(unsignedModule().pages, (key) => `كلمات ${key}`);
	const words = put('words.json', { language: 'ar', texts });
	const key = ['--key', at('translator.key')];
	await done('sign', path, ...key, '--as', 'translator', 'ar', '--words', words, '-o', path);
	const bare = put('bare.json', texts);
	await done('sign', path, ...key, '--as', 'translator', 'fr', '--words', bare, '-o', path);
	const by = ['--key', at('reviewer.key'), '--as', 'reviewer', 'ar', '--on', '2026-11-20'];
	const out = await done('sign', path, ...by);
	writeFileSync(path, out);

	const text = await done('check', path);
	const print = String.raw`(?:\d{5} ){5}\d{5}`;
	const about = [
		String.raw`lesson "Words of title\."  A{22} revision 1`,
		`  en  written by Mariam Haddad  ${print}`,
		`  ar  translated by A translator  ${print}`,
		`  fr  translated by A translator  ${print}`,
		`  en, ar  read on 2026-11-20 by Harbour House  ${print}`,
		String.raw`  17 pages, 18 blocks, \d+ words, 1 source, \d+ bytes; fits into a link`,
		'no problems',
		'no warnings',
		'',
	];
	expect(text).toMatch(new RegExp(`^${about.join('\n')}$`));
	expect(await check(path)).toMatchObject({
		...{ ok: true, problems: [], warnings: [] },
		module: {
			...{ kind: 'lesson', revision: 1, language: 'en', fitsLink: true },
			author: { name: 'Mariam Haddad' },
			translations: [{ language: 'ar', revision: 1 }, { language: 'fr' }],
			reviews: [{ on: '2026-11-20', languages: ['en', 'ar'], reviewer: { name: 'Harbour House' } }],
			counts: { pages: 17, blocks: 18, sources: 1 },
		},
	});
});

test('says every problem, each with where, and signs nothing that a phone would refuse', async () => {
	const path = await signed();
	const value = JSON.parse(readFileSync(path, 'utf8')) as { module: { texts: Record<string, string> } };
	value.module.texts['title'] = 'Turned \u202eround';
	delete value.module.texts['b1.text'];
	value.module.texts['b99.text'] = 'nowhere';
	value.module.texts['b9.o1'] = 'x'.repeat(161);
	const { ok, problems } = await check(put('spoilt.json', value));
	expect(ok).toBe(false);
	expect(problems.map(({ type, at: where }) => [type, where ?? ''])).toEqual([
		['NotCanonical', ''],
		['UnknownText', 'b99.text'],
		['UnsafeText', 'title'],
		['MissingText', 'b1.text'],
		['TooLong', 'b9.o1'],
		['BadSignature', 'Mariam Haddad'],
	]);
	const { exit, out, err } = await module('check', at('spoilt.json'));
	expect({ exit, err }).toEqual({ exit: 1, err: '' });
	expect(out).toContain('6 problems\n');
	expect(out).toContain('  b9.o1 is longer than 160 characters.\n');
	expect(out).not.toContain('\u202e');
	const shape = await check(
		put('shape.json', { ...value, format: 'rosebay/module/1', extra: 1, module: {} }),
	);
	expect(shape.module).toBeNull();
	expect(shape.problems.length).toBeGreaterThan(5);

	const bad = put('bad.json', unsignedModule({ texts: { title: 'a', summary: 'b' } }));
	const refused = await module('sign', bad, '--key', at('author.key'), '-o', at('never.json'));
	expect(refused).toMatchObject({ exit: 1, out: '' });
	expect(refused.err).toContain('p1.title has no words.');
	expect(() => statSync(at('never.json'))).toThrow();
	expect(await module('sign', path, '--key', at('author.key'))).toMatchObject({
		exit: 1,
		err: expect.stringContaining('signed already') as string,
	});
});

test('warns of what should be looked at', async () => {
	const path = await signed({
		...{ jurisdiction: 'US', asOf: '2024-01-01', reviewBy: '2025-01-01', sources: [] },
	});
	await done('key', 'Маriam Haddad', '-o', at('other.key'));
	await done('sign', path, '--key', at('other.key'), '--as', 'reviewer', '-o', path);
	const { ok, warnings } = await check(path);
	expect(ok).toBe(true);
	expect(warnings).toEqual([
		'It was to be looked at again by 2025-01-01.',
		'It speaks of a country’s law or money and names no source.',
		'A name mixes letters of two scripts in one word: Маriam Haddad.',
		'Two signers have names that look alike: Маriam Haddad, Mariam Haddad.',
	]);
});

const markdown = (
	words: string,
	head = 'kind: lesson\ntopics: [money]\nminutes: 5\nasOf: 2026-11-01\nlicence: CC-BY-4.0',
) =>
	`---\ntitle: ${words} title\nsummary: ${words} summary\nreview: ${head === '' ? 'machine-draft' : 'original'}\n${head}\n---\n\n` +
	`## ${words} page {#p1}\n\n${words} paragraph.\n`;

test('packs Markdown for an author and for a translator, both of which can be signed', async () => {
	await done('key', 'Mariam Haddad', '-o', at('author.key'));
	const key = ['--key', at('author.key')];
	await done('pack', put('a.md', markdown('Plain')), '--language', 'en', '-o', at('a.json'));
	await done('sign', at('a.json'), ...key, '-o', at('a.txt'));
	const french = put('a.fr.md', markdown('Simple', ''));
	await done('pack', french, '--language', 'fr', '--of', at('a.txt'), '-o', at('fr.json'));
	const as = ['--as', 'translator', 'fr', '--words', at('fr.json')];
	await done('sign', at('a.txt'), ...key, ...as, '-o', at('a.txt'));
	const { ok, module: made } = await check(at('a.txt'));
	expect({ ok, title: made?.title }).toEqual({ ok: true, title: 'Plain title' });
	expect(made?.translations.map(({ language }) => language)).toEqual(['fr']);

	const again = await done('pack', at('a.md'), '--language', 'en', '--id', made?.id ?? '');
	expect(JSON.parse(again)).toMatchObject({ id: made?.id, texts: { title: 'Plain title' } });
	const wrong = await module(
		'pack',
		put('b.md', `${markdown('Plain')}\n:::nothing\n:::\n`),
		'--language',
		'en',
	);
	expect(wrong).toMatchObject({ exit: 1, out: '' });
	expect(wrong.err).toMatch(/b\.md:16: There is no block "nothing"/);
});

test('what is no module is said in a line', async () => {
	for (const [content, sentence] of [
		['', 'There is no module in this file'],
		['hello', 'There is no module in this file'],
		['{"a":1}', 'This is no signed module'],
		['{"format":"rosebay/module/9"}', 'another version'],
		['https://help.example/#m=1abc', 'missing or was changed'],
		[`{"a":"${'x'.repeat(70_000)}"}`, 'larger than a module may be'],
	] as const) {
		const { exit, out, err } = await module('check', put('file', content));
		expect({ exit, err }).toEqual({ exit: 1, err: '' });
		expect(out).toContain(sentence);
	}
	for (const [words, line] of [
		[['check', at('gone')], 'There is no such file'],
		[['check', folder], 'This is a folder'],
		[['sign', at('gone'), '--key', at('gone')], 'There is no such file'],
		[['key', 'A', '-o', join(folder, 'none', 'key')], 'This file cannot be written'],
		[['key', 'A\u202eB', '-o', at('k')], 'A name is one line'],
	] as const) {
		const result = await module(...words);
		expect(result).toMatchObject({ exit: 1, out: '' });
		expect(result.err).toContain(line);
		expect(result.err.trim().split('\n')).toHaveLength(1);
	}
});

test('what it does not understand it says with exit code 2', async () => {
	const lines = [
		[],
		['fly'],
		['check'],
		['check', 'a', 'b'],
		['check', 'a', '--key', 'b'],
		['check', 'a', '--fast'],
		['key'],
		['key', 'A'],
		['key', '-o', 'x'],
		['pack', 'a'],
		['pack', 'a', '--language', 'EN us'],
		['pack', 'a', '--language', 'en', '--id', 'in:own'],
		['pack', 'a', '--language', 'en', '--id', 'A'.repeat(22), '--of', 'b'],
		['sign', 'a'],
		['sign', 'a', '--key'],
		['sign', 'a', '--key', 'b', '--as', 'owner'],
		['sign', 'a', '--key', 'b', '--as', 'translator'],
		['sign', 'a', '--key', 'b', '--as', 'translator', 'ar'],
		['sign', 'a', '--key', 'b', '--as', 'reviewer', '--on', 'today'],
		['sign', 'a', 'b', '--key', 'c'],
	];
	for (const words of lines) {
		const { exit, out, err } = await module(...words);
		expect({ exit, out }, words.join(' ')).toEqual({ exit: 2, out: '' });
		expect(err).toContain('Usage: npx rosebay');
	}
});
