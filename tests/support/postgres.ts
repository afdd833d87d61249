/**
 * A real PostgreSQL server for tests: its own data in a temporary folder, a free port of this machine, `fsync` on as it is by default. It is
 * ended and its folder deleted even when the test is killed: it runs under a small shell that waits for the end of its
 * input, and a dead test's pipes are closed by the system. PostgreSQL refuses to run as root; then it runs as `postgres`.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postgresPath } from './postgres-path.js';
import { freePort } from './server';

export interface TestPostgres {
	port: number;
	/** A new, empty database; its `DATABASE_URL`. */
	database(): Promise<string>;
	/** Rows of one statement, asked beside whatever is being tested. */
	ask(url: string, sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
	/** `fast` as an operator stops it, `immediate` as if the power had gone. */
	stop(how?: 'fast' | 'immediate'): Promise<void>;
	/** On the same port and data; resolves when it takes connections. */
	start(): Promise<void>;
	/** Stops it and deletes everything. */
	close(): Promise<void>;
	/** Its folder, for tests that search what is on disk. */
	folder: string;
}

/** $1 is the folder, the rest the server. Ends the server and deletes the folder when whoever started it is gone. */
const KEEPER = `folder=$1; shift; exec 3<&0; "$@" & server=$!
( cat <&3 >/dev/null; kill -QUIT $server 2>/dev/null; sleep 1; rm -rf "$folder" ) & watch=$!
wait $server; kill $watch 2>/dev/null`;

const USER = 'rosebay';

/** Whom the server runs as. Not root, and somebody with a name, which initdb asks for. */
function account(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const people = readFileSync('/etc/passwd', 'utf8').split('\n');
	const row = ['postgres:', 'nobody:']
		.map((name) => people.find((line) => line.startsWith(name)))
		.find(Boolean);
	const [, , uid, gid] = row?.split(':').map(Number) ?? [];
	if (uid === undefined || gid === undefined) throw new Error('There is no user to run PostgreSQL as.');
	return { uid, gid };
}

export async function startPostgres(options: readonly string[] = []): Promise<TestPostgres> {
	const bin = postgresPath();
	if (bin === undefined)
		throw new Error('No PostgreSQL found. Debian: apt-get install postgresql. Or set PG_BIN.');
	const who = account();
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-pg-'));
	if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid);
	const data = join(folder, 'data');
	const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
	const made = spawnSync(
		join(bin, 'initdb'),
		['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'],
		{ ...who, env, cwd: folder, encoding: 'utf8' },
	);
	if (made.status !== 0) throw new Error(`initdb: ${made.stderr}${String(made.error ?? '')}`);
	const port = await freePort();
	const settings = [
		`port=${String(port)}`,
		'listen_addresses=localhost',
		'unix_socket_directories=',
		'max_connections=150',
		'shared_buffers=64MB',
		...options,
	].flatMap((setting) => ['-c', setting]);

	let child: ChildProcess | null = null;
	let said = '';
	const url = (database: string) => `postgres://${USER}@localhost:${String(port)}/${database}`;
	const ask = async (where: string, sql: string, values: unknown[] = []) => {
		const client = new pg.Client({ connectionString: where });
		// Its connection may be cut by the very stop a test is about.
		client.on('error', () => undefined);
		await client.connect();
		try {
			return (await client.query<Record<string, unknown>>(sql, values)).rows;
		} finally {
			await client.end();
		}
	};

	async function start(): Promise<void> {
		const started = spawn(
			'/bin/sh',
			['-c', KEEPER, 'sh', folder, join(bin ?? '', 'postgres'), '-D', data, ...settings],
			{
				...who,
				env,
				cwd: folder,
				// A process group of its own: whoever kills the test's group leaves it the moment it needs to tidy up.
				detached: true,
				stdio: ['pipe', 'ignore', 'pipe'],
			},
		);
		child = started;
		started.unref();
		started.stderr.on('data', (text) => (said = (said + String(text)).slice(-4_000)));
		const deadline = Date.now() + 60_000;
		while (Date.now() < deadline) {
			if (started.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${said}`);
			const up = await ask(url('postgres'), 'SELECT 1').catch(() => null);
			if (up !== null) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error(`PostgreSQL did not answer within a minute:\n${said}`);
	}

	async function stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
		const stopping = child;
		if (stopping?.exitCode !== null) return;
		const gone = once(stopping, 'exit');
		const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
		process.kill(Number(pid), how === 'fast' ? 'SIGINT' : 'SIGQUIT');
		await gone;
	}

	await start();
	let databases = 0;
	return {
		port,
		folder,
		async database() {
			databases += 1;
			const name = `test_${String(databases)}`;
			await ask(url('postgres'), `CREATE DATABASE ${name}`);
			return url(name);
		},
		ask,
		stop,
		start,
		async close() {
			await stop('immediate');
			child?.stdin?.end();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
