/**
 * Reads and writes calendar files beside the page: a large one takes an old phone a while, and the exit must answer all the
 * time. It holds no keys and keeps nothing; it ends with the screen that started it.
 */
import { expose } from 'comlink';
import { failed, ok, type Result } from '$protocol/result';
import { readCalendar, writeCalendarFile } from './index';
import type { CalendarFile } from './model';
import type { Exported } from './write';

/** Of a file that is larger nothing is read: as parse.ts has it, but before its bytes are in memory. */
const LARGEST = 32 * 1_024 * 1_024;

export interface CalendarWorker {
	/** `Unreadable`: the phone does not give it out, perhaps because it was moved or deleted meanwhile. */
	read(file: Blob): Promise<Result<CalendarFile, { type: 'Unreadable' }>>;
	/** @param random 16 bytes for each event */
	write(events: readonly Exported[], now: number, random: Uint8Array): Promise<string>;
}

const worker: CalendarWorker = {
	async read(file) {
		if (file.size > LARGEST)
			return ok({
				events: [],
				problems: [{ type: 'TooLarge', line: 1, at: null, uid: null, lost: false }],
			});
		const bytes = await file.arrayBuffer().catch(() => null);
		return bytes === null ? failed({ type: 'Unreadable' }) : ok(await readCalendar(new Uint8Array(bytes)));
	},
	write(events, now, random) {
		let used = 0;
		const randomBytes = (count: number): Uint8Array => random.slice(used, (used += count));
		return writeCalendarFile(events, { now, randomBytes });
	},
};
expose(worker);
