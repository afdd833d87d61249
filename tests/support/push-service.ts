/**
 * A push service on this machine, as strict as the real ones: it checks the signature of each push (RFC 8292) with the key
 * named in it, and opens what is in it as the browser would (RFC 8291), with keys of its own subscriptions. All by node's
 * own crypto, so that nothing is checked with the library that made it.
 */
import {
	createDecipheriv,
	createECDH,
	createPublicKey,
	hkdfSync,
	randomBytes,
	verify,
	type ECDH,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Subscription } from '../../src/lib/protocol/wakes';

export interface Push {
	/** The subscription it was for. */
	path: string;
	headers: IncomingMessage['headers'];
	/** As it came. */
	body: Buffer;
	/** What the browser would get. */
	opened: Buffer;
	claims: { aud: string; exp: number; sub: string };
	/** The key it was signed with, base64url. */
	key: string;
}

/** How the service answers from now on. */
export interface Answering {
	status: number;
	headers?: Record<string, string>;
	/** Never: the connection is left hanging. */
	hang?: boolean;
}

export interface PushService {
	origin: string;
	pushes: Push[];
	/** What was wrong with pushes that were not taken. */
	faults: string[];
	/** How many requests came, right or wrong, to whatever path. */
	asked: number;
	answer(how: Answering): void;
	/** As a browser makes one. */
	subscribe(): Subscription;
	close(): Promise<void>;
}

const text = (bytes: Buffer) => bytes.toString('base64url');
const bytes = (of: string) => Buffer.from(of, 'base64url');
const hkdf = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
	Buffer.from(hkdfSync('sha256', secret, salt, info, length));

/** RFC 8291 over RFC 8188, one record. Throws when it does not open. */
export function openPush(body: Buffer, own: ECDH, auth: Buffer): Buffer {
	const salt = body.subarray(0, 16);
	const keyLength = body.readUInt8(20);
	const sender = body.subarray(21, 21 + keyLength);
	const sealed = body.subarray(21 + keyLength);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
	const secret = hkdf(own.computeSecret(sender), auth, info, 32);
	const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
	const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
	const opening = createDecipheriv('aes-128-gcm', key, nonce);
	opening.setAuthTag(sealed.subarray(-16));
	const padded = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
	const end = padded.lastIndexOf(2);
	if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('Not the last record');
	return padded.subarray(0, end);
}

/** The claims of a push's `authorization`, if they are signed with the key in it. Throws when they are not. */
export function openVapid(authorization: string): { claims: Push['claims']; key: string } {
	const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
	const [head = '', claims = '', signature = ''] = token.split('.');
	const point = bytes(key);
	const publicKey = createPublicKey({
		format: 'jwk',
		key: { kty: 'EC', crv: 'P-256', x: text(point.subarray(1, 33)), y: text(point.subarray(33)) },
	});
	const right = verify(
		'sha256',
		Buffer.from(`${head}.${claims}`),
		{ key: publicKey, dsaEncoding: 'ieee-p1363' },
		bytes(signature),
	);
	if (!right) throw new Error('The signature is not by this key');
	const { alg } = JSON.parse(bytes(head).toString()) as { alg: string };
	if (alg !== 'ES256') throw new Error(`Signed with ${alg}`);
	return { claims: JSON.parse(bytes(claims).toString()) as Push['claims'], key };
}

export async function startPushService(): Promise<PushService> {
	const subscriptions = new Map<string, { own: ECDH; auth: Buffer }>();
	let how: Answering = { status: 201 };
	const server = createServer((request, response) => {
		service.asked += 1;
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			try {
				service.pushes.push(read(request, Buffer.concat(chunks)));
			} catch (error) {
				service.faults.push(String(error));
				response.writeHead(400).end();
				return;
			}
			// More than anyone would want to read: whoever does waits long.
			if (!how.hang) response.writeHead(how.status, how.headers).end('.'.repeat(1_000_000));
		});
	});

	function read(request: IncomingMessage, body: Buffer): Push {
		const path = request.url ?? '';
		const subscription = subscriptions.get(path);
		if (subscription === undefined) throw new Error(`No such subscription: ${path}`);
		const { claims, key } = openVapid(request.headers.authorization ?? '');
		const now = Date.now() / 1_000;
		if (claims.aud !== service.origin) throw new Error(`Signed for ${claims.aud}`);
		if (claims.exp < now || claims.exp > now + 24 * 3_600) throw new Error('Expired, or valid for too long');
		if (!/^(https:\/\/|mailto:)/.test(claims.sub)) throw new Error(`Signed by ${claims.sub}`);
		if (request.method !== 'POST') throw new Error(`A push by ${String(request.method)}`);
		if (request.headers['content-encoding'] !== 'aes128gcm') throw new Error('Not sealed');
		if (!/^\d+$/.test(request.headers['ttl'] as string)) throw new Error('Without TTL');
		const opened = openPush(body, subscription.own, subscription.auth);
		return { path, headers: request.headers, body, opened, claims, key };
	}

	server.listen(0, 'localhost');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const service: PushService = {
		origin: `http://localhost:${String(port)}`,
		pushes: [],
		faults: [],
		asked: 0,
		answer: (answering) => void (how = answering),
		subscribe() {
			const own = createECDH('prime256v1');
			own.generateKeys();
			const auth = randomBytes(16);
			const path = `/push/${text(randomBytes(24))}`;
			subscriptions.set(path, { own, auth });
			return { endpoint: service.origin + path, p256dh: text(own.getPublicKey()), auth: text(auth) };
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	return service;
}
