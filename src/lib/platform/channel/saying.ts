/** What a person does in a conversation that is open: say, see, ask back, and end it. Each is on disk when it resolves. */
import { failed, ok, type Result } from '$protocol/result';
import type { Outgoing } from '$protocol/messages';
import type { ChannelError } from './contract';
import { randomId, type Core } from './core';
import { Draft } from './draft';
import { bytesOf } from './envelope';
import type { GroupState } from './group';
import { kindOf } from './kinds';
import { safetyDigits } from './members';

type Done = Result<null, ChannelError>;
/** Ids in one message about messages. */
const IDS = 200;
/** How long a word of farewell is tried to be sent. Milliseconds. */
const FAREWELL_FOR = 14 * 86_400_000;

/** @param work puts into the draft what is to be kept and sent */
function inDraft<T>(
	core: Core,
	conversation: string,
	work: (draft: Draft) => Promise<T>,
): Promise<Result<T, ChannelError>> {
	return core.turn(async () => {
		const draft = Draft.of(core, conversation);
		if (draft?.conversation.state !== 'open') return failed({ type: 'NotOpen' });
		const done = await work(draft);
		const saved = await core.store.save(await draft.writes());
		return saved.ok ? ok(done) : saved;
	});
}

export const say = (core: Core, conversation: string, outgoing: Outgoing) =>
	inDraft(core, conversation, async (draft) => ({ id: await draft.say(outgoing) }));

/** The person has had these before her eyes. Others learn of it only where she allows it, and only from then on. */
export async function see(core: Core, conversation: string, ids: readonly string[]): Promise<void> {
	const { store } = core;
	const unseen = () =>
		ids.flatMap((id) => {
			const row = store.messages.get(id);
			return row?.conversation === conversation && row.from === 'them' && !row.seen ? [{ id, row }] : [];
		});
	await core.turn(async () => {
		const fresh = unseen();
		if (fresh.length === 0) return;
		const kept = fresh.map(({ id, row }) => store.messages.put(id, { ...row, seen: true }));
		const draft = Draft.of(core, conversation);
		if (draft?.conversation.state !== 'open' || !draft.conversation.tellsSeen) {
			await store.save(kept);
			return;
		}
		draft.add(...kept);
		const told = fresh.filter(({ row }) => kindOf(row.message).shown).map(({ id }) => id);
		for (let at = 0; at < told.length; at += IDS)
			await draft.say({ type: 'seen', body: { seen: told.slice(at, at + IDS) } });
		await store.save(await draft.writes());
	});
}

export const setTellsSeen = (core: Core, conversation: string, yes: boolean): Promise<Done> =>
	core.turn(async () => {
		const row = core.store.conversations.get(conversation);
		if (row === undefined) return failed({ type: 'NotOpen' });
		return core.store.save([core.store.conversations.put(conversation, { ...row, tellsSeen: yes })]);
	});

/** What never left is taken out of the outbox too; it is asked back all the same, since it may be on its way just now. */
export async function askBack(core: Core, ids: readonly string[]): Promise<Done> {
	const { messages } = core.store;
	const conversations = new Set(ids.flatMap((id) => messages.get(id)?.conversation ?? []));
	for (const conversation of conversations) {
		const done = await inDraft(core, conversation, async (draft) => {
			const mine = ids.filter((id) => {
				const row = draft.message(id);
				return row?.from === 'me' && row.askedBack === undefined && kindOf(row.message).shown;
			});
			for (const id of mine) {
				const row = draft.message(id);
				if (row === undefined) continue;
				draft.put(id, { ...row, askedBack: 'asked' });
				if (row.delivery === 'waiting') draft.unqueue(id);
			}
			for (let at = 0; at < mine.length; at += IDS)
				await draft.say({ type: 'ask-back', body: { items: mine.slice(at, at + IDS) } });
			return null;
		});
		if (!done.ok) return done;
	}
	return ok(null);
}

/**
 * End it from this side: the keys are destroyed, what had not left this device is not sent any more, and nothing comes in.
 * @param tell whether the others are told
 */
export const leave = (core: Core, conversation: string, tell: boolean): Promise<Done> =>
	inDraft(core, conversation, async (draft) => {
		const { store, random, now } = core;
		if (tell && draft.sealing) {
			const entry = await draft.seal({ type: 'left', body: {} });
			const { id: log, writeToken: token } = draft.group.log;
			const put = { mid: entry.mid, body: entry.body };
			const errand = { log, token, put, until: now() + FAREWELL_FOR, order: entry.order };
			draft.add(store.errands.put(randomId(random), errand));
		}
		draft.close('left-me');
		return null;
	});

/** Delete a closed conversation and all that was said in it. One that is not here is deleted already. */
export const forget = (core: Core, conversation: string): Promise<Done> =>
	core.turn(async () => {
		const { store } = core;
		const row = store.conversations.get(conversation);
		const open = row !== undefined && row.state !== 'closed' && store.groups.get(conversation) !== undefined;
		return open ? failed({ type: 'NotOpen' }) : store.save(store.forget(conversation));
	});

/** Null where the conversation is not open. */
export const digitsNow = (core: Core, conversation: string): Promise<string | null> =>
	core.turn(async () => {
		const draft = Draft.of(core, conversation);
		return draft?.conversation.state === 'open' && draft.group.state !== ''
			? safetyDigits(bytesOf(draft.group.state) as GroupState)
			: null;
	});
