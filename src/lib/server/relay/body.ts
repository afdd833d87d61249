/** Reading what a client sent, and parsing it, at the edge. Beyond here types are trusted. Never throws for bad input. */
import type * as z from 'zod/mini';
import { failed, ok, type Result } from '$protocol/result';
import type { Asked, Bad } from './asked';

/** Room for a poll of 64 logs, and more than any other JSON body needs. Bytes. */
const MAX_JSON_BYTES = 16 * 1024;

const isType = (asked: Asked, type: string): boolean =>
	asked.header('content-type')?.split(';')[0]?.trim().toLowerCase() === type;

/** Raw bytes, at least one, `application/octet-stream`. */
export async function readBytes(asked: Asked, atMost: number): Promise<Result<Uint8Array, Bad>> {
	if (!isType(asked, 'application/octet-stream')) return failed({ type: 'invalid' });
	const body = await asked.read(atMost);
	return body.ok && body.value.length === 0 ? failed({ type: 'invalid' }) : body;
}

/** JSON that fits the schema. A form or plain text, as another site's page could send it, is not taken. */
export async function readJson<T>(asked: Asked, schema: z.ZodMiniType<T>): Promise<Result<T, Bad>> {
	if (!isType(asked, 'application/json')) return failed({ type: 'invalid' });
	const body = await asked.read(MAX_JSON_BYTES);
	if (!body.ok) return body;
	try {
		const parsed = schema.safeParse(JSON.parse(Buffer.from(body.value).toString('utf8')));
		return parsed.success ? ok(parsed.data) : failed({ type: 'invalid' });
	} catch {
		return failed({ type: 'invalid' });
	}
}
