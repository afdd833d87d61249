/**
 * The relay as a fetch-style handler: a request and the client's address in, a response out. It does not listen, log,
 * or know SvelteKit. It never learns what passes through it: bodies are sealed, ids random, tokens kept as hashes.
 *
 * Missing, expired and forbidden are answered byte for byte the same, and after the same work. A request that a token
 * vouches for is counted against its log; any other against its address, so that guessing is slow while a shelter's
 * many phones behind one address, a guesser's among them, are not.
 */
import { createHash } from 'node:crypto';
import {
	ackSchema,
	logIdSchema,
	MAX_ITEM_BYTES,
	midSchema,
	openLogSchema,
	openTransferSchema,
	pollSchema,
	redeemSchema,
	TRANSFER_QUOTA,
	TRANSFER_SECONDS,
	waitingSchema,
	type Poll,
	type PollAnswer,
	type WaitingAnswer,
} from '$protocol/relay';
import { readBytes, readJson } from './body';
import { AddressKeys, Buckets } from './buckets';
import { LIMITS, type Limits } from './limits';
import { openApi } from './openapi';
import { empty, json, problem } from './problems';
import { StoreFull, StoreUnavailable, type LogRecord, type Store } from './store';
import { bearerToken, newToken, tokenHash, tokenMatches } from './tokens';
import { Waits } from './waits';

export interface RelayOptions {
	store: Store;
	limits?: Partial<Limits>;
	/** Milliseconds; injected by tests. */
	now?: () => number;
	/** Told of a failure nobody expected. Must not write down anything of the request. */
	onFailure?: (error: unknown) => void;
}

export interface Relay {
	handle(request: Request, clientAddress: string): Promise<Response>;
	/** What `handle` answers, as the description names it. */
	readonly calls: readonly { method: string; template: string }[];
	/** Whether the store answers. */
	healthy(): Promise<boolean>;
	/** Deletes what has expired. Called by whoever runs the relay, about once a minute. */
	sweep(): Promise<void>;
	/** Answers all long polls, lets what is under way finish, and closes the store. */
	stop(): Promise<void>;
}

type Handler = (context: Context, ...ids: string[]) => Promise<Response>;
interface Context {
	request: Request;
	/** Who asks, as a key that means nothing tomorrow. */
	from: string;
	/** To be called once a token has vouched for the request. */
	vouched: () => void;
}
interface Call {
	method: string;
	/** As in the description: `{id}` stands for one part of the path. */
	template: string;
	path: RegExp;
	handler: Handler;
}
type TokenKind = 'writeTokenHash' | 'readTokenHash' | 'adminTokenHash';

const HOUR = 3_600_000;
const DAY_SECONDS = 86_400;
/** How long `stop` lets requests finish, milliseconds. */
const PATIENCE = 3_000;

/** What lives for days expires on a full hour: the disk need not know the minute at which somebody wrote. */
const expiry = (now: number, seconds: number): number => {
	const exact = now + seconds * 1_000;
	return seconds >= DAY_SECONDS ? Math.ceil(exact / HOUR) * HOUR : exact;
};

/** The full hour in or just before which something came that expires then; the disk does not know it better. */
const since = (expiresAt: number, ttl: number): string =>
	new Date(Math.floor((expiresAt - ttl * 1_000 - 1) / HOUR) * HOUR).toISOString();

const call = (method: string, template: string, handler: Handler): Call => ({
	method,
	template,
	path: new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
	handler,
});

