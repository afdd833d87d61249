/**
 * Two people meet: the order of steps in pairing, on both sides, and every way it can end. Each step is saved before
 * anything of it is sent, so that a reload in between goes on where it stood. The cryptography is in pairing.ts, the
 * format and its reasons in protocol/pairing.ts.
 *
 *   worker   offering -> answering -> comparing -> open
 *   phone    joining               -> comparing -> open
 *
 * However it fails, nothing of the conversation is kept, and the other side is told through the rendezvous, which works
 * even when somebody stands in between (then there is no common group to tell it in).
 */
import type { Bytes } from '$platform/crypto';
import { parsePairing } from '$protocol/pairing';
import type { Item } from '$protocol/relay';
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError, Pairing } from '../contract';
import { identityOf, type Core } from '../core';
import { Draft } from '../draft';
import { bytesOf } from '../envelope';
import { caseLog } from '../outbox';
import { deriveRendezvous, type Rendezvous } from '../pairing';
import type { ConversationRecord, PairingRecord } from '../records';
import type { RelayError } from '../relay-client';
import { agree } from './agree';
import { Ground, notSaved } from './ground';
import { PhoneSide } from './phone-side';
import { WorkerSide } from './worker-side';

export class Meeting {
	readonly #core: Core;
	readonly #ground: Ground;
	readonly #worker: WorkerSide;
	readonly #phone: PhoneSide;
	#pushing = false;
	/** The rendezvous that is known to be gone; asking again would be answered at once, for ever. */
	#gone: string | null = null;

	constructor(core: Core) {
		this.#core = core;
		this.#ground = new Ground(core);
		this.#worker = new WorkerSide(this.#ground);
		this.#phone = new PhoneSide(this.#ground);
	}

