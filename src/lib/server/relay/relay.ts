/**
 * The relay: a call and the client's address in, an answer out. It does not listen, log, or know SvelteKit; its calls are
 * in `calls/`. It never learns what passes through it: bodies are sealed, ids random, tokens kept as hashes.
 *
 * Missing, expired and forbidden are answered byte for byte the same, and after the same work. A request that a token
 * vouches for is counted against its log; any other against its address, so that guessing is slow while a shelter's
 * many phones behind one address, a guesser's among them, are not.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerForFetch, askedByFetch, type Answer, type Asked } from './asked';
import { AddressKeys, Buckets } from './buckets';
import { callsOf } from './calls';
import type { Call, Parts } from './calls/call';
import { LIMITS, type Limits } from './limits';
import { askedByNode, sendByNode } from './node-http';
import { problem } from './problems';
import { StoreFull, StoreUnavailable, type Store } from './store';
import { Waits } from './waits';

export interface RelayOptions {
	store: Store;
	limits?: Partial<Limits>;
	/** Origins of push services besides the known ones (push/services.ts). */
	pushServices?: readonly string[];
	/** Milliseconds; injected by tests. */
	now?: () => number;
	/** Told of a failure nobody expected. Must not write down anything of the request. */
	onFailure?: (error: unknown) => void;
	/** Told of each answer: the call as the description names it, method first (`other` when there is none such), and the status. */
	onAnswer?: (call: string, status: number) => void;
}

export interface Relay {
	/** Answers a call that came by node's http server, whole: the way that costs least. */
	listen(request: IncomingMessage, response: ServerResponse, clientAddress: string): Promise<void>;
	/** The same for whoever speaks fetch. */
	handle(request: Request, clientAddress: string): Promise<Response>;
	/** What is answered, as the description names it. */
	readonly calls: readonly { method: string; template: string }[];
	/** How many long polls wait now. */
	readonly waiting: number;
	/** Whether the store answers. */
	healthy(): Promise<boolean>;
	/** Deletes what has expired. Called by whoever runs the relay, about once a minute. */
	sweep(): Promise<void>;
	/** Answers all long polls, lets what is under way finish, and closes the store. */
	stop(): Promise<void>;
}

/** How long `stop` lets requests finish, milliseconds. */
const PATIENCE = 3_000;

interface Found {
	call?: Call;
	ids: string[];
}

function find(calls: readonly Call[], { method, path }: Asked): Found {
	for (const call of calls) {
		const parts = call.method === method ? call.path.exec(path) : null;
		if (parts !== null) return { call, ids: parts.slice(1) };
	}
	return { ids: [] };
}

export function createRelay(options: RelayOptions): Relay {
	const { store, now = Date.now, onFailure, onAnswer } = options;
	const limits = { ...LIMITS, ...options.limits };
	const addresses = new AddressKeys(now);
	const perAddress = new Buckets(limits.perAddress, now);
	const parts: Parts = {
		store,
		limits,
		now,
		writes: new Buckets(limits.writes, now),
		reads: new Buckets(limits.reads, now),
		transfers: new Buckets(limits.transfersPerAddress, now),
		wakes: new Buckets(limits.wakesAsked, now),
		pushServices: options.pushServices ?? [],
		waits: new Waits(limits.waits),
	};
	const { waits } = parts;
	const calls = callsOf(parts);
	const unwatch = store.watch(
		(logs) => {
			waits.wake(logs);
		},
		() => waits.cursors(),
	);
	const underWay = new Set<Promise<Answer>>();
	let stopping: Promise<void> | null = null;

	async function judge({ call, ids }: Found, asked: Asked, clientAddress: string): Promise<Answer> {
		const counted = { byToken: false };
		const from = () => addresses.of(clientAddress);
		const context = { asked, from, vouched: () => void (counted.byToken = true) };
		try {
			const given = (await call?.handler(context, ...ids)) ?? problem('not-found');
			const wait = counted.byToken ? 0 : perAddress.take(from());
			return wait > 0 ? problem('too-many', wait) : given;
		} catch (error) {
			if (error instanceof StoreFull) return problem('full');
			if (error instanceof StoreUnavailable) return problem('unavailable', 2);
			onFailure?.(error);
			return problem('failed');
		}
	}

	async function answer(asked: Asked, clientAddress: string): Promise<Answer> {
		const found = find(calls, asked);
		const answering =
			stopping === null ? judge(found, asked, clientAddress) : Promise.resolve(problem('unavailable', 2));
		underWay.add(answering);
		try {
			const given = await answering;
			onAnswer?.(
				found.call === undefined ? 'other' : `${found.call.method} ${found.call.template}`,
				given.status,
			);
			return given;
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
		async listen(request, response, clientAddress) {
			sendByNode(request, response, await answer(askedByNode(request, response), clientAddress));
		},
		handle: async (request, clientAddress) =>
			answerForFetch(await answer(askedByFetch(request), clientAddress)),
		calls,
		get waiting() {
			return waits.count;
		},
		healthy: () =>
			stopping === null
				? store.logs([''], now()).then(
						() => true,
						() => false,
					)
				: Promise.resolve(false),
		async sweep() {
			for (const buckets of [perAddress, parts.writes, parts.reads, parts.transfers, parts.wakes])
				buckets.sweep();
			await store.sweep(now());
		},
		stop: () => (stopping ??= stop()),
	};
}
