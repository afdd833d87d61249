/** SECURITY.md says what the code does: each number in it is taken from where it is decided. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AGE_WORK, AGE_WORK_LIMIT } from '../../src/lib/platform/crypto/age';
import { LADDER, OPENING_LIMIT } from '../../src/lib/platform/crypto/argon2id';
import { WORDS_GIVEN, wordsEntropy } from '../../src/lib/platform/crypto/words';
import { DESK_TIMES, HIDDEN_SECONDS, IDLE_SECONDS, PHONE_TIMES } from '../../src/lib/platform/locking';
import { WARNING_MS } from '../../src/lib/platform/locking/rule';
import { LONGEST_WAIT, SHORTEST_WAIT } from '../../src/lib/platform/channel/backoff';
import { LARGEST, MOST_INSIDE } from '../../src/lib/platform/moving/format';
import { waitAfter } from '../../src/lib/platform/vault/backoff';
import { CODE_CHARACTERS, CODE_SEED_BYTES } from '../../src/lib/protocol/code';
import { ENVELOPE_SIZES } from '../../src/lib/protocol/envelope';
import { INVITE_HOURS } from '../../src/lib/protocol/invite';
import { ITEM_DAYS, MAX_ITEM_BYTES } from '../../src/lib/protocol/relay';
import { WAKE_DAYS } from '../../src/lib/protocol/wakes';
import { LIMITS } from '../../src/lib/server/relay/limits';
import { CONNECT_MS, STATEMENT_MS } from '../../src/lib/server/relay/pg/database';
import { CONNECTIONS } from '../../src/lib/server/relay/pg/store';
import { POWERS } from '../support/walls.js';

const text = readFileSync('SECURITY.md', 'utf8').replace(/\s+/g, ' ');
const says = (...sentences: string[]) => {
	for (const sentence of sentences) expect(text).toContain(sentence);
};
const MINUTE = 60_000;
const MIB = 1024 * 1024;
const n = (value: number) => value.toLocaleString('en');

test('the ways in, their strength and the waits after wrong tries', () => {
	// A wait stands after the try that used up what was free.
	const free =
		Array.from({ length: 10 }, (_, tries) => tries + 1).findIndex((tries) => waitAfter(tries) > 0) + 1;
	const first = waitAfter(free);
	says(
		`${n(free)} tries free, then ${n(first / 1000)} s doubling to ${n(waitAfter(99) / MINUTE)} min`,
		`generated words | ${n(wordsEntropy('en'))} bits (Arabic ${n(wordsEntropy('ar'))})`,
		`six generated words: ${n(wordsEntropy('en', 6))} bits (Arabic ${n(wordsEntropy('ar', 6))})`,
		`scrypt, work factor ${n(AGE_WORK)}; over ${n(AGE_WORK_LIMIT)} is refused`,
		`${n(CODE_SEED_BYTES * 8)} random bits, ${n(INVITE_HOURS)} hours, once`,
		`opens within ${n(OPENING_LIMIT / 1000)} s`,
		`from ${n(LADDER[0].memory / 1024)} MiB x ${n(LADDER[0].iterations)}`,
		`OWASP's floor, ${n(LADDER[3].memory / 1024)} MiB x ${n(LADDER[3].iterations)}`,
	);
	expect(WORDS_GIVEN).toEqual({ en: 5, es: 5, fr: 5, ar: 6 });
});

test('how long something stays open', () => {
	says(
		`${n(PHONE_TIMES.idleMs / MINUTE)} minutes without a touch and ${n((PHONE_TIMES.hiddenMs ?? 0) / 1000)} seconds out of sight`,
		`${n(IDLE_SECONDS[0] / 60)} to ${n(IDLE_SECONDS[3] / 60)} minutes, at once to ${n(HIDDEN_SECONDS[2] / 60)} minutes`,
		`${n(DESK_TIMES.idleMs / MINUTE)} minutes at the desks; said half a minute before`,
	);
	expect(DESK_TIMES.hiddenMs).toBeNull();
	expect([WARNING_MS, HIDDEN_SECONDS[0]]).toEqual([30_000, 0]);
});

test('limits of the relay and of what is read', () => {
	const { perAddress, writes } = LIMITS;
	says(
		`after ${n(ITEM_DAYS)} days`,
		`${n(perAddress.burst)} unvouched calls at once from an address, then ${n(perAddress.perSecond)} a second`,
		`bodies are ${n(MAX_ITEM_BYTES / 1024)} KiB at most, a log holds ${n(LIMITS.logQuota / MIB)} MiB`,
		`takes ${n(writes.perSecond)} items a second (${n(writes.burst)} at once), a poll reads about ${n(LIMITS.pollBytes / MIB)} MiB`,
		`${n(CONNECTIONS)} connections and one that listens`,
		`${n(CONNECT_MS / 1000)} s to connect, ${n(STATEMENT_MS / 1000)} s a statement`,
		`Long polls: ${n(LIMITS.waits)} at once, then 503`,
		`${n(LIMITS.wakesPerLog)} on one log, ${n(LIMITS.wakes)} in all, ${n(LIMITS.wakesAsked.burst)} asked for on one log`,
		`then one in ${n(1 / LIMITS.wakesAsked.perSecond)} seconds`,
		`after ${n(WAKE_DAYS)} days without renewal`,
		`again after ${n(SHORTEST_WAIT / 1000)} s doubling to ${n(LONGEST_WAIT / MINUTE)} min, with jitter`,
		`padded to ${ENVELOPE_SIZES.map((size) => n(size / 1024))
			.join(', ')
			.replace(/, (\d+)$/, ' or $1')} KiB`,
		`a file of ${n(LARGEST / MIB)} MiB at most, ${n(MOST_INSIDE / MIB)} MiB unpacked`,
		`${n(CODE_CHARACTERS)} characters, the last two a checksum`,
	);
});

test('each wall of powers it speaks of is there', () => {
	for (const power of ['crypto', 'storage', 'network', 'history', 'markup', 'modal', 'passkey', 'database'])
		expect(Object.keys(POWERS)).toContain(power);
});
