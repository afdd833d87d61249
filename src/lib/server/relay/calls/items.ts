/** Appending an item, and saying how far a reader has got. */
import { createHash } from 'node:crypto';
import { ackSchema, ITEM_TTL_HEADER, itemTtlSchema, MAX_ITEM_BYTES, midSchema } from '$protocol/relay';
import { readBytes, readJson } from '../body';
import { empty, problem } from '../problems';
import { call, expiry, logFor, type Call, type Parts } from './call';

export const itemCalls = (parts: Parts): Call[] => [
	call('PUT', '/logs/{id}/items/{mid}', async ({ asked, vouched }, id = '', mid = '') => {
		const { store, now, writes } = parts;
		const log = await logFor(parts, asked, id, 'writeTokenHash');
		if (log === null || !midSchema.safeParse(mid).success) return problem('not-found');
		vouched();
		const wait = writes.take(id);
		if (wait > 0) return problem('too-many', wait);
		const ttl = itemTtlSchema.safeParse(asked.header(ITEM_TTL_HEADER) ?? String(log.ttl));
		if (!ttl.success) return problem('invalid');
		const body = await readBytes(asked, MAX_ITEM_BYTES);
		if (!body.ok) return problem(body.error.type);
		const expiresAt = expiry(now(), Math.min(log.ttl, Number(ttl.data)));
		const item = {
			log: id,
			mid,
			body: body.value,
			digest: createHash('sha256').update(body.value).digest(),
			expiresAt,
			early: expiry(now(), log.ttl) - expiresAt,
		};
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
	}),

	call('POST', '/logs/{id}/ack', async ({ asked, vouched }, id = '') => {
		const log = await logFor(parts, asked, id, 'readTokenHash');
		if (log === null) return problem('not-found');
		vouched();
		const wait = parts.reads.take(id);
		if (wait > 0) return problem('too-many', wait);
		const body = await readJson(asked, ackSchema);
		if (!body.ok) return problem(body.error.type);
		if (body.value.slot >= log.readerSlots) return problem('invalid');
		await parts.store.ack(id, body.value.slot, body.value.seq, parts.now());
		return empty(204);
	}),
];
