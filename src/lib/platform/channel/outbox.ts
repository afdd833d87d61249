/**
 * Sends what is queued: conversation by conversation, in the order it was written, each envelope the same bytes under
 * the same mid until the relay says it has them. Only sends what is on disk; only forgets what the relay has on its.
 * A visible message stays in the outbox until the other side's receipt, and goes out again should the log have vanished.
 */
import type { Waits } from './backoff';
import type { Core } from './core';
import { Draft } from './draft';
import { bytesOf } from './envelope';
import { advance, leaveTail } from './people/moving';
import type { OutboxRecord } from './records';
import { hashToken } from './pairing';
import { holds, watchToken, type LogKeys } from './people/logs';
import type { RelayError } from './relay-client';
import type { Write } from './store';
import { ITEM_DAYS } from '$protocol/relay';

/** A case log stays until somebody deletes it; its items live as long as the relay allows. Seconds. */
const CASE_LOG = { ttl: ITEM_DAYS * 86_400, lifetime: 0 };

/** A file is large: its parts wait on the relay for a week. */
const FILE_SECONDS = 7 * 86_400;

export class Outbox {
	readonly #core: Core;
	readonly #waits: Waits;
	readonly #full: (full: boolean) => void;

	/** @param full told whether the relay has room for us */
	constructor(core: Core, waits: Waits, full: (full: boolean) => void) {
		this.#core = core;
		this.#waits = waits;
		this.#full = full;
	}

	/** Send everything that may be sent now. False when the relay could not be reached: no use in trying the rest. */
	async flush(): Promise<boolean> {
		if (!(await this.#errands())) return false;
		for (const conversation of this.#conversations()) {
			while (this.#waits.left(conversation, this.#core.now()) === 0) {
				const next = this.#next(conversation);
				if (next === null) break;
				const error = await this.#send(next.id, next.entry);
				if (error?.type === 'Unreachable') return false;
				if (error !== null) break;
			}
		}
		return true;
	}

	/** Milliseconds until something that waits may be tried again; null when nothing waits. */
	nextIn(): number | null {
		const now = this.#core.now();
		const left = [...this.#conversations()].map((one) => this.#waits.left(one, now));
		for (const id of this.#core.store.errands.rows.keys()) left.push(this.#waits.left(id, now));
		return left.length === 0 ? null : Math.min(...left);
	}

	#conversations(): Set<string> {
		const waiting = new Set<string>();
		for (const entry of this.#core.store.outbox.rows.values())
			if (!entry.sent && !this.#held(entry.conversation)) waiting.add(entry.conversation);
		return waiting;
	}

	/** Somebody new is in it, and the log that they can read is being made: what is put into this one they would miss. */
	#held(conversation: string): boolean {
		const { groups, conversations, identity } = this.#core.store;
		const group = groups.get(conversation);
		const members = conversations.get(conversation)?.members.filter(({ gone }) => !gone) ?? [];
		const own = identity.first()?.value.publicKey ?? '';
		return group !== undefined && holds(group, [own, ...members.map(({ key }) => key)]);
	}

	#next(conversation: string): { id: string; entry: OutboxRecord } | null {
		if (this.#held(conversation)) return null;
		let next: { id: string; entry: OutboxRecord } | null = null;
		for (const [id, entry] of this.#core.store.outbox.rows) {
			if (entry.conversation !== conversation || entry.sent) continue;
			if (next === null || entry.order < next.entry.order) next = { id, entry };
		}
		return next;
	}

	async #send(id: string, entry: OutboxRecord): Promise<RelayError | { type: 'NotSaved' } | null> {
		const { store, relay } = this.#core;
		const group = store.groups.get(entry.conversation);
		if (group === undefined) {
			await this.#core.turn(() => store.save([store.outbox.delete(id)]));
			return null;
		}
		const on = entry.on ?? { log: group.log.id, token: group.log.writeToken };
		const place = { log: on.log, mid: entry.mid };
		const seconds = entry.part === true ? FILE_SECONDS : undefined;
		const result = await relay.put(place, on.token, bytesOf(entry.body), seconds);
		const isCommit = entry.next !== undefined;
		if (result.ok) {
			this.#waits.worked(entry.conversation);
			this.#full(false);
			return this.#taken(id, entry.body);
		}
		if (result.error.type === 'Conflict' && isCommit) {
			await this.#lost(id);
			return null;
		}
		if (result.error.type === 'Missing') await this.logMissing(entry.conversation, on.log);
		if (result.error.type === 'Full') this.#full(true);
		this.#later(entry.conversation, result.error);
		return result.error;
	}

	#later(name: string, error: RelayError): void {
		if (error.type === 'Unreachable') return;
		this.#waits.failed(name, this.#core.now(), 'waitMs' in error ? error.waitMs : 0);
	}

	/** The relay has it, durably. */
	#taken(id: string, body: string): Promise<{ type: 'NotSaved' } | null> {
		return this.#core.turn(async () => {
			const { store } = this.#core;
			const entry = store.outbox.get(id);
			// Gone, or sealed for another log meanwhile: that one does not have it yet.
			if (entry?.body !== body) return null;
			const saved = await store.save(await this.#takenWrites(id, entry));
			if (saved.ok) return null;
			this.#waits.failed(entry.conversation, this.#core.now());
			return { type: 'NotSaved' };
		});
	}

