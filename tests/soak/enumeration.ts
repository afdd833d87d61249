/** Random ids with random tokens, from many addresses so that none is slowed, against a relay that holds something. */
import { randomBytes } from 'node:crypto';
import { lineTo } from '../bench/relay/http';
import { figure } from '../support/figure';
import { joinOrganisation, openLog, put } from '../support/relay-client';
import { startServer } from '../support/server';

const AT_ONCE = 64;
const LINES = 8;
const LOGS = 200;
const random = (bytes: number) => randomBytes(bytes).toString('base64url');

export async function enumeration(ids: number): Promise<boolean> {
	// The server believes this header, as it does behind a proxy: each guess then comes from an address of its own.
	const server = await startServer({ env: { ADDRESS_HEADER: 'x-soak-address' } });
	try {
		const staff = await joinOrganisation(server, await server.invite('Soak'));
		const logs = await Promise.all(Array.from({ length: LOGS }, () => openLog(server, staff)));
		for (const log of logs) await put(server, log, random(32), randomBytes(64));
		let [asked, hits, other] = [0, 0, 0];
		await Promise.all(
			Array.from({ length: LINES }, async () => {
				const line = lineTo(server.port);
				while (asked < ids) {
					asked += AT_ONCE;
					const guesses = Array.from({ length: AT_ONCE }, () => ({
						id: random(16),
						token: random(32),
						after: 0,
					}));
					const answer = await line.ask(
						'POST',
						'/api/relay/poll',
						{
							'content-type': 'application/json',
							'x-soak-address': `2001:db8:${randomBytes(4)
								.toString('hex')
								.replace(/(.{4})/, '$1:')}::`,
						},
						JSON.stringify({ logs: guesses, wait: 0 }),
					);
					const said = JSON.parse(answer.body.toString()) as { items?: unknown[]; missing?: string[] };
					if (answer.status !== 200) other += 1;
					else hits += (said.items?.length ?? 0) + AT_ONCE - (said.missing?.length ?? 0);
				}
				line.close();
			}),
		);
		figure('random ids asked of the relay: hits', `${String(hits)} of ${String(asked)}`, '0 of 10^6');
		if (other > 0) console.log(`${String(other)} answers were something else`);
		return hits === 0 && other === 0;
	} finally {
		await server.close();
	}
}
