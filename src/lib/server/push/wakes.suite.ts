/** What every store must hold to about wakes. A back end's test calls this with the way to open an empty one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../relay';
import { randomText, someItem, someLog } from '../relay/store.suite';
import type { DueWake, WakeRecord } from './store';

const NOW = Date.UTC(2026, 0, 15, 10);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOW = {
	news: [MINUTE, 6 * MINUTE] as const,
	times: [0, 10 * MINUTE] as const,
	stale: 120 * MINUTE,
};
const LIMITS = { perLog: 3, atMost: 1_000 };
const LEASE = { lease: 2 * MINUTE, atMost: 64 };

export const someWake = (change: Partial<WakeRecord> = {}): WakeRecord => ({
	id: randomText(16),
	tokenHash: randomText(32),
	endpoint: `https://push.example.org/${randomText(32)}`,
	p256dh: randomText(65),
	auth: randomText(16),
	logs: [],
	times: [],
	expiresAt: NOW + 60 * DAY,
	...change,
});

const first = <T>([one]: readonly T[]): T => {
	if (one === undefined) throw new Error('There is none');
	return one;
};

/** @param open another process' hold on the same data, where there can be one, besides the first */
export function wakeStoreSuite(
	name: string,
	open: () => Promise<{ store: Store; beside?: Store; destroy(): Promise<void> }>,
): void {
	describe(`${name} as a store of wakes`, () => {
		let opened: Awaited<ReturnType<typeof open>>;
		let store: Store;
		beforeEach(async () => {
			opened = await open();
			store = opened.store;
		});
		afterEach(() => opened.destroy());

		const ids = (due: readonly DueWake[]) => due.map(({ id }) => id).sort();
		const logWithReader = async () => {
			const log = someLog();
			await store.openLog(log);
			return log.id;
		};
		const arrive = (log: string) => store.append(someItem(log, { expiresAt: NOW + 14 * DAY }), NOW);
		/** Plans at `at`; who is to be woken at the latest moment chance may choose. */
		const dueAfter = async (at: number, wait = 10 * MINUTE) => {
			await store.wakes.plan(at, HOW);
			return store.wakes.claim(at + wait, LEASE);
		};

		test('what arrives wakes once, after some minutes, and again only when more comes', async () => {
			const log = await logWithReader();
			await arrive(log);
			const wake = someWake({ logs: [{ log, slot: 1 }] });
			expect(await store.wakes.put(wake, LIMITS)).toBe('kept');
			expect(await dueAfter(NOW), 'what lay there before').toEqual([]);
			await arrive(log);
			await arrive(log);
			await store.wakes.plan(NOW, HOW);
			expect(await store.wakes.claim(NOW + MINUTE - 1, LEASE), 'not at once').toEqual([]);
			const due = first(await store.wakes.claim(NOW + 6 * MINUTE, LEASE));
			const { id, endpoint, p256dh, auth } = wake;
			expect(due).toEqual({ id, endpoint, p256dh, auth, tries: 1 });
			await store.wakes.sent(due, NOW + 30 * MINUTE);
			expect(await dueAfter(NOW + 60 * MINUTE), 'nothing new').toEqual([]);
			await arrive(log);
			await store.wakes.plan(NOW + 7 * MINUTE, HOW);
			expect(await store.wakes.claim(NOW + 30 * MINUTE - 1, LEASE), 'too soon after the last').toEqual([]);
			expect(ids(await store.wakes.claim(NOW + 30 * MINUTE, LEASE))).toEqual([id]);
		});

		test('what she has read meanwhile does not wake her', async () => {
			const log = await logWithReader();
			await store.wakes.put(someWake({ logs: [{ log, slot: 1 }] }), LIMITS);
			await arrive(log);
			await store.wakes.plan(NOW, HOW);
			await store.ack(log, 1, 1, NOW);
			expect(await store.wakes.claim(NOW + 10 * MINUTE, LEASE)).toEqual([]);
			await arrive(log);
			await store.ack(log, 0, 2, NOW);
			expect(await dueAfter(NOW), 'the other side has read it, she has not').toHaveLength(1);
		});

		test('a time wakes soon after it, read or not; one long past does not', async () => {
			const log = await logWithReader();
			const wake = someWake({ logs: [{ log, slot: 1 }], times: [NOW, NOW + DAY, NOW - 121 * MINUTE] });
			await store.wakes.put(wake, LIMITS);
			expect(await store.wakes.claim(NOW + 20 * MINUTE, LEASE), 'before anybody planned').toEqual([]);
			await store.wakes.plan(NOW - MINUTE, HOW);
			expect(await store.wakes.claim(NOW + 20 * MINUTE, LEASE), 'before its time').toEqual([]);
			const due = first(await dueAfter(NOW));
			expect(due.id).toBe(wake.id);
			await store.wakes.sent(due, NOW);
			expect(await dueAfter(NOW + MINUTE)).toEqual([]);
			expect(ids(await dueAfter(NOW + DAY))).toEqual([wake.id]);
		});

		test('times and news together are one wake', async () => {
			const log = await logWithReader();
			await store.wakes.put(someWake({ logs: [{ log, slot: 1 }], times: [NOW] }), LIMITS);
			await arrive(log);
			const all = await dueAfter(NOW);
			expect(all).toHaveLength(1);
			const due = first(all);
			await store.wakes.sent(due, 0);
			expect(await dueAfter(NOW + MINUTE)).toEqual([]);
		});

		test('chance moves it: forty are not due in one minute, and all within the time given', async () => {
			const log = await logWithReader();
			for (let at = 0; at < 40; at += 1)
				await store.wakes.put(someWake({ logs: [{ log, slot: 1 }] }), { ...LIMITS, perLog: 99 });
			await arrive(log);
			await store.wakes.plan(NOW, HOW);
			const counts: number[] = [];
			for (let minute = 1; minute <= 6; minute += 1)
				counts.push((await store.wakes.claim(NOW + minute * MINUTE, { lease: DAY, atMost: 64 })).length);
			expect(counts.reduce((sum, count) => sum + count)).toBe(40);
			expect(Math.max(...counts)).toBeLessThan(30);
			expect(counts.filter((count) => count > 0).length).toBeGreaterThan(2);
		});

		test('one that is never answered for is handed out again, with the number of the try', async () => {
			await store.wakes.put(someWake({ times: [NOW] }), LIMITS);
			const earliest = first(await dueAfter(NOW));
			expect(await store.wakes.claim(NOW + 11 * MINUTE, LEASE)).toEqual([]);
			const again = first(await store.wakes.claim(NOW + 12 * MINUTE, LEASE));
			expect(again).toEqual({ ...earliest, tries: 2 });
			await store.wakes.later(again, NOW + 30 * MINUTE);
			expect(await store.wakes.claim(NOW + 29 * MINUTE, LEASE)).toEqual([]);
			const third = first(await store.wakes.claim(NOW + 30 * MINUTE, LEASE));
			expect(third.tries).toBe(3);
			await store.wakes.later(third, null);
			expect(await store.wakes.claim(NOW + DAY, LEASE)).toEqual([]);
		});

		test('each wake goes to one of those who ask at the same moment', async () => {
			const wakes = Array.from({ length: 60 }, () => someWake({ times: [NOW] }));
			for (const wake of wakes) await store.wakes.put(wake, LIMITS);
			await store.wakes.plan(NOW, HOW);
			const askers = [store, opened.beside ?? store, store, opened.beside ?? store];
			const taken: string[] = [];
			for (let more = true; more;) {
				const each = await Promise.all(
					askers.map((one) => one.wakes.claim(NOW + 10 * MINUTE, { lease: DAY, atMost: 7 })),
				);
				taken.push(...each.flatMap(ids));
				more = each.some((due) => due.length > 0);
			}
			expect(taken.sort()).toEqual(wakes.map(({ id }) => id).sort());
		});

		test('an id belongs to its token; the same subscription under another id takes the place of the first', async () => {
			const wake = someWake({ times: [NOW] });
			expect(await store.wakes.put(wake, LIMITS)).toBe('kept');
			expect(await store.wakes.put({ ...someWake(), id: wake.id }, LIMITS)).toBe('conflict');
			const moved = { ...someWake({ times: [NOW] }), id: wake.id, tokenHash: wake.tokenHash };
			expect(await store.wakes.put(moved, LIMITS)).toBe('kept');
			const again = someWake({ endpoint: moved.endpoint, times: [NOW] });
			expect(await store.wakes.put(again, LIMITS)).toBe('kept');
			expect(await store.wakes.tokenHash(wake.id)).toBeNull();
			expect(await store.wakes.tokenHash(again.id)).toBe(again.tokenHash);
			expect(ids(await dueAfter(NOW))).toEqual([again.id]);
		});

		test('gone at the push service is gone here, unless it was replaced meanwhile', async () => {
			const wake = someWake({ times: [NOW] });
			await store.wakes.put(wake, LIMITS);
			const due = first(await dueAfter(NOW));
			await store.wakes.put({ ...wake, endpoint: 'https://push.example.org/new' }, LIMITS);
			await store.wakes.gone(due);
			expect(await store.wakes.tokenHash(wake.id)).toBe(wake.tokenHash);
			await store.wakes.gone({ ...due, endpoint: 'https://push.example.org/new' });
			expect(await store.wakes.tokenHash(wake.id)).toBeNull();
		});

		test('it is forgotten when it is taken back, when its time is up, and when nothing is left to wake for', async () => {
			const log = await logWithReader();
			const taken = someWake({ times: [NOW] });
			const old = someWake({ times: [NOW + 90 * DAY], expiresAt: NOW + DAY });
			const idle = someWake({ logs: [{ log, slot: 0 }] });
			for (const wake of [taken, old, idle]) await store.wakes.put(wake, LIMITS);
			await store.wakes.drop(taken.id);
			await store.deleteLog(log);
			await store.wakes.plan(NOW + DAY, HOW);
			for (const { id } of [taken, old, idle]) expect(await store.wakes.tokenHash(id)).toBeNull();
			expect(await store.wakes.claim(NOW + 91 * DAY, LEASE)).toEqual([]);
		});

		test('there is room for so many on one log, and so many in all', async () => {
			const log = await logWithReader();
			const wakes = [1, 2, 3].map(() => someWake({ logs: [{ log, slot: 1 }] }));
			for (const wake of wakes) expect(await store.wakes.put(wake, LIMITS)).toBe('kept');
			expect(await store.wakes.put(someWake({ logs: [{ log, slot: 1 }] }), LIMITS)).toBe('full');
			expect(await store.wakes.put(first(wakes), LIMITS), 'again is no more').toBe('kept');
			expect(await store.wakes.put(someWake({ times: [NOW] }), { ...LIMITS, atMost: 3 })).toBe('full');
		});

		test('there is one pair of keys, whoever comes first', async () => {
			const made = [1, 2, 3, 4].map(() => ({ publicKey: randomText(65), privateKey: randomText(32) }));
			const stores = [store, opened.beside ?? store, store, opened.beside ?? store];
			const kept = await Promise.all(made.map((keys, at) => (stores[at] ?? store).wakes.keys(keys)));
			expect(new Set(kept.map(({ privateKey }) => privateKey)).size).toBe(1);
			expect(made).toContainEqual(kept[0]);
		});
	});
}