	async #takenWrites(id: string, entry: OutboxRecord): Promise<Write[]> {
		const { store } = this.#core;
		if (entry.next !== undefined) {
			const draft = Draft.of(this.#core, entry.conversation);
			if (draft === null) return [store.outbox.delete(id)];
			await draft.merge(id);
			return draft.writes();
		}
		if (entry.message === undefined) return [store.outbox.delete(id)];
		const message = store.messages.get(entry.message);
		const sent = store.outbox.put(id, { ...entry, sent: true });
		return message?.delivery === 'waiting' && entry.part === undefined
			? [sent, store.messages.put(entry.message, { ...message, delivery: 'sent' })]
			: [sent];
	}

	/** Another commit of this epoch came first; it will arrive with the next poll, and only then is there a new epoch. */
	async #lost(id: string): Promise<void> {
		const { store } = this.#core;
		await this.#core.turn(async () => {
			if (store.outbox.get(id) !== undefined) await store.save([store.outbox.delete(id)]);
		});
	}

	/**
	 * The case log is not there. A worker opens it again, the same one; a phone waits for that. Either way the relay
	 * has forgotten what it had, so reading starts anew (the group ignores what it knows) and what was not delivered is
	 * sent again.
	 * @returns whether it is there again
	 */
	async logMissing(conversation: string, log: string): Promise<boolean> {
		const { store, relay } = this.#core;
		const group = store.groups.get(conversation);
		const staff = store.staff.first();
		if (group === undefined) return false;
		if (log !== group.log.id) return this.#tailMissing(conversation, log);
		const mine = group.slot === 0 && staff !== null;
		const readers = group.readers.length || 2;
		const opened =
			mine && (await relay.openLog(staff.value.staffToken, await caseLog(group.log, readers))).ok;
		await this.#core.turn(async () => {
			const now = store.groups.get(conversation);
			if (now === undefined) return;
			const again = [...store.outbox.rows].filter(
				([, entry]) => entry.conversation === conversation && entry.sent && entry.on === undefined,
			);
			if (now.cursor === 0 && again.length === 0) return;
			await store.save([
				store.groups.put(conversation, { ...now, cursor: 0 }),
				...again.map(([id, entry]) => store.outbox.put(id, { ...entry, sent: false })),
			]);
		});
		this.#core.stir();
		return opened;
	}

	/**
	 * A log that was left is not there: whoever moved has deleted it, since everybody has come over; or, if that was us, the
	 * relay has lost it, and somebody may still need what we said there.
	 */
	async #tailMissing(conversation: string, log: string): Promise<boolean> {
		const { store, relay } = this.#core;
		const staff = store.staff.first();
		const tail = store.groups.get(conversation)?.tails.find((one) => one.log.id === log);
		const open = tail?.mine === true && staff !== null;
		const opened =
			open && (await relay.openLog(staff.value.staffToken, await caseLog(tail.log, tail.readers.length))).ok;
		if (open && !opened) return false;
		await this.#core.turn(async () => {
			const draft = Draft.of(this.#core, conversation);
			if (draft === null) return;
			for (const [id, entry] of draft.queued())
				if (entry.on?.log === log)
					draft.add(opened ? store.outbox.put(id, { ...entry, sent: false }) : store.outbox.delete(id));
			const left = draft.group.tails.find((one) => one.log.id === log);
			if (left !== undefined && opened) advance(draft, log, 0);
			if (left !== undefined && !opened) await leaveTail(draft, left);
			await store.save(await draft.writes());
		});
		this.#core.stir();
		return opened;
	}

	/** What is to be done for conversations that are forgotten already. */
	async #errands(): Promise<boolean> {
		const { store, relay, now } = this.#core;
		const queue = [...store.errands.rows].sort(([, a], [, b]) => a.order - b.order);
		for (const [id, { log, token, put, until }] of queue) {
			if (this.#waits.left(id, now()) > 0) continue;
			if (until > now()) {
				const result = put
					? await relay.put({ log, mid: put.mid }, token, bytesOf(put.body))
					: await relay.deleteLog(log, token);
				if (!result.ok && result.error.type === 'Unreachable') return false;
				if (!result.ok && (result.error.type === 'TooMany' || result.error.type === 'Full')) {
					this.#later(id, result.error);
					continue;
				}
			}
			this.#waits.worked(id);
			await this.#core.turn(() => store.save([store.errands.delete(id)]));
		}
		return true;
	}
}

/** What the relay is told when a case log is opened: hashes, and how long to keep things. */
export async function caseLog(log: LogKeys, readers = 2) {
	return {
		id: log.id,
		readTokenHash: await hashToken(log.readToken),
		writeTokenHash: await hashToken(log.writeToken),
		adminTokenHash: await hashToken(log.adminToken),
		watchTokenHash: await hashToken(await watchToken(log)),
		readerSlots: readers,
		...CASE_LOG,
	};
}
