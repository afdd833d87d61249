/** What every store must hold to. A back end's test calls this with the way to open an empty one. */
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { REMEMBER_MS, type LogRecord, type NewItem, type Store } from './store';

export const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url');
const NOW = Date.UTC(2026, 0, 15);
const MINUTE = 60_000;

export const someLog = (change: Partial<LogRecord> = {}): LogRecord => ({
	id: randomText(16),
	writeTokenHash: randomText(32),
	readTokenHash: randomText(32),
	adminTokenHash: randomText(32),
	watchTokenHash: randomText(32),
	readerSlots: 2,
	ttl: 3_600,
	quota: 1_000_000,
	expiresAt: null,
	...change,
});

export const someItem = (log: string, change: Partial<NewItem> = {}): NewItem => {
	const body = change.body ?? randomBytes(1_024);
	const digest = createHash('sha256').update(body).digest();
	return { log, mid: randomText(32), body, digest, expiresAt: NOW + 60 * MINUTE, early: 0, ...change };
};

export interface Opened {
	store: Store;
	/** Closes it, and opens what it kept again. */
	reopen(): Promise<Store>;
	destroy(): Promise<void>;
}

export function queueStoreSuite(name: string, open: () => Promise<Opened>): void {
	// A machine that does other things too is slow; no promise here is about time.
	describe(`${name} as a queue store`, { timeout: 60_000 }, () => {
		let opened: Opened;
		let store: Store;
		beforeEach(async () => {
			opened = await open();
			store = opened.store;
		}, 60_000);
		afterEach(() => opened.destroy(), 60_000);

		const mids = async (log: string, after = 0, now = NOW) =>
			(await store.read([{ log, after }], 1e9, now)).items.map(({ mid }) => mid);

		test('a log is opened once; the same again is the same, another under its id is not', async () => {
			const log = someLog();
			expect(await store.openLog(log)).toBe('opened');
			expect(await store.openLog({ ...log })).toBe('same');
			expect(await store.openLog({ ...someLog(), id: log.id })).toBe('conflict');
			expect(await store.logs([log.id, randomText(16)], NOW)).toEqual([log]);
		});

		test('items come back byte for byte, in the order they were put, from where one asks', async () => {
			const log = someLog();
			await store.openLog(log);
			const items = Array.from({ length: 50 }, () => someItem(log.id));
			expect(await Promise.all(items.map((item) => store.append(item, NOW)))).toEqual(
				items.map(() => 'appended'),
			);
			const { items: read, more } = await store.read([{ log: log.id, after: 0 }], 1e9, NOW);
			expect(more).toBe(false);
			expect(read.map(({ mid }) => mid)).toEqual(items.map(({ mid }) => mid));
			for (const [at, { body }] of read.entries())
				expect(Buffer.from(body).equals(items[at]?.body ?? body)).toBe(true);
			expect(read.every(({ seq }, at) => at === 0 || seq > (read[at - 1]?.seq ?? seq))).toBe(true);
			expect(await mids(log.id, read[39]?.seq)).toEqual(items.slice(40).map(({ mid }) => mid));
		});

		test('the same item twice is one; other bytes under its mid are refused', async () => {
			const log = someLog();
			await store.openLog(log);
			const item = someItem(log.id);
			const rival = someItem(log.id, { mid: item.mid });
			expect(await Promise.all([item, item, rival].map((one) => store.append(one, NOW)))).toEqual([
				'appended',
				'same',
				'conflict',
			]);
			expect(await mids(log.id)).toEqual([item.mid]);
		});

		test('the same mid may stand in two logs', async () => {
			const [one, two] = [someLog(), someLog()];
			await Promise.all([store.openLog(one), store.openLog(two)]);
			const item = someItem(one.id);
			expect(await store.append(item, NOW)).toBe('appended');
			expect(await store.append(someItem(two.id, { mid: item.mid }), NOW)).toBe('appended');
			expect(await store.count()).toEqual({ logs: 2, items: 2 });
		});

		test('several logs are read at once, and a page that is full says so', async () => {
			const logs = [someLog(), someLog()];
			await Promise.all(logs.map((log) => store.openLog(log)));
			for (const { id } of logs)
				for (let count = 0; count < 5; count += 1) await store.append(someItem(id), NOW);
			const seen: string[] = [];
			const after = new Map(logs.map(({ id }) => [id, 0]));
			for (let pages = 1; ; pages += 1) {
				const cursors = [...after].map(([log, seq]) => ({ log, after: seq }));
				const page = await store.read(cursors, 3_000, NOW);
				for (const { log, seq, mid } of page.items) {
					seen.push(mid);
					after.set(log, seq);
				}
				if (!page.more) {
					expect(pages).toBeGreaterThan(3);
					break;
				}
			}
			expect(new Set(seen).size).toBe(10);
			expect(seen).toHaveLength(10);
		});

		test('one item larger than the page still comes', async () => {
			const log = someLog();
			await store.openLog(log);
			const large = someItem(log.id, { body: randomBytes(90_000) });
			await store.append(large, NOW);
			expect((await store.read([{ log: log.id, after: 0 }], 10, NOW)).items).toHaveLength(1);
		});

		test('tells which logs hold something that the first reader has not, and nothing of the others', async () => {
			const [one, two, none] = [someLog(), someLog(), someLog()];
			for (const log of [one, two, none]) await store.openLog(log);
			const [early, late] = [NOW + 50 * MINUTE, NOW + 55 * MINUTE];
			await store.append(someItem(one.id, { expiresAt: early }), NOW);
			await store.append(someItem(one.id, { expiresAt: late }), NOW);
			await store.append(someItem(two.id, { expiresAt: late }), NOW);
			const asked = [one.id, two.id, none.id, randomText(16)];
			const waiting = async (now = NOW) =>
				new Map((await store.waiting(asked, now)).map(({ log, expiresAt }) => [log, expiresAt]));
			expect(await waiting()).toEqual(
				new Map([
					[one.id, early],
					[two.id, late],
				]),
			);
			const { items } = await store.read([{ log: one.id, after: 0 }], 1e9, NOW);
			await store.ack(two.id, 1, 1e9, NOW);
			await store.ack(one.id, 0, items[0]?.seq ?? 0, NOW);
			expect(await waiting()).toEqual(
				new Map([
					[one.id, late],
					[two.id, late],
				]),
			);
			const own = someItem(none.id, { expiresAt: early, early: 30 * MINUTE });
			await store.append(own, NOW);
			expect((await waiting()).get(none.id)).toBe(early + 30 * MINUTE);
			expect(await waiting(late)).toEqual(new Map());
			await store.ack(none.id, 0, 1e9, NOW);
			await store.ack(one.id, 0, 1e9, NOW);
			await store.ack(two.id, 0, 1e9, NOW);
			expect(await waiting()).toEqual(new Map());
			expect(await store.waiting([], NOW)).toEqual([]);
		});

		test('what every slot has acked is gone, no sooner, and its mid is remembered for a day', async () => {
			const log = someLog({ readerSlots: 3, ttl: 14 * 86_400 });
			await store.openLog(log);
			const expiresAt = NOW + 14 * 86_400_000;
			const items = Array.from({ length: 3 }, () => someItem(log.id, { expiresAt }));
			for (const item of items) await store.append(item, NOW);
			const [first, second, third] = items.map(({ mid }) => mid);
			const { items: read } = await store.read([{ log: log.id, after: 0 }], 1e9, NOW);
			const seq = read[1]?.seq ?? 0;
			await store.ack(log.id, 0, seq, NOW);
			await store.ack(log.id, 1, seq + 1_000_000, NOW);
			expect(await mids(log.id)).toEqual([first, second, third]);
			await store.ack(log.id, 2, seq, NOW);
			expect(await mids(log.id)).toEqual([third]);
			await store.ack(log.id, 0, 0, NOW);
			expect(await mids(log.id)).toEqual([third]);

			const [again] = items;
			if (again === undefined) throw new Error('unreachable');
			expect(await store.append(again, NOW)).toBe('same');
			expect(await store.append(someItem(log.id, { mid: again.mid }), NOW)).toBe('conflict');
			await store.sweep(NOW + REMEMBER_MS);
			expect(await store.append(again, NOW)).toBe('appended');
			// An ack of what was not there yet did not ack it in advance.
			const fresh = someItem(log.id, { expiresAt });
			await store.append(fresh, NOW);
			await store.ack(log.id, 0, 1e9, NOW);
			await store.ack(log.id, 2, 1e9, NOW);
			expect(await mids(log.id)).toContain(fresh.mid);
		});

		test('a log takes no more than its quota, and takes again when it was emptied', async () => {
			const log = someLog({ readerSlots: 1, quota: 10_000 });
			await store.openLog(log);
			const answers = [];
			for (let count = 0; count < 12; count += 1) answers.push(await store.append(someItem(log.id), NOW));
			expect(answers.filter((answer) => answer === 'appended')).toHaveLength(7);
			expect(answers.at(-1)).toBe('full');
			await store.ack(log.id, 0, 1e9, NOW);
			expect(await store.append(someItem(log.id), NOW)).toBe('appended');
			await store.sweep(NOW + 60 * MINUTE);
			for (let count = 0; count < 7; count += 1) {
				expect(await store.append(someItem(log.id, { expiresAt: NOW + 120 * MINUTE }), NOW)).toBe('appended');
			}
			expect(await store.append(someItem(log.id), NOW)).toBe('full');
		});

		test('expired items and logs are not given out, before any sweep and after', async () => {
			const [lasting, passing] = [someLog(), someLog({ expiresAt: NOW + MINUTE })];
			await Promise.all([store.openLog(lasting), store.openLog(passing)]);
			const short = someItem(lasting.id, { expiresAt: NOW + MINUTE });
			const long = someItem(lasting.id);
			for (const item of [short, long, someItem(passing.id)]) await store.append(item, NOW);
			for (const swept of [false, true]) {
				const later = NOW + MINUTE;
				if (swept) await store.sweep(later);
				expect(await mids(lasting.id, 0, later)).toEqual([long.mid]);
				expect(await store.logs([lasting.id, passing.id], later)).toEqual([lasting]);
				expect(await store.append(someItem(passing.id), later)).toBe('missing');
			}
		});

		test('of what anyone may open only so many are open at once, until they are deleted or expire', async () => {
			const transfer = (change: Partial<LogRecord> = {}) => someLog({ expiresAt: NOW + MINUTE, ...change });
			await Promise.all([1, 2, 3, 4].map(() => store.openLog(someLog({ expiresAt: NOW + MINUTE }))));
			const logs = [1, 2, 3, 4, 5].map(() => transfer());
			expect(await Promise.all(logs.map((log) => store.openTransfer(log, 3, NOW)))).toEqual([
				'opened',
				'opened',
				'opened',
				'full',
				'full',
			]);
			const [first, second] = logs;
			if (first === undefined || second === undefined) throw new Error('unreachable');
			expect(await store.logs([first.id], NOW)).toEqual([first]);
			expect(await store.openTransfer({ ...first, expiresAt: NOW + 2 * MINUTE }, 3, NOW)).toBe('same');
			expect(await store.openTransfer({ ...someLog(), id: first.id }, 3, NOW)).toBe('conflict');
			expect(await store.openLog({ ...someLog(), id: second.id })).toBe('conflict');
			await store.deleteLog(first.id);
			expect(await store.openTransfer(transfer({ expiresAt: NOW + 2 * MINUTE }), 3, NOW)).toBe('opened');
			expect(await store.openTransfer(transfer(), 3, NOW)).toBe('full');
			store = await opened.reopen();
			expect(await store.openTransfer(transfer(), 3, NOW)).toBe('full');
			expect(await store.openTransfer(transfer(), 3, NOW + MINUTE)).toBe('opened');
			expect(await store.append(someItem(second.id), NOW)).toBe('appended');
		});

		test('a deleted log takes all with it', async () => {
			const log = someLog();
			await store.openLog(log);
			await store.append(someItem(log.id), NOW);
			await store.ack(log.id, 0, 1, NOW);
			await store.deleteLog(log.id);
			expect(await store.logs([log.id], NOW)).toEqual([]);
			expect(await mids(log.id)).toEqual([]);
			expect(await store.append(someItem(log.id), NOW)).toBe('missing');
			await store.ack(log.id, 0, 1, NOW);
			expect(await store.openLog({ ...someLog(), id: log.id })).toBe('opened');
		});

		test('who watches hears of each log that got something, after it can be read', async () => {
			const log = someLog();
			await store.openLog(log);
			const heard: string[] = [];
			const stop = store.watch((ids) => heard.push(...ids));
			const item = someItem(log.id);
			await store.append(item, NOW);
			await store.append(item, NOW);
			await expect.poll(() => heard).toEqual([log.id]);
			expect(await mids(log.id)).toEqual([item.mid]);
			stop();
			await store.append(someItem(log.id), NOW);
			expect(heard).toHaveLength(1);
		});

		test('all of it is there again after a restart', async () => {
			const log = someLog();
			await store.openLog(log);
			const items = Array.from({ length: 20 }, () => someItem(log.id));
			await Promise.all(items.map((item) => store.append(item, NOW)));
			store = await opened.reopen();
			expect(await mids(log.id)).toEqual(items.map(({ mid }) => mid));
			expect(await store.append(someItem(log.id), NOW)).toBe('appended');
		});

		test('an invite lets one in, once, in time', async () => {
			const sealed = randomBytes(285);
			const invite = { lookupHash: randomText(32), sealed, expiresAt: NOW + MINUTE };
			await store.invite(invite);
			const tokens = [randomText(32), randomText(32)];
			const answers = await Promise.all(tokens.map((token) => store.redeem(invite.lookupHash, token, NOW)));
			expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
			expect(Buffer.from(answers[0] ?? [])).toEqual(sealed);
			expect(await Promise.all(tokens.map((token) => store.isStaff(token)))).toEqual([true, false]);

			const late = { lookupHash: randomText(32), sealed, expiresAt: NOW };
			await store.invite(late);
			expect(await store.redeem(late.lookupHash, randomText(32), NOW)).toBeNull();
			expect(await store.redeem(randomText(32), randomText(32), NOW)).toBeNull();
		});
	});
}
