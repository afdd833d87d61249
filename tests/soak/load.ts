/** Writers that never tire, and what must be true of what they wrote. */
import { createHash, randomBytes } from 'node:crypto';
import { poll, put, type RelayLog } from '../support/relay-client';
import type { TestServer } from '../support/server';

export interface Load {
	acknowledged: Map<string, string>;
	/** Waits until so many more have been acknowledged. */
	more(count: number): Promise<void>;
	stop(): Promise<void>;
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Each log has a writer that puts the same bytes under the same mid until they are taken, by whichever server answers. */
export function writeInto(servers: readonly TestServer[], logs: readonly RelayLog[]): Load {
	const acknowledged = new Map<string, string>();
	let over = false;
	const isOver = () => over;
	const writers = logs.map(async (log, at) => {
		for (let turn = at; !isOver(); turn += 1) {
			const [mid, body] = [randomBytes(32).toString('base64url'), randomBytes(1_100)];
			for (let status = 0; status !== 201 && status !== 200 && !isOver(); turn += 1) {
				const server = servers[turn % servers.length];
				status = server === undefined ? 0 : await put(server, log, mid, body).catch(() => 0);
				if (status === 201 || status === 200) acknowledged.set(mid, digest(body));
				else await rest(20);
			}
		}
	});
	return {
		acknowledged,
		async more(count) {
			for (const enough = acknowledged.size + count; acknowledged.size < enough;) await rest(10);
		},
		async stop() {
			over = true;
			await Promise.all(writers);
		},
	};
}

/** What of this is not there, or not as it was put; and what is there twice. */
export async function account(
	server: TestServer,
	logs: readonly RelayLog[],
	acknowledged: ReadonlyMap<string, string>,
): Promise<{ lost: number; twice: number }> {
	const seen = new Map<string, string>();
	let twice = 0;
	for (const log of logs) {
		for (let after = 0, more = true; more;) {
			const page = await poll(server, [{ ...log, after }], 0);
			for (const { mid, body, seq } of page.items) {
				if (seen.has(mid) || seq <= after) twice += 1;
				after = seq;
				seen.set(mid, digest(Buffer.from(body, 'base64url')));
			}
			more = page.more;
		}
	}
	return { lost: [...acknowledged].filter(([mid, was]) => seen.get(mid) !== was).length, twice };
}
