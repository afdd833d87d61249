/** One at a time: two commands that publish would each write a list without what the other has just put on it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotDone } from '../command-line';

const WAIT = 50;
const LONGEST = 20_000;

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
};

/** @returns whether whoever holds it is there no more. */
function isLeft(path: string): boolean {
	try {
		const pid = Number(readFileSync(path, 'utf8'));
		return Number.isInteger(pid) && pid > 0 && pid !== process.pid && !isAlive(pid);
	} catch {
		return false;
	}
}

/**
 * Does the work while nobody else does such; waits for those before, for a while. One that died holding it is passed over.
 * @throws {NotDone} when it takes too long.
 */
export function alone<Result>(folder: string, work: () => Result, longest = LONGEST): Result {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, '.at-work');
	const sleeper = new Int32Array(new SharedArrayBuffer(4));
	for (let waited = 0; ; waited += WAIT) {
		try {
			writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
			break;
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
		}
		if (isLeft(path)) rmSync(path, { force: true });
		else if (waited >= longest)
			throw new NotDone(
				`Another command is at work on the published regions. Try again; if there is none, delete ${path}`,
			);
		else Atomics.wait(sleeper, 0, 0, WAIT);
	}
	try {
		return work();
	} finally {
		rmSync(path, { force: true });
	}
}
