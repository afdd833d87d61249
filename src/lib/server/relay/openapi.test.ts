/** The document and the code say the same: each call and status in it is made to happen, and nothing else answers. */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pollAnswerSchema, problemSchema, redeemedSchema, waitingAnswerSchema } from '$protocol/relay';
import { wakeKeySchema } from '$protocol/wakes';
import { createInvite } from './invites';
import { openLibsqlStore } from './libsql/store';
import { openApi } from './openapi';
import {
	lookupOf,
	newLog,
	openBody,
	random,
	testRelay,
	transferBody,
	wakeBody,
	type CallOptions,
	type TestRelay,
} from './relay.support';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let relay: TestRelay;
afterEach(() => relay.destroy());

const LARGE = { bytes: randomBytes(100_000), type: 'application/json', json: undefined };
const NONSENSE = { json: { nonsense: true } };
/** As many wrong guesses as make the relay ask this address to wait. */
const tired = async (): Promise<void> => {
	for (let count = 0; count < 6; count += 1) await relay.call('GET', '/nothing');
};
/** A call made again and again until it is not answered as before. */
const until = async (status: number, make: () => Promise<Response>): Promise<Response> => {
	for (let round = 0; round < 20; round += 1) {
		const answers = await Promise.all(Array.from({ length: 200 }, make));
		const [found] = answers.filter((response) => response.status === status);
		if (found !== undefined) return found;
	}
	throw new Error(`Never ${String(status)}`);
};
const stopped = async (method: string, path: string, options: CallOptions = {}): Promise<Response> => {
	await relay.relay.stop();
	return relay.call(method, path, options);
};
const open = (change = {}) =>
	relay.call('POST', '/logs', { token: relay.staff, json: openBody(newLog(), change) });
let address = 0;
const openTransfer = (log = newLog(), from = '192.0.2.7') =>
	relay.call('POST', '/transfers', { json: transferBody(log), address: from });
const putTo = async (options: CallOptions & { mid?: string } = {}) => {
	const log = await relay.openLog();
	return relay.call('PUT', `/logs/${log.id}/items/${options.mid ?? random(32)}`, {
		token: log.write,
		bytes: randomBytes(9),
		...options,
	});
};
const ackOf = async (options: CallOptions) => {
	const log = await relay.openLog();
	return relay.call('POST', `/logs/${log.id}/ack`, {
		token: log.read,
		json: { slot: 0, seq: 0 },
		...options,
	});
};

const keepWake = (change: Record<string, unknown> = {}) =>
	relay.call('POST', '/wakes', { json: wakeBody(change) });

