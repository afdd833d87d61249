/** Reading several logs, at once or as soon as there is something. */
import { pollSchema, type Poll, type PollAnswer } from '$protocol/relay';
import type { Answer } from '../asked';
import { readJson } from '../body';
import { json, problem } from '../problems';
import type { Page } from '../store';
import { tokenMatches } from '../tokens';
import { call, type Call, type Parts } from './call';

/** Those of these logs that their tokens open, and the ids of the others: nothing tells why. */
async function readable(
	{ store, now }: Parts,
	logs: Poll['logs'],
): Promise<{ open: Poll['logs']; missing: string[] }> {
	const records = await store.logs(
		logs.map(({ id }) => id),
		now(),
	);
	const found = new Map(records.map((log) => [log.id, log]));
	const open = logs.filter(({ id, token }) => tokenMatches(token, found.get(id)?.readTokenHash));
	return { open, missing: logs.filter((log) => !open.includes(log)).map(({ id }) => id) };
}

const answer = ({ items, more }: Page, missing: string[]): Answer =>
	json({
		items: items.map((item) => ({ ...item, body: Buffer.from(item.body).toString('base64url') })),
		missing,
		more,
	} satisfies PollAnswer);

export const pollCalls = (parts: Parts): Call[] => [
	call('POST', '/poll', async ({ asked, vouched }) => {
		const { store, limits, now, reads, waits } = parts;
		const body = await readJson(asked, pollSchema);
		if (!body.ok) return problem(body.error.type);
		const { logs, wait } = body.value;
		const { open, missing } = await readable(parts, logs);
		if (open.length > 0) vouched();
		const slow = Math.max(0, ...open.map(({ id }) => reads.take(id)));
		if (slow > 0) return problem('too-many', slow);

		const cursors = open.map(({ id, after }) => ({ log: id, after }));
		const read = () => store.read(cursors, limits.pollBytes, now());
		if (missing.length > 0 || wait === 0) return answer(await read(), missing);
		if (waits.full) return problem('unavailable', 5);
		// Listening starts before the first look, so that nothing falls between the two.
		const waiting = waits.start(cursors, wait * 1_000, (gone) => asked.onGone(gone));
		try {
			const page = await read();
			if (page.items.length > 0) return answer(page, []);
			await waiting.woken;
			// A log may have been deleted, or have expired, while this one waited.
			return answer(await read(), (await readable(parts, open)).missing);
		} finally {
			waiting.end();
		}
	}),
];
