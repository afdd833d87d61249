/** What people ask for: a worker presents a colleague, a survivor answers, or takes somebody out. On disk when it resolves. */
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError, HandoverRequest } from '../contract';
import type { Core } from '../core';
import { Draft } from '../draft';
import { MAX_MEMBERS } from '../group';
import { givingIn, pin } from './handover';

/** Worker: present a colleague. Nothing happens before the survivor has said yes. */
export const introduce = (
	core: Core,
	conversation: string,
	{ colleague, role, why, name }: HandoverRequest,
): Promise<Result<null, ChannelError>> =>
	core.turn(async () => {
		const { store } = core;
		const draft = Draft.of(core, conversation);
		const other = Draft.of(core, colleague);
		const whom = other?.others()[0];
		const usable =
			draft?.conversation.state === 'open' &&
			draft.conversation.kind === 'case' &&
			other?.conversation.state === 'open' &&
			other.conversation.kind === 'colleagues';
		// Somebody whose name has not come yet cannot be presented.
		if (!usable || !whom?.name || store.staff.first() === null) return failed({ type: 'NotOpen' });
		const others = draft.others();
		if (others.length + 2 > MAX_MEMBERS || others.some(({ key }) => key === whom.key))
			return failed({ type: 'NotOpen' });
		const before = givingIn(core, conversation);
		// One at a time; one that she has not answered yet may be replaced.
		if (before !== null && before.row.step !== 'asking') return failed({ type: 'NotOpen' });
		if (before !== null) draft.add(store.handovers.delete(before.id));
		const body = { name: whom.name, key: whom.key, role, why };
		const id = await draft.say({ type: 'introduction', body });
		draft.add(
			store.handovers.put(id, {
				...{ side: 'giving', step: 'asking', conversation, colleague, key: whom.key, name, role, why },
				...{ keyPackage: '', packed: 0, welcome: '', way: null },
			}),
		);
		const saved = await store.save(await draft.writes());
		return saved.ok ? ok(null) : saved;
	});

/** Survivor: yes or no to somebody who was presented. Yes lets exactly this key in. */
export const answer = (
	core: Core,
	conversation: string,
	introduction: string,
	yes: boolean,
): Promise<Result<null, ChannelError>> =>
	core.turn(async () => {
		const draft = Draft.of(core, conversation);
		const row = draft?.message(introduction);
		if (draft?.conversation.state !== 'open' || row?.from !== 'them' || row.message.type !== 'introduction')
			return failed({ type: 'NotOpen' });
		const answered = draft
			.messages()
			.some(({ message }) => message.type === 'consent' && message.body.introduction === introduction);
		if (answered) return ok(null);
		await draft.say({ type: 'consent', body: { introduction, yes } });
		if (yes) pin(draft, row.message.body);
		const saved = await core.store.save(await draft.writes());
		return saved.ok ? ok(null) : saved;
	});

/** Survivor: ask somebody to leave. Their device gets nothing more, whether they agree or not. */
export const remove = (core: Core, conversation: string, key: string): Promise<Result<null, ChannelError>> =>
	core.turn(async () => {
		const draft = Draft.of(core, conversation);
		const others = draft?.others() ?? [];
		// With one other person there is nobody left to talk to: that is leaving.
		if (draft?.conversation.state !== 'open' || others.length < 2) return failed({ type: 'NotOpen' });
		if (!others.some((one) => one.key === key && one.role !== 'survivor')) return failed({ type: 'NotOpen' });
		draft.group = { ...draft.group, removes: key };
		const saved = await core.store.save(await draft.writes());
		return saved.ok ? ok(null) : saved;
	});
