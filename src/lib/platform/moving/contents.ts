/**
 * What goes along to another phone and what stays. Named the wrong way round on purpose: whatever a room keeps is copied
 * unless it stands here, so that no room of tomorrow is lost by being forgotten. contents.test.ts holds the channel's
 * collections to one of the two lists below.
 */
import type { BackupRecord } from './format';

/**
 * Never copied. Two phones with one MLS state would use the same keys twice, and what was said after could be read or
 * lost (RFC 9420, section 9.2 and 16.6): so there is no state, no identity, nothing queued under it. Neither is what only
 * says something about this phone.
 */
export const NEVER_COPIED: ReadonlySet<string> = new Set([
	'identity',
	'staff',
	'groups',
	'outbox',
	'errands',
	'handovers',
	'watches',
	'pairing',
	'backups',
	'damage-told',
	'notices',
]);

/** Copied, and changed on the way: see {@link toCopy}. */
export const CHANGED: ReadonlySet<string> = new Set(['conversations', 'messages']);

const field = (value: unknown, key: string): unknown =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/**
 * The records as they may leave this phone. What was said can be read again; the conversations themselves are over there
 * (`closed`), since their keys stay here. What was written and never sent is left out: nobody would send it any more.
 */
export const toCopy = (records: readonly BackupRecord[]): BackupRecord[] =>
	records.flatMap((record) => {
		const { collection, value } = record;
		if (NEVER_COPIED.has(collection)) return [];
		if (collection === 'conversations') {
			if (field(value, 'state') === 'pairing') return [];
			return [{ ...record, value: { ...(value as object), state: 'closed' } }];
		}
		if (collection === 'messages' && field(value, 'delivery') === 'waiting') return [];
		return [record];
	});

/**
 * What a vault made of a copy knows about it: when it was made, and, until she has read it, that something was not in it.
 * The moving room reads both.
 */
export const restoredNotes = (note: { madeOn: string; talked: boolean }): BackupRecord[] =>
	['last', 'restored'].map((id) => ({ collection: 'backups', id, value: note }));

/** Whether somebody was talked with: then the screen says what has to be done anew. */
export const hadConversation = (records: readonly BackupRecord[]): boolean =>
	records.some(({ collection }) => collection === 'conversations');
