/** The relay's calls as OpenAPI 3.1, written by hand beside the code and held to it by openapi.test.ts. */
import * as z from 'zod/mini';
import {
	ackSchema,
	ITEM_TTL_HEADER,
	itemTtlSchema,
	MAX_ITEM_BYTES,
	openLogSchema,
	openTransferSchema,
	pollAnswerSchema,
	pollSchema,
	problemSchema,
	redeemedSchema,
	redeemSchema,
	waitingAnswerSchema,
	waitingSchema,
} from '$protocol/relay';
import { keepWakeSchema, wakeKeySchema } from '$protocol/wakes';

/** A JSON schema without the `$schema` line, which does not belong inside a document. */
const schema = (of: z.ZodMiniType): Record<string, unknown> => {
	const { $schema: _, ...rest } = z.toJSONSchema(of);
	return rest;
};

const json = (of: z.ZodMiniType, type = 'application/json') => ({
	content: { [type]: { schema: schema(of) } },
});
const body = (of: z.ZodMiniType) => ({ required: true, ...json(of) });

const PROBLEMS: Record<number, string> = {
	400: 'invalid: not understood',
	404: 'not-found: missing, expired, used or forbidden; never told apart',
	409: 'conflict: something else is already there',
	413: 'too-large',
	429: 'too-many: wait for retryAfter seconds',
	503: 'unavailable: restarting or overloaded, try again',
	507: 'full: the quota of the log or the disk is used up, too many transfers are open, or too many wakes kept',
};
const problems = (...statuses: number[]) => ({
	...Object.fromEntries(
		statuses.map((status) => [
			String(status),
			{ description: PROBLEMS[status] ?? '', ...json(problemSchema, 'application/problem+json') },
		]),
	),
	default: { description: 'Any other problem', ...json(problemSchema, 'application/problem+json') },
});

const path = (name: string, characters: number) => ({
	name,
	in: 'path',
	required: true,
	schema: { type: 'string', pattern: `^[A-Za-z0-9_-]{${String(characters)}}$` },
});
const ID = path('id', 22);
const MID = path('mid', 43);
const TTL = {
	name: ITEM_TTL_HEADER,
	in: 'header',
	required: false,
	description: 'Seconds this item lives, at least 60, where that is shorter than what its log gives each.',
	schema: schema(itemTtlSchema),
};
const token = (name: string) => ({ security: [{ [name]: [] }] });
const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description });

/** The document served at /api/relay/openapi.json. */
export function openApi() {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Rosebay relay',
			version: '1',
			description:
				'Keeps sealed bytes for a while and knows nobody. Binary values are base64url without padding. ' +
				'Tokens travel in the authorization header or in a body, never in an address.',
			license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
		},
		servers: [{ url: '/' }],
		paths: {
			'/api/relay/logs': {
				post: {
					operationId: 'openLog',
					summary: 'Open a log. The same log again is no error.',
					...token('staff'),
					requestBody: body(openLogSchema),
					responses: { 201: { description: 'Open' }, ...problems(400, 404, 409, 413, 429, 503, 507) },
				},
			},
			'/api/relay/transfers': {
				post: {
					operationId: 'openTransfer',
					summary:
						'Open a log for moving to another phone: 15 minutes, 9 MiB, two readers, few at a time. The same again is no error.',
					security: [],
					requestBody: body(openTransferSchema),
					responses: { 201: { description: 'Open' }, ...problems(400, 409, 413, 429, 503, 507) },
				},
			},
			'/api/relay/logs/{id}': {
				delete: {
					operationId: 'deleteLog',
					summary: 'Forget a log and everything in it.',
					...token('admin'),
					parameters: [ID],
					responses: { 204: { description: 'Forgotten' }, ...problems(404, 429, 503) },
				},
			},
			'/api/relay/logs/{id}/items/{mid}': {
				put: {
					operationId: 'putItem',
					summary: 'Append an item. Idempotent: the first bytes under a mid win.',
					...token('write'),
					parameters: [ID, MID, TTL],
					requestBody: {
						required: true,
						content: {
							'application/octet-stream': { schema: { type: 'string', maxLength: MAX_ITEM_BYTES } },
						},
					},
					responses: {
						200: { description: 'The same bytes are or were already there' },
						201: { description: 'On disk' },
						...problems(400, 404, 409, 413, 429, 503, 507),
					},
				},
			},
			'/api/relay/logs/{id}/ack': {
				post: {
					operationId: 'ack',
					summary: 'One reader has everything up to seq. What every reader has is deleted.',
					...token('read'),
					parameters: [ID],
					requestBody: body(ackSchema),
					responses: { 204: { description: 'Noted' }, ...problems(400, 404, 413, 429, 503) },
				},
			},
			'/api/relay/poll': {
				post: {
					operationId: 'poll',
					summary:
						'Items of several logs, in order; waits for the first when there is none. Read tokens in the body.',
					security: [],
					requestBody: body(pollSchema),
					responses: {
						200: { description: 'Items, perhaps none', ...json(pollAnswerSchema) },
						...problems(400, 413, 429, 503),
					},
				},
			},
			'/api/relay/waiting': {
				post: {
					operationId: 'waiting',
					summary:
						'In which of these logs something waits that reader slot 0 has not fetched, and since which full hour. Watch tokens in the body.',
					security: [],
					requestBody: body(waitingSchema),
					responses: {
						200: { description: 'Which wait, perhaps none', ...json(waitingAnswerSchema) },
						...problems(400, 413, 429, 503),
					},
				},
			},
			'/api/relay/staff': {
				post: {
					operationId: 'redeemInvite',
					summary: 'Use up a one-time invite.',
					security: [],
					requestBody: body(redeemSchema),
					responses: {
						200: { description: 'In', ...json(redeemedSchema) },
						...problems(400, 404, 413, 429, 503),
					},
				},
			},
			'/api/relay/wakes': {
				get: {
					operationId: 'wakeKey',
					summary: 'The key under which a browser subscribes to pushes (RFC 8292).',
					security: [],
					responses: {
						200: { description: 'The key', ...json(wakeKeySchema) },
						...problems(429, 503),
					},
				},
				post: {
					operationId: 'keepWake',
					summary:
						'Wake one push subscription, with nothing in it, some minutes after something arrives in these logs, and at these quarters of an hour. Read tokens in the body. Again replaces it.',
					security: [],
					requestBody: body(keepWakeSchema),
					responses: { 201: { description: 'Kept' }, ...problems(400, 404, 409, 413, 429, 503, 507) },
				},
			},
			'/api/relay/wakes/{id}': {
				delete: {
					operationId: 'dropWake',
					summary: 'Wake it no more, and forget the subscription.',
					...token('wake'),
					parameters: [ID],
					responses: { 204: { description: 'Forgotten' }, ...problems(404, 429, 503) },
				},
			},
			'/api/relay/openapi.json': {
				get: {
					operationId: 'openApi',
					summary: 'This document.',
					security: [],
					responses: {
						200: { description: 'This document', content: { 'application/json': {} } },
						...problems(429, 503),
					},
				},
			},
		},
		components: {
			securitySchemes: {
				staff: bearer('A staff token: may open logs'),
				write: bearer("A log's write token"),
				read: bearer("A log's read token"),
				admin: bearer("A log's admin token"),
				wake: bearer('The token a wake was asked for with'),
			},
		},
	};
}
