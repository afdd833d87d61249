import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeCode } from '$protocol/code';
import { run } from './cli';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rosebay-cli-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

async function rosebay(words: string[], env: NodeJS.ProcessEnv = { ROSEBAY_DATA: join(folder, 'data') }) {
	let [out, err] = ['', ''];
	const { exit } = await run(words, env, {
		out: (text) => void (out += text),
		err: (text) => void (err += text),
	});
	return { exit, out, err };
}

test('prints a code, when it ends, and where to type it, before any server has run; the name is nowhere on disk', async () => {
	const before = Date.now();
	const { exit, out, err } = await rosebay(['staff', 'invite', 'Grace', 'Hopper']);
	expect({ exit, err }).toEqual({ exit: 0, err: '' });
	const [code = ''] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){5}-[0-9A-Z]{2}/.exec(out) ?? [];
	expect(decodeCode(code)).toHaveLength(15);
	const [until = ''] = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(out) ?? [];
	expect(Math.abs(Date.parse(until) - before - 86_400_000)).toBeLessThan(60_000);
	expect(out).toContain('http://localhost:3000/caseworker');

	const data = join(folder, 'data');
	expect(statSync(data).mode & 0o777).toBe(0o700);
	for (const file of readdirSync(data)) {
		expect(statSync(join(data, file)).mode & 0o777).toBe(0o600);
		const bytes = readFileSync(join(data, file));
		for (const secret of ['Grace', 'Hopper', code, code.replaceAll('-', '')])
			expect(bytes.includes(secret)).toBe(false);
	}
});

test('names the address people really use', async () => {
	const ROSEBAY_DATA = join(folder, 'data');
	const at = async (env: NodeJS.ProcessEnv) =>
		(await rosebay(['staff', 'invite', 'Ada'], { ROSEBAY_DATA, ...env })).out;
	expect(await at({ PORT: '4199' })).toContain('http://localhost:4199/caseworker');
	expect(await at({ ORIGIN: 'https://help.example' })).toContain('https://help.example/caseworker');
});

test('says calmly what it did not understand, with exit code 2, and makes nothing', async () => {
	const lines = [
		[],
		['staff'],
		['staff', 'invite'],
		['staff', 'invite', ' '],
		['staff', 'fire', 'Ada'],
		['fly'],
		['staff', 'invite', '--x'],
	];
	for (const words of [...lines, ['staff', 'invite', 'A\nB'], ['staff', 'invite', 'x'.repeat(255)]]) {
		const { exit, out, err } = await rosebay(words);
		expect({ exit, out }).toEqual({ exit: 2, out: '' });
		expect(err).toContain('Usage: npx rosebay');
		expect(err).not.toMatch(/\bat .*:\d+/);
	}
	expect(readdirSync(folder)).toEqual([]);
	expect((await rosebay(['--help'])).exit).toBe(0);
});

test('says in one line when the data cannot be written, with exit code 1', async () => {
	const file = join(folder, 'file');
	writeFileSync(file, '');
	const blocked = await rosebay(['staff', 'invite', 'Ada'], { ROSEBAY_DATA: join(file, 'data') });
	expect(blocked).toMatchObject({ exit: 1, out: '' });
	expect(blocked.err.trim().split('\n')).toHaveLength(1);
	writeFileSync(join(folder, 'relay.sqlite'), 'this is no database, but somebody put it here '.repeat(100));
	const broken = await rosebay(['staff', 'invite', 'Ada'], { ROSEBAY_DATA: folder });
	expect(broken).toMatchObject({ exit: 1, out: '' });
	for (const DATABASE_URL of ['mysql://x', 'secret', 'postgres://rosebay:secret@localhost:1/x']) {
		const database = await rosebay(['staff', 'invite', 'Ada'], { ROSEBAY_DATA: folder, DATABASE_URL });
		expect(database).toMatchObject({ exit: 1, out: '' });
		expect(database.err).toContain('DATABASE_URL');
		expect(database.err).not.toContain('secret');
		expect(database.err.trim().split('\n')).toHaveLength(1);
	}
});
