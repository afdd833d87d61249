/**
 * A real vault on this page, made when there is none. What was open before is closed first: it has one writer. After each test
 * the screens go, then the vault.
 */
import { afterEach, expect } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { createSession, type Session } from '$platform/session';

const PIN = '492716';
// Argon2id and strict transactions take their time on a busy machine.
const PATIENT = { timeout: 60_000 };

const sessions: Session[] = [];
const close = () => {
	for (const session of sessions.splice(0)) session.end();
};
afterEach(() => {
	cleanup();
	close();
});

export async function opened(): Promise<Session> {
	close();
	const session = createSession('workshop');
	sessions.push(session);
	await expect.poll(() => session.state, PATIENT).not.toBe('starting');
	await expect.poll(() => session.state, PATIENT).not.toBe('elsewhere');
	const entered = session.state === 'none' ? await session.create(PIN) : await session.unlock(PIN);
	expect(entered.ok).toBe(true);
	return session;
}