const HAPPENS: Record<string, Record<number, () => Promise<Response>>> = {
	'post /api/relay/logs': {
		201: () => open(),
		400: () => relay.call('POST', '/logs', { token: relay.staff, ...NONSENSE }),
		404: () => relay.call('POST', '/logs', NONSENSE),
		409: async () => {
			const { id } = await relay.openLog();
			return relay.call('POST', '/logs', { token: relay.staff, json: openBody({ ...newLog(), id }) });
		},
		413: () => relay.call('POST', '/logs', { token: relay.staff, ...LARGE }),
		429: async () => tired().then(() => relay.call('POST', '/logs', NONSENSE)),
		503: () => stopped('POST', '/logs', NONSENSE),
		507: () => until(507, open),
	},
	'post /api/relay/transfers': {
		201: () => openTransfer(),
		400: () => relay.call('POST', '/transfers', NONSENSE),
		409: async () => {
			const { id } = await relay.openLog();
			return openTransfer({ ...newLog(), id });
		},
		413: () => relay.call('POST', '/transfers', LARGE),
		429: () => until(429, () => openTransfer()),
		503: () => stopped('POST', '/transfers', NONSENSE),
		507: () => until(507, () => openTransfer(newLog(), `192.0.2.${String((address += 1) % 250)}`)),
	},
	'delete /api/relay/logs/{id}': {
		204: async () => {
			const log = await relay.openLog();
			return relay.call('DELETE', `/logs/${log.id}`, { token: log.admin });
		},
		404: () => relay.call('DELETE', `/logs/${random(16)}`),
		429: async () => tired().then(() => relay.call('DELETE', `/logs/${random(16)}`)),
		503: () => stopped('DELETE', `/logs/${random(16)}`),
	},
	'put /api/relay/logs/{id}/items/{mid}': {
		200: async () => {
			const log = await relay.openLog();
			const [bytes, mid] = [randomBytes(9), random(32)];
			await relay.put(log, bytes, mid);
			return relay.put(log, bytes, mid);
		},
		201: () => putTo(),
		400: () => putTo({ type: 'text/plain' }),
		404: () => putTo({ token: random(32) }),
		409: async () => {
			const log = await relay.openLog();
			const mid = random(32);
			await relay.put(log, randomBytes(9), mid);
			return relay.put(log, randomBytes(9), mid);
		},
		413: () => putTo({ bytes: LARGE.bytes }),
		429: async () => {
			const log = await relay.openLog();
			return until(429, () => relay.put(log, randomBytes(9)));
		},
		503: () => stopped('PUT', `/logs/${random(16)}/items/${random(32)}`),
		507: () => until(507, () => putTo({ bytes: randomBytes(90_000) })),
	},
	'post /api/relay/logs/{id}/ack': {
		204: () => ackOf({}),
		400: () => ackOf(NONSENSE),
		404: () => ackOf({ token: random(32) }),
		413: () => ackOf(LARGE),
		429: async () => tired().then(() => ackOf({ token: random(32) })),
		503: () => stopped('POST', `/logs/${random(16)}/ack`),
	},
	'post /api/relay/poll': {
		200: () =>
			relay.call('POST', '/poll', {
				json: { logs: [{ id: random(16), token: random(32), after: 0 }], wait: 0 },
			}),
		400: () => relay.call('POST', '/poll', NONSENSE),
		413: () => relay.call('POST', '/poll', LARGE),
		429: async () => tired().then(() => relay.call('POST', '/poll', NONSENSE)),
		503: () => stopped('POST', '/poll', NONSENSE),
	},
	'post /api/relay/waiting': {
		200: () => relay.call('POST', '/waiting', { json: { logs: [{ id: random(16), token: random(32) }] } }),
		400: () => relay.call('POST', '/waiting', NONSENSE),
		413: () => relay.call('POST', '/waiting', LARGE),
		429: async () => tired().then(() => relay.call('POST', '/waiting', NONSENSE)),
		503: () => stopped('POST', '/waiting', NONSENSE),
	},
	'post /api/relay/staff': {
		200: async () => {
			const { code, invite } = createInvite('Grace', relay.now());
			const store = openLibsqlStore({ path: `${relay.folder}/relay.sqlite` });
			await store.invite(invite);
			await store.close();
			return relay.call('POST', '/staff', { json: { lookup: lookupOf(code) } });
		},
		400: () => relay.call('POST', '/staff', NONSENSE),
		404: () => relay.call('POST', '/staff', { json: { lookup: random(16) } }),
		413: () => relay.call('POST', '/staff', LARGE),
		429: async () => tired().then(() => relay.call('POST', '/staff', NONSENSE)),
		503: () => stopped('POST', '/staff', NONSENSE),
	},
	'get /api/relay/wakes': {
		200: () => relay.call('GET', '/wakes'),
		429: async () => tired().then(() => relay.call('GET', '/wakes')),
		503: () => stopped('GET', '/wakes'),
	},
	'post /api/relay/wakes': {
		201: () => keepWake(),
		400: () => relay.call('POST', '/wakes', NONSENSE),
		404: () => keepWake({ logs: [{ id: random(16), token: random(32), slot: 0 }] }),
		409: async () => {
			const id = random(16);
			await keepWake({ id });
			return keepWake({ id });
		},
		413: () => relay.call('POST', '/wakes', LARGE),
		429: () => until(429, () => keepWake()),
		503: () => stopped('POST', '/wakes', NONSENSE),
		507: async () => {
			const log = await relay.openLog();
			return until(507, () => keepWake({ logs: [{ id: log.id, token: log.read, slot: 1 }] }));
		},
	},
	'delete /api/relay/wakes/{id}': {
		204: async () => {
			const [id, token] = [random(16), random(32)];
			await keepWake({ id, token });
			return relay.call('DELETE', `/wakes/${id}`, { token });
		},
		404: () => relay.call('DELETE', `/wakes/${random(16)}`, { token: random(32) }),
		429: async () => tired().then(() => relay.call('DELETE', `/wakes/${random(16)}`)),
		503: () => stopped('DELETE', `/wakes/${random(16)}`),
	},
	'get /api/relay/openapi.json': {
		200: () => relay.call('GET', '/openapi.json'),
		429: async () => tired().then(() => relay.call('GET', '/openapi.json')),
		503: () => stopped('GET', '/openapi.json'),
	},
};

