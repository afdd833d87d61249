/** A client of the relay for tests: a real store on a temporary disk behind a real handler, and a clock one can turn. */
import { createECDH, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCode } from '$protocol/code';
import { INVITE_LOOKUP_BYTES, INVITE_LOOKUP_INFO, INVITE_SALT } from '$protocol/invite';
import { pollAnswerSchema, type PollAnswer } from '$protocol/relay';
import { openLibsqlStore } from './libsql/store';
import type { Limits } from './limits';
import { createRelay, type Relay, type RelayOptions } from './relay';
import type { Store } from './store';
import { tokenHash } from './tokens';

export const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** What a browser derives from a typed code to redeem it. */
export const lookupOf = (code: string): string =>
	Buffer.from(
		hkdfSync(
			'sha256',
			decodeCode(code) ?? new Uint8Array(),
			INVITE_SALT,
			INVITE_LOOKUP_INFO,
			INVITE_LOOKUP_BYTES,
		),
	).toString('base64url');

export interface TestLog {
	id: string;
	write: string;
	read: string;
	admin: string;
}

export interface TestRelay {
	relay: Relay;
	folder: string;
	/** A staff token that is let in. */
	staff: string;
	failures: unknown[];
	/** Moves the relay's clock on by so many milliseconds. */
	pass(ms: number): void;
	/** The relay's clock. */
	now(): number;
	call(method: string, path: string, options?: CallOptions): Promise<Response>;
	openLog(change?: Record<string, unknown>): Promise<TestLog>;
	put(log: TestLog, body?: Uint8Array, mid?: string, options?: CallOptions): Promise<Response>;
	poll(logs: (TestLog & { after?: number })[], wait?: number): Promise<PollAnswer>;
	ack(log: TestLog, slot: number, seq: number): Promise<Response>;
	destroy(): Promise<void>;
}

export interface CallOptions {
	token?: string | undefined;
	json?: unknown;
	bytes?: Uint8Array;
	type?: string;
	headers?: Record<string, string>;
	address?: string;
	signal?: AbortSignal;
}

export const openBody = (log: TestLog, change: Record<string, unknown> = {}) => ({
	id: log.id,
	writeTokenHash: tokenHash(log.write),
	readTokenHash: tokenHash(log.read),
	adminTokenHash: tokenHash(log.admin),
	readerSlots: 2,
	ttl: 14 * 86_400,
	lifetime: 0,
	...change,
});

export const transferBody = ({ id, write, read, admin }: TestLog) => ({
	id,
	writeTokenHash: tokenHash(write),
	readTokenHash: tokenHash(read),
	adminTokenHash: tokenHash(admin),
});

/** A subscription to a known service, and one time to wake it, as nobody has to vouch for that. */
export const wakeBody = (change: Record<string, unknown> = {}) => ({
	id: random(16),
	token: random(32),
	subscription: {
		endpoint: `https://fcm.googleapis.com/fcm/send/${random(40)}`,
		p256dh: createECDH('prime256v1').generateKeys('base64url'),
		auth: random(16),
	},
	logs: [],
	quarters: [2_000_000],
	...change,
});

export const newLog = (): TestLog => ({
	id: random(16),
	write: random(32),
	read: random(32),
	admin: random(32),
});

/** On a temporary disk. */
export async function testRelay(limits: Partial<Limits> = {}, maxBytes?: number): Promise<TestRelay> {
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-relay-'));
	const store = openLibsqlStore({
		path: join(folder, 'relay.sqlite'),
		...(maxBytes === undefined ? {} : { maxBytes }),
	});
	const made = await relayOver(store, limits, folder);
	return {
		...made,
		async destroy() {
			await made.destroy();
			rmSync(folder, { recursive: true });
		},
	};
}

/** On this store, which it closes at its end. */
export async function relayOver(
	store: Store,
	limits: Partial<Limits> = {},
	folder = '',
	{ onAnswer, pushServices }: Pick<RelayOptions, 'onAnswer' | 'pushServices'> = {},
): Promise<TestRelay> {
	const failures: unknown[] = [];
	let clock = Date.UTC(2026, 2, 1, 12, 34, 56);
	const relay = createRelay({
		store,
		limits,
		now: () => clock,
		onFailure: (error) => failures.push(error),
		...(onAnswer && { onAnswer }),
		...(pushServices && { pushServices }),
	});
	const staff = random(32);
	const lookup = random(16);
	const lookupHash = createHash('sha256').update(Buffer.from(lookup, 'base64url')).digest('base64url');
	await store.invite({ lookupHash, sealed: randomBytes(8), expiresAt: clock + 1 });
	await store.redeem(lookupHash, tokenHash(staff), clock);

	const call = (method: string, path: string, options: CallOptions = {}): Promise<Response> => {
		const { token, json, bytes, address = '192.0.2.7', signal } = options;
		const body = json === undefined ? bytes : JSON.stringify(json);
		const type = options.type ?? (json === undefined ? 'application/octet-stream' : 'application/json');
		const request = new Request(`http://relay.test/api/relay${path}`, {
			method,
			headers: {
				...options.headers,
				...(body === undefined ? {} : { 'content-type': type }),
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			},
			...(body === undefined ? {} : { body: body as BodyInit }),
			...(signal === undefined ? {} : { signal }),
		});
		return relay.handle(request, address);
	};

	const made: TestRelay = {
		relay,
		folder,
		staff,
		failures,
		now: () => clock,
		pass: (ms) => void (clock += ms),
		call,
		async openLog(change = {}) {
			const log = newLog();
			const { status } = await call('POST', '/logs', { token: staff, json: openBody(log, change) });
			if (status !== 201) throw new Error(`The log was not opened: ${String(status)}`);
			return log;
		},
		put: (log, bytes = randomBytes(1_024), mid = random(32), options = {}) =>
			call('PUT', `/logs/${log.id}/items/${mid}`, { token: log.write, bytes, ...options }),
		async poll(logs, wait = 0) {
			const body = { logs: logs.map(({ id, read, after = 0 }) => ({ id, token: read, after })), wait };
			const response = await call('POST', '/poll', { json: body });
			return pollAnswerSchema.parse(await response.json());
		},
		ack: (log, slot, seq) => call('POST', `/logs/${log.id}/ack`, { token: log.read, json: { slot, seq } }),
		async destroy() {
			await relay.stop();
		},
	};
	return made;
}
