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

const events = [
	'BEGIN:VCALENDAR',
	'BEGIN:VEVENT',
	'UID:1',
	'SUMMARY:Doc\u0007tor',
	'DTSTART;TZID=W. Europe Standard Time:20260701T090000',
	'RRULE:FREQ=WEEKLY',
	'END:VEVENT',
	'BEGIN:VEVENT',
	'UID:2',
	'DTSTART:tomorrow',
	'END:VEVENT',
	'END:VCALENDAR',
];

test('says what it would make of a calendar file, as lines and as JSON, and leaves nothing behind', async () => {
	const file = join(folder, 'a.ics');
	writeFileSync(file, events.join('\n'));
	const lines = await rosebay(['calendar', 'check', file]);
	expect(lines).toEqual({
		exit: 0,
		err: '',
		out: [
			'1 event',
			'  2026-07-01T07:00:00.000Z (Europe/Berlin)  Doctor  [repeats]',
			'1 problem',
			'  line 10: when it begins cannot be read (BadStart, left out)',
			'',
		].join('\n'),
	});
	for (const words of [
		['calendar', 'check', file, '--json'],
		['calendar', 'check', '--json', file],
	]) {
		const { exit, out, err } = await rosebay(words);
		expect({ exit, err }).toEqual({ exit: 0, err: '' });
		const parsed = JSON.parse(out) as Record<string, unknown>;
		expect(Object.keys(parsed)).toEqual(['events', 'problems']);
		expect(parsed).toMatchObject({
			events: [{ uid: '1', title: 'Doctor', start: { zone: 'Europe/Berlin' } }],
			problems: [{ type: 'BadStart', line: 8, at: 10, uid: '2', lost: true }],
		});
	}
	expect(readdirSync(folder)).toEqual(['a.ics']);
});

test('a calendar file that is none, or not there, is one calm line or one problem, with exit code 1', async () => {
	for (const path of [join(folder, 'none.ics'), folder, join(folder, '\u0000'), '/proc/self/mem']) {
		const { exit, out, err } = await rosebay(['calendar', 'check', path, '--json']);
		expect({ exit, out }).toEqual({ exit: 1, out: '' });
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).not.toMatch(/\bat .*:\d+|Error/);
	}
	const file = join(folder, 'picture.ics');
	writeFileSync(
		file,
		Uint8Array.from({ length: 5_000 }, (_, index) => (index * 37) & 255),
	);
	const { exit, out } = await rosebay(['calendar', 'check', file, '--json']);
	expect(exit).toBe(1);
	expect(JSON.parse(out)).toMatchObject({ events: [], problems: [{ type: 'NotCalendar' }] });
	for (const words of [
		['check'],
		['check', 'a', 'b'],
		['check', 'a', '--xml'],
		['check', '--json'],
		['import', 'a'],
		[],
	])
		expect((await rosebay(['calendar', ...words])).exit).toBe(2);
});
