/**
 * A call and its answer as the relay sees them, whoever listens: node's own http server (`node-http.ts`), or anything that
 * speaks fetch (SvelteKit while developing, tests). Bodies are read when a call wants them, never before it is known
 * how much it takes.
 */
import { failed, ok, type Result } from '$protocol/result';

export type Bad = { type: 'invalid' } | { type: 'too-large' };

export interface Asked {
	method: string;
	/** Without host and query; percent signs as they came. */
	path: string;
	/** By its name in small letters. */
	header(name: string): string | null;
	/** The whole body, if it is no longer than so many bytes. Once. */
	read(atMost: number): Promise<Result<Uint8Array, Bad>>;
	/** Calls back when the client has gone away. Returns the way to stop listening. */
	onGone(listener: () => void): () => void;
}

export interface Answer {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string | null;
}

async function readStream(request: Request, atMost: number): Promise<Result<Uint8Array, Bad>> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		// The rest of what is too large is left unread, not cancelled: that would cut the line before the answer.
		const reader = request.body?.getReader();
		for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
			length += part.value.length;
			if (length > atMost) return failed({ type: 'too-large' });
			chunks.push(part.value);
		}
	} catch (error) {
		// The server around us has a limit of its own and says so with a status; anything else is a broken connection.
		const large = error instanceof Error && 'status' in error && error.status === 413;
		return failed({ type: large ? 'too-large' : 'invalid' });
	}
	return ok(Buffer.concat(chunks));
}

export const askedByFetch = (request: Request): Asked => ({
	method: request.method,
	path: new URL(request.url).pathname,
	header: (name) => request.headers.get(name),
	read: (atMost) =>
		Number(request.headers.get('content-length') ?? 0) > atMost
			? Promise.resolve(failed({ type: 'too-large' }))
			: readStream(request, atMost),
	onGone(listener) {
		if (request.signal.aborted) listener();
		request.signal.addEventListener('abort', listener, { once: true });
		return () => {
			request.signal.removeEventListener('abort', listener);
		};
	},
});

export const answerForFetch = ({ status, headers, body }: Answer): Response =>
	new Response(body, { status, headers });
