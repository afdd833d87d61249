/**
 * Records on their way between the page and the vault's worker: as JSON text, some hundreds to a text. Text crosses as it
 * is, while objects would be taken apart and put together in one piece on the page, which does nothing else meanwhile.
 * Each end reads and writes its texts one at a time; all of a save still crosses in one message, and is one save.
 */
import type { Change, Stored } from './contract';

/** A change whose value is JSON text already. */
export type WrittenChange =
	{ collection: string; id: string; json: string } | { collection: string; id: string; deleted: true };

/** Changes that go into one text. */
export const CHANGES_PER_TEXT = 256;

/** Throws a TypeError for values JSON cannot hold: a mistake in a room, to be seen while it is being written. */
export function toJson(value: unknown): string {
	const json: unknown = JSON.stringify(value);
	if (typeof json !== 'string') throw new TypeError('A record must be JSON');
	return json;
}

export const changesToText = (changes: readonly Change[]): string =>
	JSON.stringify(
		changes.map((change) =>
			'deleted' in change
				? [change.collection, change.id]
				: [change.collection, change.id, toJson(change.value)],
		),
	);

/** What {@link changesToText} wrote; only ever our own page's. */
export const textToChanges = (text: string): WrittenChange[] =>
	(JSON.parse(text) as [string, string, string?][]).map(([collection, id, json]) =>
		json === undefined ? { collection, id, deleted: true } : { collection, id, json },
	);

/** One of the vault's texts of a collection. */
export const textToRecords = (text: string): Stored[] =>
	(JSON.parse(text) as [string, unknown][]).map(([id, value]) => ({ id, value }));
