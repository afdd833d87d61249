/**
 * The logs of a conversation. There is one at a time; when its members change a new one takes its place, with another id,
 * other tokens and another outer key, so that who has gone does not even see when something is put there. The one before
 * is read on for a while (a tail). Pure but for randomness; moving itself is in moving.ts.
 */
import { bytesToBase64url, hkdf } from '$platform/crypto';
import { randomId, type Core } from '../core';
import { bytesOf } from '../envelope';
import type { GroupRecord, NextLog, TailRecord } from '../records';
import { randomToken } from '../relay-client';

export type LogKeys = GroupRecord['log'];
/** One log that is read, and where we stand in it. */
export interface Place {
	log: LogKeys;
	slot: number;
	cursor: number;
}

export const newLog = (random: Core['random']): LogKeys => ({
	id: randomId(random),
	key: randomToken(random),
	readToken: randomToken(random),
	writeToken: randomToken(random),
	adminToken: randomToken(random),
});

/** With which one may ask whether something waits in a log, and nothing else. It opens nothing. */
export const watchToken = async (log: LogKeys): Promise<string> =>
	bytesToBase64url(await hkdf(bytesOf(log.key), 'rosebay watch v1', 32));

/** All logs of a conversation that are read: those that were left first, so that nothing is read before its time. */
export const placesOf = (group: GroupRecord): Place[] => [...group.tails, group];

export const placeOf = (group: GroupRecord, log: string): Place | null =>
	placesOf(group).find((place) => place.log.id === log) ?? null;

/** The group's record with everything in this log up to `seq` dealt with. */
export const advanced = (group: GroupRecord, log: string, seq: number): GroupRecord =>
	log === group.log.id
		? { ...group, cursor: seq }
		: { ...group, tails: group.tails.map((tail) => (tail.log.id === log ? { ...tail, cursor: seq } : tail)) };

export const sameKeys = (some: readonly string[], others: readonly string[]): boolean =>
	some.length === others.length && some.every((key) => others.includes(key));

/** @param members keys of all, own one included */
export const awaitsMove = (group: GroupRecord, members: readonly string[]): boolean =>
	group.readers.length > 0 && !sameKeys(group.readers, members);

/** Somebody is in it who cannot read this log: what is put there now, they would never see. */
export const holds = (group: GroupRecord, members: readonly string[]): boolean =>
	group.readers.length > 0 && members.some((key) => !group.readers.includes(key));

/** Whether a log that was opened is the right one for these members. */
export const fits = (next: NextLog | null, members: readonly string[]): next is NextLog =>
	next !== null && sameKeys(next.readers, members);

export const withoutTail = (group: GroupRecord, log: string): GroupRecord => ({
	...group,
	tails: group.tails.filter((tail: TailRecord) => tail.log.id !== log),
});
