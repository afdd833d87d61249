/**
 * Sends what is queued: conversation by conversation, in the order it was written, each envelope the same bytes under
 * the same mid until the relay says it has them. Only sends what is on disk; only forgets what the relay has on its.
 * A visible message stays in the outbox until the other side's receipt, and goes out again should the log have vanished.
 */
import type { Waits } from './backoff';
import type { Core } from './core';
import { Draft } from './draft';
import { bytesOf } from './envelope';
import type { OutboxRecord } from './records';
import { hashToken } from './pairing';
import type { RelayError } from './relay-client';
import type { Write } from './store';
import { ITEM_DAYS } from '$protocol/relay';

/** A case log stays until somebody deletes it; its items live as long as the relay allows. Seconds. */
const CASE_LOG = { readerSlots: 2, ttl: ITEM_DAYS * 86_400, lifetime: 0 };

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
			if (!entry.sent) waiting.add(entry.conversation);
		return waiting;
	}

	#next(conversation: string): { id: string; entry: OutboxRecord } | null {
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
		const place = { log: group.log.id, mid: entry.mid };
		const result = await relay.put(place, group.log.writeToken, bytesOf(entry.body));
		const isCommit = entry.next !== undefined;
		if (result.ok) {
			this.#waits.worked(entry.conversation);
			this.#full(false);
			return this.#taken(id);
		}
		if (result.error.type === 'Conflict' && isCommit) {
			await this.#lost(id);
			return null;
		}
		if (result.error.type === 'Missing') await this.logMissing(entry.conversation);
		if (result.error.type === 'Full') this.#full(true);
		this.#later(entry.conversation, result.error);
		return result.error;
	}

	#later(name: string, error: RelayError): void {
		if (error.type === 'Unreachable') return;
		this.#waits.failed(name, this.#core.now(), 'waitMs' in error ? error.waitMs : 0);
	}

	/** The relay has it, durably. */
	#taken(id: string): Promise<{ type: 'NotSaved' } | null> {
		return this.#core.turn(async () => {
			const { store } = this.#core;
			const entry = store.outbox.get(id);
			if (entry === undefined) return null;
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
	async logMissing(conversation: string): Promise<boolean> {
		const { store, relay } = this.#core;
		const group = store.groups.get(conversation);
		const staff = store.staff.first();
		if (group === undefined) return false;
		const mine = group.slot === 0 && staff !== null;
		const opened = mine && (await relay.openLog(staff.value.staffToken, await caseLog(group.log))).ok;
		await this.#core.turn(async () => {
			const now = store.groups.get(conversation);
			if (now === undefined) return;
			const again = [...store.outbox.rows].filter(
				([, entry]) => entry.conversation === conversation && entry.sent,
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
export async function caseLog(log: {
	id: string;
	readToken: string;
	writeToken: string;
	adminToken: string;
}) {
	return {
		id: log.id,
		readTokenHash: await hashToken(log.readToken),
		writeTokenHash: await hashToken(log.writeToken),
		adminTokenHash: await hashToken(log.adminToken),
		...CASE_LOG,
	};
}
