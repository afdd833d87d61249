/** Two relays in processes of their own on one real PostgreSQL: both kinds are killed and stopped for real. */
import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { account, writeInto } from '../soak/load';
import { figure } from '../support/figure';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { joinOrganisation, openLog, poll, put } from '../support/relay-client';
import { startServer, type TestServer } from '../support/server';

/** More of them when somebody has the time: KILLS=100. Every fourth also restarts the database. */
const KILLS = Number(process.env.KILLS ?? 4);

let postgres: TestPostgres;
let servers: TestServer[] = [];
let url = '';
test.describe.configure({ mode: 'serial', timeout: 120_000 + KILLS * 30_000 });
test.beforeAll(async () => {
	postgres = await startPostgres();
	url = await postgres.database();
	servers = await Promise.all([1, 2].map(() => startServer({ env: { DATABASE_URL: url } })));
});
test.afterAll(async () => {
	for (const server of servers) await server.close();
	await postgres.close();
});
const both = (): [TestServer, TestServer] => {
	const [one, two] = servers;
	if (one === undefined || two === undefined) throw new Error('Not started');
	return [one, two];
};

test('an invite, a log and a message through one process; joined, waited for and read through the other', async () => {
	const [one, two] = both();
	const staff = await joinOrganisation(two, await one.invite('Margarethe Blindenkuh'));
	const log = await openLog(one, staff);
	const waiting = poll(two, [{ ...log, after: 0 }], 25);
	const body = randomBytes(1_024);
	expect(await put(one, log, randomBytes(32).toString('base64url'), body)).toBe(201);
	expect((await waiting).items.map((item) => item.body)).toEqual([body.toString('base64url')]);

	// What the database holds knows nobody.
	const rows = await Promise.all(
		['logs', 'items', 'acks', 'invites', 'staff'].map((table) =>
			postgres.ask(url, `SELECT * FROM rosebay.${table}`),
		),
	);
	const kept = JSON.stringify(rows, (_, value: unknown) =>
		value !== null && typeof value === 'object' && 'data' in value
			? Buffer.from(value.data as number[]).toString('latin1')
			: value,
	);
	expect(kept).toContain(log.id);
	for (const secret of ['Margarethe', staff, log.read, log.write, log.admin, '127.0.0.1', '::1'])
		expect(kept).not.toContain(secret);
	for (const server of servers)
		for (const secret of [log.id, staff, url, 'Margarethe']) expect(server.output()).not.toContain(secret);
});

test('kill -9 of a relay, again and again, and of the database between: nothing acknowledged is lost or there twice', async () => {
	const [one, two] = both();
	const staff = await joinOrganisation(one, await one.invite('Grace'));
	const logs = await Promise.all(Array.from({ length: 8 }, () => openLog(one, staff)));
	const load = writeInto([one, two], logs);
	let slowest = 0;
	for (let round = 0; round < KILLS; round += 1) {
		await load.more(25);
		const victim = round % 2 === 0 ? one : two;
		await victim.kill('SIGKILL');
		if (round % 4 === 3) {
			await postgres.stop('immediate');
			await postgres.start();
			const up = Date.now();
			const survivor = victim === one ? two : one;
			await expect
				.poll(() => fetch(`${survivor.url}/healthz`).then((answer) => answer.status), {
					intervals: [20],
					timeout: 30_000,
				})
				.toBe(200);
			slowest = Math.max(slowest, Date.now() - up);
		}
		await victim.restart();
	}
	await load.stop();
	const { lost, twice } = await account(two, logs, load.acknowledged);
	const rounds = `${String(KILLS)} kills, ${String(load.acknowledged.size)} acknowledged`;
	figure(
		'relays on PostgreSQL, kill -9 under load: acknowledged items lost',
		`${String(lost)} (${rounds})`,
		'0',
	);
	figure('relays on PostgreSQL, the database crashed too: back, s', slowest / 1_000, '<= 5');
	expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
	expect(slowest).toBeLessThan(5_000);
	for (const server of servers) expect(server.output()).not.toContain('Unexpected failure');
});

test('asked to stop while the database is away, it is gone within 5 seconds; without a database it does not start, in one line', async () => {
	const [one, two] = both();
	await postgres.stop('fast');
	expect((await fetch(`${one.url}/healthz`)).status).toBe(503);
	const before = Date.now();
	await one.kill('SIGTERM');
	expect(Date.now() - before).toBeLessThan(5_000);
	const refused = await two.cli('staff', 'invite', 'Ada');
	expect(refused).toMatchObject({ exit: 1, out: '' });
	expect(refused.err.trim().split('\n')).toHaveLength(1);
	expect(refused.err).toContain('DATABASE_URL');
	expect(refused.err).not.toContain(String(postgres.port));
	await postgres.start();
	await one.restart();
});