export function createRelay({ store, limits: given, now = Date.now, onFailure }: RelayOptions): Relay {
	const limits = { ...LIMITS, ...given };
	const addresses = new AddressKeys(now);
	const perAddress = new Buckets(limits.perAddress, now);
	const writes = new Buckets(limits.writes, now);
	const reads = new Buckets(limits.reads, now);
	const transfers = new Buckets(limits.transfersPerAddress, now);
	const waits = new Waits(limits.waits);
	const unwatch = store.watch(
		(logs) => {
			waits.wake(logs);
		},
		() => waits.cursors(),
	);
	const underWay = new Set<Promise<Response>>();
	let stopping: Promise<void> | null = null;

	/** The log, if this token opens it as that kind; else `null`, and nothing tells why. */
	async function logFor(id: string, token: string | null, kind: TokenKind): Promise<LogRecord | null> {
		const [log] = logIdSchema.safeParse(id).success ? await store.logs([id], now()) : [];
		return tokenMatches(token ?? '', log?.[kind]) && log !== undefined ? log : null;
	}

	async function openLog({ request, vouched }: Context): Promise<Response> {
		const token = bearerToken(request);
		if (token === null || !(await store.isStaff(tokenHash(token)))) return problem('not-found');
		vouched();
		const body = await readJson(request, openLogSchema);
		if (!body.ok) return problem(body.error.type);
		const { lifetime, watchTokenHash = null, ...log } = body.value;
		const expiresAt = lifetime === 0 ? null : expiry(now(), lifetime);
		const opened = await store.openLog({ ...log, watchTokenHash, expiresAt, quota: limits.logQuota });
		return opened === 'conflict' ? problem('conflict') : empty(201);
	}

	/** Nobody vouches for this one: it counts against its address, twice, and against the number of all that are open. */
	async function openTransfer({ request, from }: Context): Promise<Response> {
		const body = await readJson(request, openTransferSchema);
		if (!body.ok) return problem(body.error.type);
		const wait = transfers.take(from);
		if (wait > 0) return problem('too-many', wait);
		const opened = await store.openTransfer(
			{
				...body.value,
				watchTokenHash: null,
				readerSlots: 2,
				ttl: TRANSFER_SECONDS,
				quota: TRANSFER_QUOTA,
				expiresAt: expiry(now(), TRANSFER_SECONDS),
			},
			limits.transfers,
			now(),
		);
		if (opened === 'full') return problem('full', 60);
		return opened === 'conflict' ? problem('conflict') : empty(201);
	}

	async function putItem({ request, vouched }: Context, id: string, mid: string): Promise<Response> {
		const log = await logFor(id, bearerToken(request), 'writeTokenHash');
		if (log === null || !midSchema.safeParse(mid).success) return problem('not-found');
		vouched();
		const wait = writes.take(id);
		if (wait > 0) return problem('too-many', wait);
		const body = await readBytes(request, MAX_ITEM_BYTES);
		if (!body.ok) return problem(body.error.type);
		const digest = createHash('sha256').update(body.value).digest();
		const item = { log: id, mid, body: body.value, digest, expiresAt: expiry(now(), log.ttl) };
		switch (await store.append(item, now())) {
			case 'appended':
				return empty(201);
			case 'same':
				return empty(200);
			case 'conflict':
				return problem('conflict');
			case 'full':
				return problem('full');
			case 'missing':
				return problem('not-found');
		}
	}

	async function readable(logs: Poll['logs']): Promise<{ open: Poll['logs']; missing: string[] }> {
		const found = new Map(
			(
				await store.logs(
					logs.map(({ id }) => id),
					now(),
				)
			).map((log) => [log.id, log]),
		);
		const open = logs.filter(({ id, token }) => tokenMatches(token, found.get(id)?.readTokenHash));
		return { open, missing: logs.filter((log) => !open.includes(log)).map(({ id }) => id) };
	}

	async function poll({ request, vouched }: Context): Promise<Response> {
		const body = await readJson(request, pollSchema);
		if (!body.ok) return problem(body.error.type);
		const { logs, wait } = body.value;
		const { open, missing } = await readable(logs);
		if (open.length > 0) vouched();
		const slow = Math.max(0, ...open.map(({ id }) => reads.take(id)));
		if (slow > 0) return problem('too-many', slow);

		const cursors = open.map(({ id, after }) => ({ log: id, after }));
		const read = () => store.read(cursors, limits.pollBytes, now());
		const answer = ({ items, more }: Awaited<ReturnType<typeof read>>, gone: string[]) =>
			json({
				items: items.map((item) => ({ ...item, body: Buffer.from(item.body).toString('base64url') })),
				missing: gone,
				more,
			} satisfies PollAnswer);

		if (missing.length > 0 || wait === 0) return answer(await read(), missing);
		if (waits.full) return problem('unavailable', 5);
		// Listening starts before the first look, so that nothing falls between the two.
		const waiting = waits.start(cursors, wait * 1_000, request.signal);
		try {
			const page = await read();
			if (page.items.length > 0) return answer(page, []);
			await waiting.woken;
			// A log may have been deleted, or have expired, while this one waited.
			return answer(await read(), (await readable(open)).missing);
		} finally {
			waiting.end();
		}
	}

	async function ack({ request, vouched }: Context, id: string): Promise<Response> {
		const log = await logFor(id, bearerToken(request), 'readTokenHash');
		if (log === null) return problem('not-found');
		vouched();
		const wait = reads.take(id);
		if (wait > 0) return problem('too-many', wait);
		const body = await readJson(request, ackSchema);
		if (!body.ok) return problem(body.error.type);
		if (body.value.slot >= log.readerSlots) return problem('invalid');
		await store.ack(id, body.value.slot, body.value.seq, now());
		return empty(204);
	}

	/** For a team whose colleague is away: that something waits, and since which hour. Neither how much nor what. */
	async function waiting({ request, vouched }: Context): Promise<Response> {
		const body = await readJson(request, waitingSchema);
		if (!body.ok) return problem(body.error.type);
		const { logs } = body.value;
		const ids = logs.map(({ id }) => id);
		const found = new Map((await store.logs(ids, now())).map((log) => [log.id, log]));
		const open = logs.flatMap(({ id, token }) => {
			const log = found.get(id);
			return tokenMatches(token, log?.watchTokenHash ?? undefined) && log !== undefined ? [log] : [];
		});
		if (open.length > 0) vouched();
		// Counted apart from the readers: whoever watches must not be able to slow them down.
		const slow = Math.max(0, ...open.map(({ id }) => reads.take(`watch ${id}`)));
		if (slow > 0) return problem('too-many', slow);
		const there = new Map(open.map((log) => [log.id, log]));
		const waits = await store.waiting([...there.keys()], now());
		return json({
			waiting: waits.map(({ log, expiresAt }) => ({
				log,
				since: since(expiresAt, there.get(log)?.ttl ?? 0),
			})),
			missing: ids.filter((id) => !there.has(id)),
		} satisfies WaitingAnswer);
	}

	async function deleteLog({ request, vouched }: Context, id: string): Promise<Response> {
		if ((await logFor(id, bearerToken(request), 'adminTokenHash')) === null) return problem('not-found');
		vouched();
		await store.deleteLog(id);
		// Whoever waits on it learns at once that it is gone.
		waits.wake([id]);
		return empty(204);
	}

	async function redeem({ request, vouched }: Context): Promise<Response> {
		const body = await readJson(request, redeemSchema);
		if (!body.ok) return problem(body.error.type);
		const staffToken = newToken();
		const sealed = await store.redeem(tokenHash(body.value.lookup), tokenHash(staffToken), now());
		if (sealed === null) return problem('not-found');
		vouched();
		return json({ staffToken, sealed: Buffer.from(sealed).toString('base64url') });
	}

	const calls: Call[] = [
		call('POST', '/api/relay/logs', openLog),
		call('POST', '/api/relay/transfers', openTransfer),
		call('DELETE', '/api/relay/logs/{id}', deleteLog),
		call('PUT', '/api/relay/logs/{id}/items/{mid}', putItem),
		call('POST', '/api/relay/logs/{id}/ack', ack),
		call('POST', '/api/relay/poll', poll),
		call('POST', '/api/relay/waiting', waiting),
		call('POST', '/api/relay/staff', redeem),
		call('GET', '/api/relay/openapi.json', () => Promise.resolve(json(openApi()))),
	];

	async function answer(request: Request, clientAddress: string): Promise<Response> {
		const counted = { byToken: false };
		const from = addresses.of(clientAddress);
		const context = { request, from, vouched: () => void (counted.byToken = true) };
		const { pathname } = new URL(request.url);
		const asked = calls.find(({ method, path }) => request.method === method && path.test(pathname));
		const ids = asked?.path.exec(pathname)?.slice(1) ?? [];
		const response = (await asked?.handler(context, ...ids)) ?? problem('not-found');
		const wait = counted.byToken ? 0 : perAddress.take(from);
		return wait > 0 ? problem('too-many', wait) : response;
	}

	async function handle(request: Request, clientAddress: string): Promise<Response> {
		if (stopping !== null) return problem('unavailable', 2);
		const answering = answer(request, clientAddress).catch((error: unknown) => {
			if (error instanceof StoreFull) return problem('full');
			if (error instanceof StoreUnavailable) return problem('unavailable', 2);
			onFailure?.(error);
			return problem('failed');
		});
		underWay.add(answering);
		try {
			return await answering;
		} finally {
			underWay.delete(answering);
		}
	}

	async function stop(): Promise<void> {
		waits.stop();
		unwatch();
		let timer: NodeJS.Timeout | undefined;
		const patience = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE)));
		await Promise.race([Promise.allSettled([...underWay]), patience]);
		clearTimeout(timer);
		await store.close();
	}

	return {
		handle,
		calls,
		healthy: () =>
			stopping === null
				? store.logs([''], now()).then(
						() => true,
						() => false,
					)
				: Promise.resolve(false),
		async sweep() {
			for (const buckets of [perAddress, writes, reads, transfers]) buckets.sweep();
			await store.sweep(now());
		},
		stop: () => (stopping ??= stop()),
	};
}
