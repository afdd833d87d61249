/** Somebody who holds one log's token puts a thousand items a second into it; what others feel of it. */
import { randomBytes } from 'node:crypto';
import { lineTo } from '../bench/relay/http';
import { figure } from '../support/figure';
import { joinOrganisation, openLog, type RelayLog } from '../support/relay-client';
import { startServer } from '../support/server';

const PER_SECOND = 1_000;
const LINES = 32;
const HONEST = 16;
/** Each honest one writes about four times a second: far more than people do. */
const PAUSE = 250;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param strict Whether the time counts: on a machine that does other things too it says nothing. */
export async function flood(seconds: number, strict: boolean): Promise<boolean> {
	const server = await startServer();
	try {
		const staff = await joinOrganisation(server, await server.invite('Soak'));
		const [flooded, ...honest] = await Promise.all(
			Array.from({ length: HONEST + 1 }, () => openLog(server, staff)),
		);
		if (flooded === undefined) throw new Error('unreachable');
		const body = randomBytes(1_024);
		const putBy = (line: ReturnType<typeof lineTo>, { id, write }: RelayLog) =>
			line.ask(
				'PUT',
				`/api/relay/logs/${id}/items/${randomBytes(32).toString('base64url')}`,
				{ authorization: `Bearer ${write}`, 'content-type': 'application/octet-stream' },
				body,
			);
		const until = performance.now() + seconds * 1_000;
		const began = performance.now();
		let [sent, refused] = [0, 0];
		const floodLine = async () => {
			const line = lineTo(server.port);
			while (performance.now() < until) {
				// As many as are due by now, all lines together.
				if (sent >= ((performance.now() - began) / 1_000) * PER_SECOND) {
					await rest(1);
					continue;
				}
				sent += 1;
				if ((await putBy(line, flooded)).status === 429) refused += 1;
			}
			line.close();
		};
		const took: number[] = [];
		const statuses = new Set<number>();
		const honestLine = async (log: RelayLog) => {
			const line = lineTo(server.port);
			await rest(Math.random() * PAUSE);
			while (performance.now() < until) {
				const before = performance.now();
				statuses.add((await putBy(line, log)).status);
				took.push(performance.now() - before);
				await rest(PAUSE);
			}
			line.close();
		};
		await Promise.all([...Array.from({ length: LINES }, floodLine), ...honest.map(honestLine)]);
		took.sort((a, b) => a - b);
		const p95 = took[Math.floor(took.length * 0.95)] ?? NaN;
		const rate = Math.round(sent / seconds);
		figure(
			'flood of one log: the honest p95, ms',
			`${p95.toFixed(0)} (${String(rate)}/s, ${String(refused)} of ${String(sent)} refused, ${String(took.length)} honest)`,
			'<= 500 at 1,000/s',
		);
		return (p95 <= 500 || !strict) && refused > 0 && [...statuses].join() === '201';
	} finally {
		await server.close();
	}
}
