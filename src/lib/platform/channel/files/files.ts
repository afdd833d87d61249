/** Files as people send and open them: the parts first, then the message that names them. All of it in one save. */
import type { Bytes } from '$platform/crypto';
import type { Message } from '$protocol/messages';
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError } from '../contract';
import { randomId, type Core } from '../core';
import { Draft } from '../draft';
import { cut, MAX_FILE_BYTES, putTogether } from './format';
import { fileOf } from './keeping';

type WithFile = Extract<Message, { type: 'attachment' | 'module' }>;
/** A message that names a file, before the file has its place. */
type Sending = {
	[T in WithFile['type']]: { type: T; body: Omit<Extract<WithFile, { type: T }>['body'], 'file'> };
}[WithFile['type']];

export async function sendFile(
	core: Core,
	conversation: string,
	bytes: Bytes,
	sending: Sending,
): Promise<Result<{ id: string }, ChannelError>> {
	if (bytes.length === 0 || bytes.length > MAX_FILE_BYTES) return failed({ type: 'TooLarge' });
	const { file, contents } = await cut(bytes, core.random);
	return core.turn(async () => {
		const draft = Draft.of(core, conversation);
		if (draft?.conversation.state !== 'open') return failed({ type: 'NotOpen' });
		const id = randomId(core.random);
		for (const [mid, content] of contents) {
			await draft.queue(content, { mid, message: id });
			draft.add(core.store.parts.put(randomId(core.random), { conversation, mid, at: core.now() }, content));
		}
		if (sending.type === 'attachment')
			await draft.say({ type: sending.type, body: { ...sending.body, file } }, id);
		else await draft.say({ type: sending.type, body: { ...sending.body, file } }, id);
		const saved = await core.store.save(await draft.writes());
		return saved.ok ? ok({ id }) : saved;
	});
}

/** Null while parts of it are missing, or when they are not what was sent. */
export async function openFile(core: Core, message: string): Promise<Bytes | null> {
	const row = core.store.messages.get(message);
	const file = row === undefined ? null : fileOf(row.message);
	if (row === undefined || file === null) return null;
	return putTogether(file, await core.store.parts.read(row.conversation, file));
}
