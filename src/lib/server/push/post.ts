/**
 * One wake on its way to a push service: signed (VAPID, RFC 8292), with an empty message sealed for the browser (RFC 8291).
 * An empty one could go without a body too; sealed, it has the one length every wake has, 103 bytes, and does not stand out
 * as empty to the push service.
 *
 * Posted by hand: no redirect is followed, an answer's body is never read, a name must lead to a public address at the moment
 * of connecting, and there is a limit in time.
 */
import { ECDH } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import webPush from 'web-push';
import { lookUpPublic } from './addresses';
import { parseEndpoint } from './services';
import type { PushKeys } from './store';

/** Seconds the push service may keep a wake for a phone that is off. Longer, and it says nothing any more. */
const TTL = 12 * 3_600;
const LIMIT_MS = 10_000;

/** `gone`: it knows no such subscription. `refused`: it will not take this one, and trying again soon is no use. */
export type Posted =
	{ type: 'sent' } | { type: 'gone' } | { type: 'refused' } | { type: 'later'; waitMs: number };

export interface PostOptions {
	keys: PushKeys;
	/** Whom a push service may write to: `https://` or `mailto:` (RFC 8292). */
	contact: string;
	/** Origins beside the known services. */
	services: readonly string[];
	/** How long one may take, milliseconds. */
	limitMs?: number;
	/** Gives it up. */
	signal?: AbortSignal;
}

export interface Addressee {
	endpoint: string;
	p256dh: string;
	auth: string;
}

export const newPushKeys = (): PushKeys => webPush.generateVAPIDKeys();

/** Whether this is a point on P-256: what is not would fail only when it is to be used. */
export function isPoint(p256dh: string): boolean {
	try {
		return ECDH.convertKey(p256dh, 'prime256v1', 'base64url', 'hex', 'uncompressed').length === 130;
	} catch {
		return false;
	}
}

export async function post({ endpoint, p256dh, auth }: Addressee, options: PostOptions): Promise<Posted> {
	// Looked at again: the list may have changed since it was put.
	const to = parseEndpoint(endpoint, options.services);
	if (to === null) return { type: 'gone' };
	const { headers, body } = webPush.generateRequestDetails(
		{ endpoint, keys: { p256dh, auth } },
		Buffer.alloc(0),
		{
			vapidDetails: { subject: options.contact, ...options.keys },
			TTL,
			urgency: 'normal',
			// One that has not reached the phone yet is replaced by the next (RFC 8030).
			topic: 'wake',
		},
	);
	const send = to.url.protocol === 'http:' ? httpRequest : httpsRequest;
	return new Promise((resolve) => {
		const unanswered = () => {
			resolve({ type: 'later', waitMs: 0 });
		};
		const asking = send(
			to.url,
			{
				method: 'POST',
				headers,
				agent: false,
				signal: AbortSignal.any([
					AbortSignal.timeout(options.limitMs ?? LIMIT_MS),
					...(options.signal ? [options.signal] : []),
				]),
				...(to.own ? {} : { lookup: lookUpPublic }),
			},
			(answer) => {
				resolve(postedOf(answer.statusCode ?? 0, answer.headers['retry-after']));
				answer.on('error', () => undefined);
				answer.destroy();
			},
		);
		asking.on('error', unanswered);
		asking.end(body);
	});
}

/** RFC 8030, and what the services say beside it. */
function postedOf(status: number, retryAfter: string | undefined): Posted {
	if (status >= 200 && status < 300) return { type: 'sent' };
	if (status === 404 || status === 410) return { type: 'gone' };
	if (status === 429 || status >= 500) return { type: 'later', waitMs: waitOf(retryAfter) };
	return { type: 'refused' };
}

const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Seconds, or a date. */
function waitOf(retryAfter = ''): number {
	const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - Date.now();
	return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_WAIT_MS) : 0;
}
