/** The relay killed with SIGKILL under load, again and again, on the embedded store. */
import { figure } from '../support/figure';
import { joinOrganisation, openLog } from '../support/relay-client';
import { startServer } from '../support/server';
import { account, writeInto } from './load';

const LOGS = 8;

export async function kills(count: number): Promise<boolean> {
	const server = await startServer();
	try {
		const staff = await joinOrganisation(server, await server.invite('Soak'));
		// A few rounds fill what one log may take at once: others take over, so that each kill meets full load.
		const logs = await Promise.all(
			Array.from({ length: LOGS * Math.ceil(count / 10) }, () => openLog(server, staff)),
		);
		const acknowledged = new Map<string, string>();
		for (let round = 0; round < count; round += 1) {
			const first = (Math.floor(round / 10) * LOGS) % logs.length;
			const load = writeInto([server], logs.slice(first, first + LOGS));
			await load.more(25 + Math.floor(Math.random() * 50));
			await server.kill('SIGKILL');
			await server.restart();
			await load.stop();
			for (const [mid, was] of load.acknowledged) acknowledged.set(mid, was);
		}
		const { lost, twice } = await account(server, logs, acknowledged);
		const rounds = `${String(count)} kills, ${String(acknowledged.size)} acknowledged`;
		figure('kill -9 of the relay under load: acknowledged items lost', `${String(lost)} (${rounds})`, '0');
		figure('kill -9 of the relay under load: items there twice', twice, '0');
		return lost === 0 && twice === 0;
	} finally {
		await server.close();
	}
}
