/**
 * A real Rosebay server for tests: the built one, in a process of its own, on a free port, with its own data folder.
 * Needs `npm run build` before. Kill it as hard as you like; `restart` brings it back on the same port and data.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('../..', import.meta.url));

export interface TestServer {
	/** `http://localhost:PORT`, without a slash at the end. */
	url: string;
	port: number;
	/** Its data folder. */
	data: string;
	/** Of the process that runs now. */
	pid(): number;
	/** All it has printed, both streams, over all its lives. */
	output(): string;
	/** Resolves when the process is gone. Nothing happens when it already was. Default SIGTERM. */
	kill(signal?: NodeJS.Signals): Promise<void>;
	/** Kills it with SIGKILL if it still runs, and starts it again; resolves when it answers. */
	restart(): Promise<void>;
	/** Runs `rosebay staff invite NAME` beside it; the code as printed, with its dashes. */
	invite(name: string): Promise<string>;
	/** Runs any `rosebay` command on its data. */
	cli(...words: string[]): Promise<{ exit: number | null; out: string; err: string }>;
	/** Stops it, and deletes its data if this fixture made the folder. */
	close(): Promise<void>;
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, 'localhost', () => {
			const address = probe.address();
			probe.close(() => {
				if (address !== null && typeof address === 'object') resolve(address.port);
			});
		});
	});
}

export interface ServerOptions {
	data?: string;
	port?: number;
	/** Another copy of the project, built there. */
	root?: string;
	/** More environment for the process. */
	env?: Record<string, string>;
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
	const port = options.port ?? (await freePort());
	const data = options.data ?? mkdtempSync(join(tmpdir(), 'rosebay-data-'));
	const url = `http://localhost:${String(port)}`;
	const bin = (name: string) => join(options.root ?? here, 'src/bin', name);
	const { ORIGIN: _origin, HOST: _host, DATABASE_URL: _database, ...inherited } = process.env;
	const env = { ...inherited, ...options.env, PORT: String(port), ROSEBAY_DATA: data };
	let printed = '';
	let child: ChildProcess | null = null;
	const alive = () => child !== null && child.exitCode === null && child.signalCode === null;

	async function start(): Promise<void> {
		const started = spawn(process.execPath, [bin('start.js'), '--no-build'], {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child = started;
		for (const stream of [started.stdout, started.stderr])
			stream.on('data', (text) => (printed += String(text)));
		const deadline = Date.now() + 20_000;
		while (Date.now() < deadline) {
			if (!alive()) throw new Error(`The server did not start:\n${printed}`);
			const answer = await fetch(`${url}/healthz`).catch(() => null);
			if (answer?.ok === true) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error(`The server did not answer within 20 s:\n${printed}`);
	}

	async function kill(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
		if (child === null || !alive()) return;
		const gone = once(child, 'exit');
		child.kill(signal);
		await gone;
	}

	async function cli(...words: string[]): Promise<{ exit: number | null; out: string; err: string }> {
		const tool = spawn(process.execPath, [bin('rosebay.js'), ...words], {
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let [out, err] = ['', ''];
		tool.stdout.on('data', (text) => (out += String(text)));
		tool.stderr.on('data', (text) => (err += String(text)));
		const [exit] = (await once(tool, 'close')) as [number | null];
		return { exit, out, err };
	}

	const server: TestServer = {
		url,
		port,
		data,
		pid: () => child?.pid ?? 0,
		output: () => printed,
		kill,
		async restart() {
			await kill('SIGKILL');
			await start();
		},
		async invite(name) {
			const { exit, out, err } = await cli('staff', 'invite', name);
			const code = /(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}/.exec(out)?.[0];
			if (exit !== 0 || code === undefined) throw new Error(`No invite:\n${out}${err}`);
			return code;
		},
		cli,
		async close() {
			await kill();
			if (options.data === undefined) rmSync(data, { recursive: true, force: true });
		},
	};
	await start();
	return server;
}
