/** From the beginning of a put to the end of the answer that brings it to somebody who waits, through another process if there is one. */
import { randomBytes } from 'node:crypto';
import type { RelayLog } from '../../support/relay-client';
import { lineTo } from './http';

/** Between two puts into one log, milliseconds: as people write, and below what one log may take. */
const PAUSE = 110;

export async function deliveries(
	{ ports, logs }: { ports: number[]; logs: RelayLog[] },
	seconds: number,
): Promise<{ delivered50: number; delivered99: number }> {
	const until = performance.now() + seconds * 1_000;
	const body = randomBytes(1_024);
	const waits: number[] = [];
	await Promise.all(
		logs.map(async ({ id, write, read }, at) => {
			const writer = lineTo(ports[at % ports.length] ?? 0);
			const reader = lineTo(ports[(at + 1) % ports.length] ?? 0);
			await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE));
			for (let after = 0; performance.now() < until;) {
				const asked = JSON.stringify({ logs: [{ id, after, token: read }], wait: 25 });
				const waiting = reader.ask('POST', '/api/relay/poll', { 'content-type': 'application/json' }, asked);
				await new Promise((resolve) => setTimeout(resolve, PAUSE));
				const began = performance.now();
				const mid = randomBytes(32).toString('base64url');
				const headers = { authorization: `Bearer ${write}`, 'content-type': 'application/octet-stream' };
				const [answer] = await Promise.all([
					waiting.then((got) => {
						waits.push(performance.now() - began);
						return got;
					}),
					writer.ask('PUT', `/api/relay/logs/${id}/items/${mid}`, headers, body),
				]);
				const { items } = JSON.parse(answer.body.toString()) as { items?: { seq: number }[] };
				if (items?.[0] === undefined) throw new Error(`Waited in vain: ${String(answer.status)}`);
				after = items[0].seq;
			}
			writer.close();
			reader.close();
		}),
	);
	waits.sort((a, b) => a - b);
	const of = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? NaN;
	return { delivered50: of(0.5), delivered99: of(0.99) };
}