	get #record() {
		return this.#ground.record;
	}

	/** What screens show. */
	view(): Pairing {
		const record = this.#record?.value;
		if (record === undefined)
			return this.#ground.failure === null
				? { step: 'none' }
				: { step: 'failed', error: this.#ground.failure };
		if (record.step === 'joining') return { step: 'joining', kind: record.kind };
		if (record.step === 'comparing') {
			const { conversation, kind, digits, mine, theirs } = record;
			return { step: 'comparing', conversation, kind, digits, mine, theirs };
		}
		const { code, qr } = this.#worker.shown(record.seed);
		const expiresAt = new Date(record.expiresAt).toISOString();
		const { conversation, kind } = record;
		return { step: 'offering', conversation, kind, code, qr, expiresAt };
	}

	/** After a reload: the code on the screen again. */
	async load(): Promise<void> {
		const record = this.#record?.value;
		const identity = identityOf(this.#core.store);
		if (record && identity) await this.#worker.show(bytesOf(record.seed), identity);
	}

	/** The rendezvous to listen to, while there is one. */
	async listening(): Promise<{ id: string; after: number; token: string } | null> {
		const record = this.#record?.value;
		if (record === undefined || this.#core.now() > record.expiresAt) return null;
		const { log, readToken } = await deriveRendezvous(bytesOf(record.seed));
		return log === this.#gone ? null : { id: log, after: record.cursor, token: readToken };
	}

	/** The conversation whose log may not be there yet: asking for it would only be told so. */
	get unopened(): string | null {
		const record = this.#record?.value;
		return record?.step === 'answering' && !record.sent ? record.conversation : null;
	}

	/** Worker: open a rendezvous and show its code. Replaces a pairing that is under way. */
	async offer(name: string, kind: ConversationRecord['kind'] = 'case'): Promise<Result<null, ChannelError>> {
		if (this.#core.store.staff.first() === null) return failed({ type: 'NotStaff' });
		await this.cancel();
		return this.#worker.offer(name, kind);
	}

	/** Phone: offer a key package under a scanned or typed code. Replaces a pairing that is under way. */
	async join(codeOrQr: string): Promise<Result<null, ChannelError>> {
		const parsed = parsePairing(codeOrQr);
		if (parsed === null) return failed({ type: 'CodeMistyped' });
		await this.cancel();
		return this.#phone.join(parsed);
	}

	/** Either: what the person said about the digits. */
	async compare(conversation: string, same: boolean): Promise<Result<null, ChannelError>> {
		const { store } = this.#core;
		const record = this.#record?.value;
		if (record?.step !== 'comparing' || record.conversation !== conversation)
			return store.conversations.get(conversation) ? ok(null) : failed({ type: 'CodeExpired' });
		if (!same) {
			await this.#ground.end({ type: 'NotTheSame' }, 'different');
			return ok(null);
		}
		const result = await this.#core.turn(async (): Promise<Result<null, ChannelError>> => {
			const draft = Draft.of(this.#core, conversation);
			const again = this.#record?.value;
			if (draft === null || again?.step !== 'comparing' || again.mine) return ok(null);
			await draft.say({ type: 'confirmed', body: {} });
			await agree(draft, 'mine');
			const saved = await store.save(await draft.writes());
			return saved.ok ? saved : notSaved(saved.error);
		});
		this.#core.stir();
		return result;
	}

	/** Give up what is under way, or put away a failure. */
	async cancel(): Promise<void> {
		const record = this.#record?.value;
		if (record !== undefined) await this.#ground.end(null, 'cancelled');
		this.#ground.failure = null;
		this.#core.stir();
	}

	/** Items of the rendezvous, in order. */
	async read(items: readonly Item[]): Promise<void> {
		for (const item of items) {
			await this.#core.turn(async () => {
				const found = this.#record;
				if (found === null || item.seq <= found.value.cursor) return;
				const rendezvous = await deriveRendezvous(bytesOf(found.value.seed));
				if (rendezvous.log === item.log) await this.#readOne(found, rendezvous, item);
			});
		}
		this.#core.stir();
	}

	async #readOne(
		found: { id: string; value: PairingRecord },
		rendezvous: Rendezvous,
		item: Item,
	): Promise<void> {
		const { store } = this.#core;
		const { mids } = rendezvous;
		const record: PairingRecord = { ...found.value, cursor: item.seq };
		const body = bytesOf(item.body);
		const worker = record.step === 'comparing' ? record.worker : record.step !== 'joining';
		if (item.mid === (worker ? mids.stopPhone : mids.stopWorker))
			return this.#ground.stopped(rendezvous, item.mid, body);
		if (record.step === 'offering' && item.mid === mids.offer)
			return this.#worker.offered(found.id, record, rendezvous, body);
		if (record.step === 'joining' && item.mid === mids.answer)
			return this.#phone.answered(found.id, record, rendezvous, body);
		if (record.step === 'answering' && item.mid === mids.reveal)
			return this.#worker.revealed(found.id, record, rendezvous, body);
		await store.save([store.pairing.put(found.id, record)]);
	}

	/** The relay says that the rendezvous is not there (any more). While people compare, it is no longer needed. */
	async gone(log: string): Promise<void> {
		this.#gone = log;
		const record = this.#record?.value;
		if (record === undefined || record.step === 'comparing') return;
		if ((await deriveRendezvous(bytesOf(record.seed))).log === log)
			await this.#ground.end({ type: 'CodeExpired' });
	}

	/** A conversation that was not open yet has lost its log: the other side gave it up. */
	async abandoned(conversation: string): Promise<void> {
		const record = this.#record?.value;
		if (record?.step === 'comparing' && !record.worker && record.conversation === conversation)
			await this.#ground.end({ type: 'CodeExpired' });
	}

	/** Milliseconds until the code is void; null when none is waiting. */
	expiresIn(): number | null {
		const record = this.#record?.value;
		if (record === undefined || record.step === 'comparing') return null;
		return Math.max(0, record.expiresAt - this.#core.now());
	}

	/** Send what this pairing has to send. False when the relay could not be reached. */
	async push(): Promise<boolean> {
		if (this.#pushing) return true;
		this.#pushing = true;
		try {
			return await this.#push();
		} finally {
			this.#pushing = false;
		}
	}

	async #push(): Promise<boolean> {
		const record = this.#record?.value;
		if (record === undefined) return true;
		if (this.expiresIn() === 0) {
			await this.#ground.end({ type: 'CodeExpired' });
			return true;
		}
		const { store, relay } = this.#core;
		const rendezvous = await deriveRendezvous(bytesOf(record.seed));
		const { log, writeToken, mids } = rendezvous;
		if (record.step === 'joining' && !record.sent) {
			const body = bytesOf(record.body);
			return this.#sent(await relay.put({ log, mid: mids.offer }, writeToken, body), 'joining', body);
		}
		if (record.step === 'answering' && !record.sent) {
			const group = store.groups.get(record.conversation);
			const staff = store.staff.first();
			if (group === undefined || staff === null) throw new TypeError('Answering without a group');
			const opened = await relay.openLog(staff.value.staffToken, await caseLog(group.log));
			if (!opened.ok) return this.#sent(opened, 'answering', bytesOf(record.body));
			const body = bytesOf(record.body);
			return this.#sent(await relay.put({ log, mid: mids.answer }, writeToken, body), 'answering', body);
		}
		if (record.step === 'comparing' && record.reveal !== null) {
			const body = bytesOf(record.reveal);
			return this.#sent(await relay.put({ log, mid: mids.reveal }, writeToken, body), 'comparing', body);
		}
		return true;
	}

	async #sent(
		result: Result<unknown, RelayError>,
		step: PairingRecord['step'],
		body: Bytes,
	): Promise<boolean> {
		if (result.ok) {
			await this.#ground.mark(step, body);
			return true;
		}
		if (result.error.type === 'Conflict') await this.#ground.end({ type: 'CodeUsed' }, 'used');
		else if (result.error.type === 'Missing') await this.#ground.end({ type: 'CodeExpired' });
		else return false;
		return true;
	}
}
