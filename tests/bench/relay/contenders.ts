/** Who is measured: the limits, and the relay on each of its stores, each behind the same three steps of a cycle. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestPostgres } from '../../support/postgres';
import { joinOrganisation, openLog, type RelayLog } from '../../support/relay-client';
import { startServer } from '../../support/server';
import { lineTo } from './http';

export interface Client {
	append(body: Buffer): Promise<void>;
	fetch(): Promise<void>;
	ack(): Promise<void>;
	close(): void | Promise<void>;
}
export interface Running {
	/** Whose processor time counts. */
	pids: number[];
	client(at: number): Promise<Client>;
	/** Where a relay listens, and logs nobody else uses: for the way from put to delivered. */
	relay?: { ports: number[]; logs: RelayLog[] };
	stop(): Promise<void>;
}
export interface Contender {
	name: string;
	start(clients: number): Promise<Running>;
}

const SIZE = 1_024;
/** A log takes 200 items at once and then ten a second, as in use: so each client writes to many, as in use. */
const LOGS_A_CLIENT = 16;
const FOR_DELIVERY = 32;

const postmaster = ({ folder }: TestPostgres): number =>
	Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);

const bare: Contender = {
	name: 'bare http log',
	async start() {
		const folder = mkdtempSync(join(tmpdir(), 'rosebay-bench-'));
		const script = fileURLToPath(new URL('bare-log.js', import.meta.url));
		const child = spawn(process.execPath, [script, join(folder, 'log')], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [said] = (await once(child.stdout, 'data')) as [Buffer];
		return {
			pids: [child.pid ?? 0],
			client(at) {
				const line = lineTo(Number(said), '127.0.0.1');
				let id = '';
				return Promise.resolve({
					async append(body) {
						expectStatus(await line.ask('PUT', `/${String(at)}`, {}, body), 201);
					},
					async fetch() {
						const answer = await line.ask('GET', `/${String(at)}`);
						if (answer.body.length !== SIZE) throw new Error('Nothing came back');
						id = String(answer.headers['x-id']);
					},
					async ack() {
						expectStatus(await line.ask('DELETE', `/${String(at)}/${id}`), 204);
					},
					close: () => {
						line.close();
					},
				});
			},
			async stop() {
				const gone = once(child, 'exit');
				child.kill();
				await gone;
				rmSync(folder, { recursive: true });
			},
		};
	},
};

const direct = (postgres: TestPostgres): Contender => ({
	name: 'node-postgres',
	async start() {
		const url = await postgres.database();
		await postgres.ask(
			url,
			'CREATE TABLE relay (id bigserial PRIMARY KEY, mailbox int NOT NULL, body bytea NOT NULL)',
		);
		await postgres.ask(url, 'CREATE INDEX ON relay (mailbox, id)');
		return {
			pids: [postmaster(postgres)],
			async client(at) {
				const client = new pg.Client({ connectionString: url });
				await client.connect();
				let id = '';
				return {
					async append(body) {
						const text = 'INSERT INTO relay (mailbox, body) VALUES ($1, $2)';
						await client.query({ name: 'append', text, values: [at, body] });
					},
					async fetch() {
						const text = 'SELECT id, body FROM relay WHERE mailbox = $1 ORDER BY id LIMIT 1';
						const { rows } = await client.query<{ id: string; body: Buffer }>({
							name: 'fetch',
							text,
							values: [at],
						});
						if (rows[0]?.body.length !== SIZE) throw new Error('Nothing came back');
						({ id } = rows[0]);
					},
					async ack() {
						await client.query({ name: 'ack', text: 'DELETE FROM relay WHERE id = $1', values: [id] });
					},
					close: () => client.end(),
				};
			},
			stop: () => Promise.resolve(),
		};
	},
});

const expectStatus = ({ status }: { status: number }, wanted: number): void => {
	if (status !== wanted) throw new Error(`Answered ${String(status)}, not ${String(wanted)}`);
};

/** @param processes How many relays; on PostgreSQL when there is one. */
const relay = (name: string, processes: number, postgres: TestPostgres | null): Contender => ({
	name,
	async start(clients) {
		const env = postgres === null ? {} : { DATABASE_URL: await postgres.database() };
		const servers = await Promise.all(Array.from({ length: processes }, () => startServer({ env })));
		const [first] = servers;
		if (first === undefined) throw new Error('unreachable');
		const staff = await joinOrganisation(first, await first.invite('Bench'));
		const logs: RelayLog[] = [];
		for (let left = clients * LOGS_A_CLIENT + FOR_DELIVERY; left > 0; left -= 64)
			logs.push(
				...(await Promise.all(Array.from({ length: Math.min(64, left) }, () => openLog(first, staff, 1)))),
			);
		const forDelivery = logs.splice(0, FOR_DELIVERY);
		return {
			pids: [...servers.map(({ pid }) => pid()), ...(postgres === null ? [] : [postmaster(postgres)])],
			relay: { ports: servers.map(({ port }) => port), logs: forDelivery },
			client(at) {
				const line = lineTo(servers[at % processes]?.port ?? 0);
				const mine = logs
					.slice(at * LOGS_A_CLIENT, (at + 1) * LOGS_A_CLIENT)
					.map((log) => ({ ...log, seq: 0 }));
				let [turn, now] = [0, mine[0]];
				return Promise.resolve({
					async append(body) {
						now = mine[(turn += 1) % mine.length];
						const mid = randomBytes(32).toString('base64url');
						const headers = {
							authorization: `Bearer ${now?.write ?? ''}`,
							'content-type': 'application/octet-stream',
						};
						expectStatus(
							await line.ask('PUT', `/api/relay/logs/${now?.id ?? ''}/items/${mid}`, headers, body),
							201,
						);
					},
					async fetch() {
						if (now === undefined) return;
						const asked = { logs: [{ id: now.id, after: now.seq, token: now.read }], wait: 0 };
						const headers = { 'content-type': 'application/json' };
						const answer = await line.ask('POST', '/api/relay/poll', headers, JSON.stringify(asked));
						expectStatus(answer, 200);
						const { items } = JSON.parse(answer.body.toString()) as {
							items: { seq: number; body: string }[];
						};
						if (Buffer.from(items[0]?.body ?? '', 'base64url').length !== SIZE)
							throw new Error('Nothing came back');
						now.seq = items[0]?.seq ?? 0;
					},
					async ack() {
						const headers = {
							authorization: `Bearer ${now?.read ?? ''}`,
							'content-type': 'application/json',
						};
						const asked = JSON.stringify({ slot: 0, seq: now?.seq });
						expectStatus(await line.ask('POST', `/api/relay/logs/${now?.id ?? ''}/ack`, headers, asked), 204);
					},
					close: () => {
						line.close();
					},
				});
			},
			async stop() {
				await Promise.all(servers.map((server) => server.close()));
			},
		};
	},
});

export const contenders = (postgres: TestPostgres): Record<string, Contender> => ({
	bare,
	embedded: relay('relay, embedded', 1, null),
	direct: direct(postgres),
	postgres: relay('relay, PostgreSQL', 1, postgres),
	three: relay('three relays', 3, postgres),
});
