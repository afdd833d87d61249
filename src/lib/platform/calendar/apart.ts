/** The side door for screens: files are read and written in a worker of their own, so that the page never stands still. */
import { wrap, type Remote } from 'comlink';
import { trustedUrl } from '$platform/pwa/trusted-url';
import { failed, ok, type Result } from '$protocol/result';
import type { CalendarWorker } from './calendar.worker';
import workerUrl from './calendar.worker?worker&url';
import type { CalendarFile } from './model';
import type { Exported } from './write';

/** `NotLoaded`: the worker itself did not come; there was no network before the app was kept. */
export interface NotRead {
	type: 'Unreadable' | 'NotLoaded';
}

export class CalendarApart {
	#worker: Worker | undefined;

	/** Any file; see `readCalendar`. */
	read(file: Blob): Promise<Result<CalendarFile, NotRead>> {
		return this.#ask<Result<CalendarFile, NotRead>>((remote) => remote.read(file));
	}

	/** @param random 16 bytes for each event; see `writeCalendarFile` */
	write(
		events: readonly Exported[],
		now: number,
		random: Uint8Array,
	): Promise<Result<string, { type: 'NotLoaded' }>> {
		return this.#ask(async (remote) => ok(await remote.write(events, now, random)));
	}

	/** What it still reads, nobody waits for. */
	end(): void {
		this.#worker?.terminate();
		this.#worker = undefined;
	}

	async #ask<T>(
		work: (remote: Remote<CalendarWorker>) => Promise<T>,
	): Promise<T | Result<never, { type: 'NotLoaded' }>> {
		this.end();
		const worker = new Worker(trustedUrl(workerUrl), { type: 'module' });
		this.#worker = worker;
		const broken = new Promise<Result<never, { type: 'NotLoaded' }>>((resolve) => {
			worker.addEventListener('error', () => {
				resolve(failed({ type: 'NotLoaded' }));
			});
		});
		const answer = await Promise.race([work(wrap<CalendarWorker>(worker)), broken]);
		worker.terminate();
		return answer;
	}
}
