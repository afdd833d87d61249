/** The relay's wire contract, spoken by a test that is no browser. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { decodeCode } from '../../src/lib/protocol/code';
import { INVITE_LOOKUP_BYTES, INVITE_LOOKUP_INFO, INVITE_SALT } from '../../src/lib/protocol/invite';
import { pollAnswerSchema, redeemedSchema, type PollAnswer } from '../../src/lib/protocol/relay';

export interface RelayLog {
	id: string;
	write: string;
	read: string;
	admin: string;
}
interface Where {
	url: string;
}

const random = (bytes: number) => randomBytes(bytes).toString('base64url');
const hash = (token: string) =>
	createHash('sha256').update(Buffer.from(token, 'base64url')).digest('base64url');
const post = (server: Where, path: string, body: unknown, token?: string) =>
	fetch(`${server.url}/api/relay${path}`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		},
		body: JSON.stringify(body),
	});

/** Redeems an invite; the staff token. */
export async function joinOrganisation(server: Where, code: string): Promise<string> {
	const seed = decodeCode(code) ?? new Uint8Array();
	const lookup = Buffer.from(hkdfSync('sha256', seed, INVITE_SALT, INVITE_LOOKUP_INFO, INVITE_LOOKUP_BYTES));
	const answer = await post(server, '/staff', { lookup: lookup.toString('base64url') });
	if (!answer.ok) throw new Error(String(answer.status));
	return redeemedSchema.parse(await answer.json()).staffToken;
}

export async function openLog(server: Where, staffToken: string, readerSlots = 2): Promise<RelayLog> {
	const log = { id: random(16), write: random(32), read: random(32), admin: random(32) };
	const hashes = {
		writeTokenHash: hash(log.write),
		readTokenHash: hash(log.read),
		adminTokenHash: hash(log.admin),
	};
	const answer = await post(
		server,
		'/logs',
		{ id: log.id, ...hashes, readerSlots, ttl: 86_400, lifetime: 0 },
		staffToken,
	);
	if (answer.status !== 201) throw new Error(String(answer.status));
	return log;
}

/** The status of putting one item. Rejects when the relay does not answer. */
export async function put(
	server: Where,
	log: RelayLog,
	mid: string,
	body: Uint8Array<ArrayBuffer>,
): Promise<number> {
	const answer = await fetch(`${server.url}/api/relay/logs/${log.id}/items/${mid}`, {
		method: 'PUT',
		headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${log.write}` },
		body,
	});
	return answer.status;
}

export async function poll(
	server: Where,
	logs: (RelayLog & { after: number })[],
	wait: number,
): Promise<PollAnswer> {
	const answer = await post(server, '/poll', {
		logs: logs.map(({ id, read, after }) => ({ id, token: read, after })),
		wait,
	});
	return pollAnswerSchema.parse(await answer.json());
}
