/** Many who wait at once, and what they cost the relay in memory; then one item for one of them, at once. */
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { figure } from '../support/figure';
import { joinOrganisation, openLog, poll, put, type RelayLog } from '../support/relay-client';
import { freePort, startServer } from '../support/server';

const AT_ONCE = 200;
/** One log for each few who wait, as in a case; all read tokens are the log's. */
const A_LOG = 50;

/** Resident memory of a process, MiB. */
const memory = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? NaN) / 1_024;

function wait(port: number, { id, read }: RelayLog): Promise<Socket> {
	const body = JSON.stringify({ logs: [{ id, after: 1_000_000, token: read }], wait: 25 });
	return new Promise((resolve, reject) => {
		const socket = connect(port, 'localhost', () => {
			socket.write(
				`POST /api/relay/poll HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
					`content-length: ${String(body.length)}\r\n\r\n${body}`,
				() => {
					resolve(socket);
				},
			);
		});
		socket.once('error', reject);
		socket.resume();
	});
}

export async function streams(count: number): Promise<boolean> {
	const watched = await freePort();
	const server = await startServer({ env: { METRICS_PORT: String(watched) } });
	const sockets: Socket[] = [];
	try {
		const staff = await joinOrganisation(server, await server.invite('Soak'));
		const logs = await Promise.all(
			Array.from({ length: Math.ceil(count / A_LOG) }, () => openLog(server, staff)),
		);
		const before = memory(server.pid());
		const began = performance.now();
		for (let at = 0; at < count; at += AT_ONCE) {
			const some = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, place) =>
				wait(server.port, logs[(at + place) % logs.length] ?? { id: '', read: '', write: '', admin: '' }),
			);
			sockets.push(...(await Promise.all(some)));
		}
		const [log] = logs;
		if (log === undefined) throw new Error('unreachable');
		const open = (performance.now() - began) / 1_000;
		const waitingNow = async () => {
			const text = await (await fetch(`http://127.0.0.1:${String(watched)}/metrics`)).text();
			return Number(/^rosebay_waiting_polls (\d+)$/m.exec(text)?.[1]);
		};
		let waiting = await waitingNow();
		// What has been sent is not yet what has been heard.
		for (const until = performance.now() + 10_000; waiting < count && performance.now() < until;) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			waiting = await waitingNow();
		}
		const full = memory(server.pid());
		const mine = poll(server, [{ ...log, after: 0 }], 25);
		await new Promise((resolve) => setTimeout(resolve, 200));
		const putAt = performance.now();
		await put(server, log, randomBytes(32).toString('base64url'), randomBytes(1_024));
		const { items } = await mine;
		const delivered = performance.now() - putAt;
		figure(
			`${waiting.toLocaleString('en')} idle streams: memory, MiB`,
			`${(full - before).toFixed(0)} more than ${before.toFixed(0)}; opened in ${open.toFixed(1)} s; one put delivered in ${delivered.toFixed(0)} ms`,
			'about 300 for 10,000',
		);
		return items.length === 1 && waiting === count && full - before < 300 * Math.max(1, count / 10_000) + 100;
	} finally {
		for (const socket of sockets) socket.destroy();
		await server.close();
	}
}
