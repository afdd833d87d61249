/** Parts that come: kept as they are until their message says what they belong to. */
import type { Bytes } from '$platform/crypto';
import type { FileRef, Message } from '$protocol/messages';
import { randomId, type Core } from '../core';
import type { Draft } from '../draft';

/** The file that a message names, if it names one. */
export const fileOf = (message: Message): FileRef | null =>
	message.type === 'attachment' || message.type === 'module' ? message.body.file : null;

/** A part came, sealed as it is: its message says later what it belongs to. */
export function keepPart(draft: Draft, mid: string, content: Bytes): void {
	const { store, random, now } = draft.core;
	if (store.parts.has(draft.id, mid)) return;
	const named = new Set(draft.messages().flatMap(({ message }) => fileOf(message)?.parts ?? []));
	const { old, room } = store.parts.unnamed(draft.id, named, now());
	draft.add(...old);
	if (!room && !named.has(mid)) draft.unreadable();
	else draft.add(store.parts.put(randomId(random), { conversation: draft.id, mid, at: now() }, content));
}

/** Parts whose message never came, after a week. */
export const dropUnnamed = (core: Core): Promise<unknown> =>
	core.turn(() => {
		const { store } = core;
		const named = new Set(
			[...store.messages.rows.values()].flatMap((row) => fileOf(row.message)?.parts ?? []),
		);
		const all = [...store.conversations.rows.keys()];
		return store.save(all.flatMap((id) => store.parts.unnamed(id, named, core.now()).old));
	});