const documented = Object.entries(openApi().paths).flatMap(([path, methods]) =>
	Object.entries<{ responses: object }>(methods).map(([method, { responses }]) => ({
		call: `${method} ${path}`,
		statuses: Object.keys(responses)
			.filter((status) => status !== 'default')
			.map(Number),
		responses: responses as Record<string, { content?: Record<string, unknown> }>,
	})),
);

describe('the served description', () => {
	test('is about the calls there are, and no others', async () => {
		relay = await testRelay({ perAddress: { burst: 1e6, perSecond: 1e6 } });
		expect(documented.map(({ call }) => call).sort()).toEqual(Object.keys(HAPPENS).sort());
		expect(documented.map(({ call }) => call).sort()).toEqual(
			relay.relay.calls.map(({ method, template }) => `${method.toLowerCase()} ${template}`).sort(),
		);
		// One catch-all route hands everything to the relay; the other one forgets a browser's storage and keeps nothing.
		const routes = readdirSync('src/routes/api', { recursive: true, withFileTypes: true });
		expect(
			routes
				.filter((entry) => entry.isFile())
				.map(({ name, parentPath }) => `${parentPath}/${name}`)
				.sort(),
		).toEqual(['src/routes/api/clear/+server.ts', 'src/routes/api/relay/[...call]/+server.ts']);
		for (const { call } of documented) {
			const [, path = ''] = call.split(' ');
			const real = path.replace('/api/relay', '').replace('{id}', random(16)).replace('{mid}', random(32));
			for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
				if (documented.some((other) => other.call === `${method} ${path}`)) continue;
				expect((await relay.call(method.toUpperCase(), real)).status).toBe(404);
			}
		}
	});

	for (const { call, statuses, responses } of documented) {
		test(`${call} answers ${statuses.join(', ')}`, async () => {
			expect(statuses).toEqual(Object.keys(HAPPENS[call] ?? {}).map(Number));
			for (const [status, make] of Object.entries(HAPPENS[call] ?? {})) {
				relay = await testRelay(
					{ perAddress: { burst: 5, perSecond: 0.1 }, writes: { burst: 20, perSecond: 1 } },
					300_000,
				);
				const response = await make();
				expect([call, response.status]).toEqual([call, Number(status)]);
				const [type] = Object.keys(responses[status]?.content ?? {});
				expect(response.headers.get('content-type')).toBe(type ?? null);
				if (Number(status) >= 400) {
					const problem = problemSchema.parse(await response.json());
					expect(problem.status).toBe(Number(status));
					expect(response.headers.get('retry-after')).toBe(
						problem.retryAfter === undefined ? null : String(problem.retryAfter),
					);
				} else if (call.endsWith('/poll')) pollAnswerSchema.parse(await response.json());
				else if (call.endsWith('/waiting')) waitingAnswerSchema.parse(await response.json());
				else if (call === 'get /api/relay/wakes') wakeKeySchema.parse(await response.json());
				else if (call.endsWith('/staff')) redeemedSchema.parse(await response.json());
				else if (call.endsWith('openapi.json'))
					expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApi())));
				else expect(await response.text()).toBe('');
				if (status !== Object.keys(HAPPENS[call] ?? {}).at(-1)) await relay.destroy();
			}
		});
	}
});
