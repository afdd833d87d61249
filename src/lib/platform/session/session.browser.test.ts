import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { trustedUrl } from '$platform/pwa/trusted-url';
import { createSession, openCollection, randomId, type Session } from './index';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const PIN = '492716';
const note = z.strictObject({ text: z.string() });
const sessions: Session[] = [];
const open = () => {
	const session = createSession('workshop');
	sessions.push(session);
	return session;
};
const endAll = () => {
	for (const session of sessions.splice(0)) session.end();
};
afterEach(endAll);

/** One vault through its life, in the order in which a person meets it. */
describe('a session', () => {
	it('starts where there is nothing, without starting the worker', async () => {
		const session = open();
		expect(session.state).toBe('starting');
		await expect.poll(() => session.state).toBe('none');
		expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('worker_file'))).toBe(
			false,
		);
	});

	it('makes a vault and keeps records of a shape', { timeout: 30_000 }, async () => {
		const session = open();
		expect(await session.create(PIN)).toEqual({ ok: true, value: { damagedRows: 0 } });
		expect([session.state, session.report]).toEqual(['open', { damagedRows: 0 }]);
		await expect.poll(() => session.persisted).not.toBeNull();

		const notes = openCollection(session, 'notes', note);
		const twin = openCollection(session, 'notes', z.object({ text: z.string() }));
		expect(openCollection(session, 'notes', note)).toBe(notes);
		await notes.load();
		const first = await notes.put({ text: 'one' });
		await notes.put({ text: 'two' });
		expect(first.ok && (await notes.put({ text: 'changed' }, first.value.id))).toMatchObject({ ok: true });
		expect(notes.items.map(({ value }) => value.text)).toEqual(['changed', 'two']);
		expect(twin.items).toEqual(notes.items);
		await expect(notes.put({ text: 'x', more: 1 } as { text: string })).rejects.toThrow();
		await session.vault.save([{ collection: 'notes', id: randomId(), value: { other: 'shape' } }]);
	});

	it('opens it again, and counts what is not of the shape', { timeout: 30_000 }, async () => {
		const session = open();
		await expect.poll(() => session.state).toBe('locked');
		expect(await session.unlock('000000')).toEqual({
			ok: false,
			error: { type: 'WrongSecret', tries: 1, waitMs: 0 },
		});
		expect(session.state).toBe('locked');
		expect(await session.unlock(PIN)).toMatchObject({ ok: true });
		const notes = openCollection(session, 'notes', note);
		await notes.load();
		expect([notes.items.map(({ value }) => value.text), notes.damaged]).toEqual([['changed', 'two'], 1]);
		const [one] = notes.items;
		expect(await notes.delete(one?.id ?? '')).toEqual({ ok: true, value: null });
		expect(notes.items).toHaveLength(1);
	});

	it('in a second tab says so, and takes over when the first ends', { timeout: 30_000 }, async () => {
		const first = open();
		await first.unlock(PIN);
		const second = open();
		await expect.poll(() => second.state).toBe('elsewhere');
		expect(await second.unlock(PIN)).toEqual({ ok: false, error: { type: 'OpenElsewhere' } });
		first.end();
		await expect.poll(() => second.state).toBe('locked');
		expect(await second.unlock(PIN)).toMatchObject({ ok: true });
	});
});

describe('script addresses', () => {
	it.each([
		'https://example.org/x.js',
		'/other.js',
		'/service-worker.js.evil',
		'data:text/javascript,1',
		'blob:x',
	])('%s is refused', (url) => {
		expect(() => trustedUrl(url)).toThrow(TypeError);
	});

	it('of our own files are let through', () => {
		const path = (url: string) => new URL(trustedUrl(url), location.href).pathname;
		expect(path('/service-worker.js')).toBe('/service-worker.js');
		for (const name of ['sealed', 'calendar']) {
			const worker = `/_app/immutable/workers/${name}.worker-Ab_12-x.js`;
			expect(path(worker)).toBe(worker);
		}
	});
});
