/**
 * A disk that is full, under the real server: 507, nothing broken, everything acknowledged still there, and room again after
 * acking. On a small file system of its own where one may be made (root on Linux).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { figure } from '../support/figure';
import { joinOrganisation, openLog, poll, put } from '../support/relay-client';
import { startServer } from '../support/server';
import { account } from './load';

const MIB = 1024 * 1024;
/** Milliseconds. */
const ROOM_AGAIN = 90_000;

/** A file system of so many MiB in memory, or null where that is not allowed. */
function smallDisk(megabytes: number): { path: string; gone: () => void } | null {
	const path = mkdtempSync(join(tmpdir(), 'rosebay-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', path], {
			stdio: 'ignore',
		});
	} catch {
		rmSync(path, { recursive: true });
		return null;
	}
	return {
		path,
		gone: () => {
			execFileSync('umount', ['-l', path], { stdio: 'ignore' });
			rmSync(path, { recursive: true });
		},
	};
}

export async function disk(): Promise<boolean> {
	const small = smallDisk(64);
	if (small === null) {
		console.log(
			'No small file system can be made here (root on Linux can); the page limit of the store is tested in npm test.',
		);
		return true;
	}
	const server = await startServer({ data: join(small.path, 'data') });
	try {
		const staff = await joinOrganisation(server, await server.invite('Soak'));
		const logs = await Promise.all(Array.from({ length: 8 }, () => openLog(server, staff, 1)));
		const kept = new Map<string, string>();
		const seen = new Map<number, number>();
		const fill = async (): Promise<void> => {
			for (const log of logs) {
				for (let status = 201; status === 201;) {
					const [mid, body] = [randomBytes(32).toString('base64url'), randomBytes(90_000)];
					status = await put(server, log, mid, body);
					seen.set(status, (seen.get(status) ?? 0) + 1);
					if (status === 201) kept.set(mid, createHash('sha256').update(body).digest('hex'));
				}
			}
		};
		await fill();
		const refusedFirst = seen.get(507) ?? 0;
		// Somebody else takes the rest of the disk, the relay's own reserve included.
		const { bavail, bsize } = statfsSync(small.path);
		const filler = join(small.path, 'filler');
		writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - MIB / 4)));
		await fill();
		const whileFull = await account(server, logs, kept);
		await server.restart();
		const restarted = await account(server, logs, kept);
		rmSync(filler);
		let acked = 0;
		for (const log of logs) {
			const { items } = await poll(server, [{ ...log, after: 0 }], 0);
			const answer = await fetch(`${server.url}/api/relay/logs/${log.id}/ack`, {
				method: 'POST',
				headers: { authorization: `Bearer ${log.read}`, 'content-type': 'application/json' },
				body: JSON.stringify({ slot: 0, seq: items.at(-1)?.seq ?? 0 }),
			});
			if (answer.status === 204) acked += 1;
		}
		// What was deleted makes room when the store has written it down, which it does at least once a minute.
		const putAgain = () =>
			put(
				server,
				logs[0] ?? { id: '', write: '', read: '', admin: '' },
				randomBytes(32).toString('base64url'),
				randomBytes(90_000),
			);
		let again = await putAgain();
		for (const until = Date.now() + ROOM_AGAIN; again === 507 && Date.now() < until;) {
			await new Promise((resolve) => setTimeout(resolve, 1_000));
			again = await putAgain();
		}
		const lost = whileFull.lost + restarted.lost + whileFull.twice + restarted.twice;
		const others = [...seen.keys()].filter((status) => ![201, 507, 429].includes(status));
		figure(
			'disk full: acknowledged items lost or broken',
			`${String(lost)} of ${String(kept.size)}; 507 ${String(seen.get(507) ?? 0)} times, then ${String(again)}`,
			'0; 507, and room again',
		);
		if (others.length > 0) console.log(`Other answers: ${others.join(', ')}`);
		return lost === 0 && refusedFirst > 0 && again === 201 && acked === logs.length && others.length === 0;
	} finally {
		await server.close();
		small.gone();
	}
}
