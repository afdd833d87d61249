/** Reading what a client sent, and parsing it, at the edge. Beyond here types are trusted. Never throws for bad input. */
import type * as z from 'zod/mini';
import { failed, ok, type Result } from '$protocol/result';

type Bad = { type: 'invalid' } | { type: 'too-large' };

/** Room for a poll of 64 logs, and more than any other JSON body needs. Bytes. */
const MAX_JSON_BYTES = 16 * 1024;

async function read(request: Request, atMost: number): Promise<Result<Uint8Array, Bad>> {
	if (Number(request.headers.get('content-length') ?? 0) > atMost) return failed({ type: 'too-large' });
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

const isType = (request: Request, type: string): boolean =>
	request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === type;

/** Raw bytes, at least one, `application/octet-stream`. */
export async function readBytes(request: Request, atMost: number): Promise<Result<Uint8Array, Bad>> {
	if (!isType(request, 'application/octet-stream')) return failed({ type: 'invalid' });
	const body = await read(request, atMost);
	return body.ok && body.value.length === 0 ? failed({ type: 'invalid' }) : body;
}

/** JSON that fits the schema. A form or plain text, as another site's page could send it, is not taken. */
export async function readJson<T>(request: Request, schema: z.ZodMiniType<T>): Promise<Result<T, Bad>> {
	if (!isType(request, 'application/json')) return failed({ type: 'invalid' });
	const body = await read(request, MAX_JSON_BYTES);
	if (!body.ok) return body;
	try {
		const parsed = schema.safeParse(JSON.parse(Buffer.from(body.value).toString('utf8')));
		return parsed.success ? ok(parsed.data) : failed({ type: 'invalid' });
	} catch {
		return failed({ type: 'invalid' });
	}
}
