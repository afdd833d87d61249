/**
 * What both sides of a meeting stand on: the record of the one that is under way, how it ends, and what the other side is
 * told of that. Whoever works here takes a turn (core.ts).
 */
import { bytesToBase64url, type Bytes } from '$platform/crypto';
import { PAIRING_SECONDS, stopSchema, type StopReason } from '$protocol/pairing';
import { failed } from '$protocol/result';
import type { ChannelError } from '../contract';
import { identityOf, randomId, text, type Core } from '../core';
import { bytesOf } from '../envelope';
import { createIdentity, type GroupState, type Identity } from '../group';
import { deriveRendezvous, openItem, sealItem, type Rendezvous } from '../pairing';
import type { ConversationRecord, GroupRecord, MemberRecord, PairingRecord } from '../records';
import type { RelayError } from '../relay-client';
import type { SaveError, Write } from '../store';

/** How long a forgotten case log is tried to be deleted. Milliseconds. */
const DELETE_FOR = 31 * 86_400_000;

export const notSaved = (error: SaveError): { ok: false; error: ChannelError } => failed(error);
export const notReached = (error: RelayError, missing: ChannelError): { ok: false; error: ChannelError } =>
	failed(
		error.type === 'Missing'
			? missing
			: error.type === 'Conflict'
				? { type: 'CodeUsed' }
				: { type: 'RelayUnreachable' },
	);

export class Ground {
	readonly core: Core;
	/** Why the last one failed, until the person puts it away. */
	failure: ChannelError | null = null;

	constructor(core: Core) {
		this.core = core;
	}

	get record() {
		return this.core.store.pairing.first();
	}

	/** Own identity; made and to be saved when there is none. */
	async identity(): Promise<{ identity: Identity; writes: Write[] }> {
		const { store, random } = this.core;
		const found = identityOf(store);
		if (found !== null) return { identity: found, writes: [] };
		const identity = await createIdentity();
		const record = { publicKey: text(identity.publicKey), secretKey: text(identity.secretKey) };
		return { identity, writes: [store.identity.put(randomId(random), record)] };
	}

	async stopErrand(
		rendezvous: Rendezvous,
		by: 'worker' | 'phone',
		reason: StopReason,
		until: number,
	): Promise<Write> {
		const { store, random } = this.core;
		const item = by === 'worker' ? 'stopWorker' : 'stopPhone';
		const body = text(await sealItem(rendezvous, item, by, { v: 1, reason }));
		const put = { mid: rendezvous.mids[item], body };
		const { log, writeToken: token } = rendezvous;
		return store.errands.put(randomId(random), { log, token, put, until, order: store.nextOrder() });
	}

	/**
	 * Over, and nothing of it kept.
	 * @param failure shown here; null when the person wanted it so
	 * @param reason told to the other side; left out when it told us
	 */
	async end(failure: ChannelError | null, reason?: StopReason): Promise<void> {
		await this.core.turn(() => this.endInTurn(failure, reason));
		this.core.stir();
	}

	async endInTurn(failure: ChannelError | null, reason?: StopReason): Promise<void> {
		const { store, random, now } = this.core;
		const found = this.record;
		if (found === null) return;
		const record = found.value;
		const writes: Write[] = [store.pairing.delete(found.id)];
		const rendezvous = await deriveRendezvous(bytesOf(record.seed));
		const byWorker = record.step === 'comparing' ? record.worker : record.step !== 'joining';
		if (record.step === 'offering' && reason !== 'used') {
			const { log, adminToken: token } = rendezvous;
			const errand = { log, token, until: record.expiresAt, order: store.nextOrder() };
			writes.push(store.errands.put(randomId(random), errand));
		} else if (reason !== undefined) {
			writes.push(await this.stopErrand(rendezvous, byWorker ? 'worker' : 'phone', reason, record.expiresAt));
		}
		if (record.step !== 'joining') {
			const group = store.groups.get(record.conversation);
			if (group !== undefined) {
				const { id: log, adminToken: token } = group.log;
				const errand = { log, token, until: now() + DELETE_FOR, order: store.nextOrder() };
				writes.push(store.errands.put(randomId(random), errand));
			}
			writes.push(...store.forget(record.conversation));
		}
		await store.save(writes);
		this.failure = failure;
	}

	/** The other side gave up, and says why. */
	async stopped(rendezvous: Rendezvous, mid: string, body: Bytes): Promise<void> {
		const item = mid === rendezvous.mids.stopPhone ? 'stopPhone' : 'stopWorker';
		const stop = await openItem(rendezvous, item, body, stopSchema);
		const ends: Record<StopReason, ChannelError> = {
			used: { type: 'CodeUsed' },
			different: { type: 'NotTheSame' },
			cancelled: { type: 'CodeExpired' },
		};
		await this.endInTurn(stop === null ? { type: 'CodeUsed' } : ends[stop.value.reason]);
	}

	/** Note that the relay has it, if this is still what was being sent. */
	async mark(step: PairingRecord['step'], body: Bytes): Promise<void> {
		await this.core.turn(async () => {
			const { pairing } = this.core.store;
			const found = this.record;
			if (found?.value.step !== step) return;
			const { value: record } = found;
			const sent = bytesToBase64url(body);
			if (record.step === 'comparing' && record.reveal === sent)
				await this.core.store.save([pairing.put(found.id, { ...record, reveal: null })]);
			if ((record.step === 'joining' || record.step === 'answering') && record.body === sent)
				await this.core.store.save([pairing.put(found.id, { ...record, sent: true })]);
		});
		this.core.stir();
	}
}

export const begin = (seed: Bytes, now: number, kind: ConversationRecord['kind']) => ({
	kind,
	seed: text(seed),
	expiresAt: now + PAIRING_SECONDS * 1_000,
	cursor: 0,
	mine: false,
	theirs: false,
});

/** A conversation of two, before the digits were compared. */
export const newConversation = (
	name: string,
	member: Pick<MemberRecord, 'key' | 'name' | 'role'>,
	now: number,
	kind: ConversationRecord['kind'],
): ConversationRecord => {
	const startedAt = new Date(now).toISOString();
	return {
		name,
		kind,
		state: 'pairing',
		ended: null,
		startedAt,
		unreadable: 0,
		members: [{ ...member, sure: 'compared', since: startedAt, gone: false }],
		tellsSeen: false,
	};
};

export const newGroup = (
	state: GroupState,
	pinned: readonly Bytes[],
	log: GroupRecord['log'],
	slot: number,
	now: number,
): GroupRecord => ({
	state: text(state),
	pinned: pinned.map(text),
	log,
	slot,
	cursor: 0,
	held: [],
	sinceCommit: 0,
	lastCommitAt: now,
	ownCommits: 0,
	wantsCommit: false,
	// The one who opened it reads in the first slot.
	readers: (slot === 0 ? [...pinned] : [...pinned].reverse()).map(text),
	from: 0,
	mover: null,
	next: null,
	removes: null,
	stuckSince: null,
	joining: null,
	returning: null,
	rejoined: [],
	tails: [],
});
