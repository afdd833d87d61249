/** The real relay, in its own process, killed and stopped for real. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server';
import { kills } from '../soak/kills';
import { joinOrganisation, openLog, poll, put } from '../support/relay-client';

const withServer = async (use: (server: TestServer) => Promise<void>): Promise<void> => {
	const server = await startServer();
	try {
		await use(server);
	} finally {
		await server.close();
	}
};
const everything = (folder: string): Buffer =>
	Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));

test('killed with SIGKILL under load, again and again: nothing acknowledged is lost, nothing is there twice', async () => {
	expect(await kills(4)).toBe(true);
});

test('knows nothing: no name, code, token, id of a reader or address in what it keeps and prints', async () => {
	await withServer(async (server) => {
		const name = 'Margarethe Blindenkuh';
		const code = await server.invite(name);
		const kept = () => everything(server.data);
		const secrets = [name, 'Margarethe', code, code.replaceAll('-', '')];
		const staff = await joinOrganisation(server, code);
		const log = await openLog(server, staff);
		const canary = randomBytes(24).toString('hex');
		expect(await put(server, log, randomBytes(32).toString('base64url'), Buffer.from(canary))).toBe(201);
		// The control: what was put in clear is found, so this search does find things.
		expect(kept().includes(canary)).toBe(true);
		await poll(server, [{ ...log, read: randomBytes(32).toString('base64url'), after: 0 }], 0);
		await fetch(`${server.url}/api/relay/logs/${log.id}/nothing?secret=${canary}`, { method: 'POST' });
		await fetch(`${server.url}/nowhere/${log.id}`);
		secrets.push(staff, log.read, log.write, log.admin, '127.0.0.1', '::1', '::ffff:');
		const raw = secrets
			.filter((secret) => /^[\w-]{43}$/.test(secret))
			.map((secret) => Buffer.from(secret, 'base64url'));
		for (const secret of [...secrets, ...raw, Buffer.from(name, 'utf16le')])
			expect(kept().includes(secret)).toBe(false);
		await server.kill();
		expect(kept().includes(canary)).toBe(true);
		for (const secret of [...secrets, log.id, canary, 'nowhere', '127.0.0.1'])
			expect(server.output()).not.toContain(secret);
	});
});

test('asked to stop, it answers whoever waits, closes its data, and is gone within 5 seconds', async () => {
	await withServer(async (server) => {
		const staff = await joinOrganisation(server, await server.invite('Grace'));
		const log = await openLog(server, staff);
		const waiting = Array.from({ length: 20 }, () => poll(server, [{ ...log, after: 0 }], 25));
		// All of them are there: who is still at the door when it closes is sent away.
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		const before = Date.now();
		await Promise.all([
			server.kill('SIGTERM'),
			...waiting.map(async (answer) => expect((await answer).items).toEqual([])),
		]);
		expect(Date.now() - before).toBeLessThan(5_000);
		expect(readdirSync(server.data)).toEqual(['relay.sqlite']);
	});
});

test('an invite works once, and beside a running server', async () => {
	await withServer(async (server) => {
		const code = await server.invite('Grace');
		await joinOrganisation(server, code);
		await expect(joinOrganisation(server, code)).rejects.toThrow('404');
	});
});

test('a port in use, a data folder that cannot be used: one calm line, exit code 1', async () => {
	await withServer(async (server) => {
		const start = fileURLToPath(new URL('../../src/bin/start.js', import.meta.url));
		const run = async (env: Record<string, string>) => {
			const child = spawn(process.execPath, [start, '--no-build'], { env: { ...process.env, ...env } });
			let printed = '';
			for (const stream of [child.stdout, child.stderr])
				stream.on('data', (text) => (printed += String(text)));
			const [exit] = (await once(child, 'close')) as [number | null];
			return { exit, lines: printed.trim().split('\n') };
		};
		const folder = mkdtempSync(join(tmpdir(), 'rosebay-start-'));
		try {
			const busy = await run({ PORT: String(server.port), ROSEBAY_DATA: join(folder, 'data') });
			expect(busy.exit).toBe(1);
			expect(busy.lines).toEqual([
				`Port ${String(server.port)} is already in use. Stop what uses it, or set PORT to another.`,
			]);
			writeFileSync(join(folder, 'file'), '');
			const blocked = await run({ PORT: '0', ROSEBAY_DATA: join(folder, 'file', 'data') });
			expect(blocked.exit).toBe(1);
			expect(blocked.lines).toHaveLength(1);
			expect(blocked.lines[0]).toContain('ROSEBAY_DATA');
			expect((await run({ PORT: 'many' })).lines).toEqual(['PORT must be a number from 0 to 65535.']);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
