/** PostgreSQL crashed or stopped, and started again, under two relays that are written to; each third time one of them is killed too. */
import { figure } from '../support/figure';
import { startPostgres } from '../support/postgres';
import { joinOrganisation, openLog } from '../support/relay-client';
import { startServer, type TestServer } from '../support/server';
import { account, writeInto } from './load';

async function back(server: TestServer): Promise<number> {
	const up = performance.now();
	for (;;) {
		const answer = await fetch(`${server.url}/healthz`).catch(() => null);
		if (answer?.ok === true) return (performance.now() - up) / 1_000;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

export async function restarts(count: number): Promise<boolean> {
	const postgres = await startPostgres();
	const url = await postgres.database();
	const servers = await Promise.all([1, 2].map(() => startServer({ env: { DATABASE_URL: url } })));
	try {
		const [one, two] = servers;
		if (one === undefined || two === undefined) throw new Error('unreachable');
		const staff = await joinOrganisation(one, await one.invite('Soak'));
		const logs = await Promise.all(Array.from({ length: 16 }, () => openLog(one, staff)));
		const load = writeInto(servers, logs);
		let slowest = 0;
		for (let round = 0; round < count; round += 1) {
			await load.more(20);
			if (round % 3 === 2) await two.kill('SIGKILL');
			await postgres.stop(round % 2 === 0 ? 'immediate' : 'fast');
			await postgres.start();
			slowest = Math.max(slowest, await back(one));
			if (round % 3 === 2) await two.restart();
		}
		await load.stop();
		const { lost, twice } = await account(two, logs, load.acknowledged);
		const rounds = `${String(count)} restarts, ${String(load.acknowledged.size)} acknowledged`;
		figure('PostgreSQL restarted under the relay: slowest back, s', slowest, '<= 5');
		figure(
			'PostgreSQL restarted under the relay: acknowledged items lost',
			`${String(lost)} (${rounds})`,
			'0',
		);
		figure('PostgreSQL restarted under the relay: items there twice', twice, '0');
		return lost === 0 && twice === 0 && slowest <= 5;
	} finally {
		for (const server of servers) await server.close();
		await postgres.close();
	}
}
