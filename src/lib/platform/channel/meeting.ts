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
import { bytesToBase64url, constantTimeEqual, sha256, type Bytes } from '$platform/crypto';
import { encodeCode, formatCode } from '$protocol/code';
import {
	answerSchema,
	offerSchema,
	PAIRING_SECONDS,
	pairingToQr,
	parsePairing,
	revealSchema,
	stopSchema,
	type StopReason,
} from '$protocol/pairing';
import type { Item } from '$protocol/relay';
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError, Pairing } from './contract';
import { identityOf, randomId, text, type Core } from './core';
import { Draft } from './draft';
import { bytesOf } from './envelope';
import {
	addMember,
	createGroup,
	createIdentity,
	createKeyPackage,
	joinGroup,
	keyHash,
	keyPackageOwner,
	type GroupState,
	type Identity,
} from './group';
import { caseLog } from './outbox';
import {
	commitTo,
	deriveRendezvous,
	digitsOf,
	fitsCommitment,
	hashToken,
	openItem,
	sealItem,
	type Rendezvous,
} from './pairing';
import type { GroupRecord, PairingRecord, PairingStep } from './records';
import { randomToken, type RelayError } from './relay-client';
import type { SaveError, Write } from './store';

const WORKER_SLOT = 0;
const PHONE_SLOT = 1;
/** How long a forgotten case log is tried to be deleted. Milliseconds. */
const DELETE_FOR = 31 * 86_400_000;

const notSaved = (error: SaveError): { ok: false; error: ChannelError } => failed(error);
const notReached = (error: RelayError, missing: ChannelError): { ok: false; error: ChannelError } =>
	failed(
		error.type === 'Missing'
			? missing
			: error.type === 'Conflict'
				? { type: 'CodeUsed' }
				: { type: 'RelayUnreachable' },
	);

export class Meeting {
	readonly #core: Core;
	#failure: ChannelError | null = null;
	/** What the worker's screen shows; made once for each code. */
	#shown: { seed: string; code: string; qr: string } | null = null;
	#pushing = false;
	/** The rendezvous that is known to be gone; asking again would be answered at once, for ever. */
	#gone: string | null = null;

	constructor(core: Core) {
		this.#core = core;
	}

	get #record() {
		return this.#core.store.pairing.first();
	}

	/** What screens show. */
	view(): Pairing {
		const record = this.#record?.value;
		if (record === undefined)
			return this.#failure === null ? { step: 'none' } : { step: 'failed', error: this.#failure };
		if (record.step === 'joining') return { step: 'joining' };
		if (record.step === 'comparing') {
			const { conversation, digits, mine, theirs } = record;
			return { step: 'comparing', conversation, digits, mine, theirs };
		}
		const { code, qr } = this.#shown?.seed === record.seed ? this.#shown : { code: '', qr: '' };
		const expiresAt = new Date(record.expiresAt).toISOString();
		return { step: 'offering', conversation: record.conversation, code, qr, expiresAt };
	}

	/** After a reload: the code on the screen again. */
	async load(): Promise<void> {
		const record = this.#record?.value;
		const identity = identityOf(this.#core.store);
		if (record && identity) await this.#show(bytesOf(record.seed), identity);
	}

	async #show(seed: Bytes, identity: Identity): Promise<void> {
		const qr = pairingToQr(seed, await keyHash(identity.publicKey));
		this.#shown = { seed: text(seed), code: formatCode(encodeCode(seed)), qr };
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

	/** Own identity; made and to be saved when there is none. */
	async #identity(): Promise<{ identity: Identity; writes: Write[] }> {
		const { store, random } = this.#core;
		const found = identityOf(store);
		if (found !== null) return { identity: found, writes: [] };
		const identity = await createIdentity();
		const record = { publicKey: text(identity.publicKey), secretKey: text(identity.secretKey) };
		return { identity, writes: [store.identity.put(randomId(random), record)] };
	}

	/** Worker: open a rendezvous and show its code. Replaces a pairing that is under way. */
	async offer(name: string): Promise<Result<null, ChannelError>> {
		const { store, relay, random, now } = this.#core;
		const staff = store.staff.first();
		if (staff === null) return failed({ type: 'NotStaff' });
		await this.cancel();
		const seed = random(15);
		const rendezvous = await deriveRendezvous(seed);
		const opened = await relay.openLog(staff.value.staffToken, await rendezvousLog(rendezvous));
		if (!opened.ok) return notReached(opened.error, { type: 'NotStaff' });
		const result = await this.#core.turn(async (): Promise<Result<null, ChannelError>> => {
			const { identity, writes } = await this.#identity();
			await this.#show(seed, identity);
			const record: PairingRecord = {
				...begin(seed, now()),
				step: 'offering',
				conversation: randomId(random),
				name,
			};
			const saved = await store.save([...writes, store.pairing.put(randomId(random), record)]);
			if (!saved.ok) return notSaved(saved.error);
			this.#failure = null;
			return ok(null);
		});
		this.#core.stir();
		return result;
	}

	/** Phone: offer a key package under a scanned or typed code. Replaces a pairing that is under way. */
	async join(codeOrQr: string): Promise<Result<null, ChannelError>> {
		const { store, relay, random, now } = this.#core;
		const parsed = parsePairing(codeOrQr);
		if (parsed === null) return failed({ type: 'CodeMistyped' });
		await this.cancel();
		const rendezvous = await deriveRendezvous(parsed.seed);
		const { log: id, readToken: token, mids } = rendezvous;
		const looked = await relay.poll({ logs: [{ id, after: 0, token }], wait: 0 });
		if (!looked.ok) return notReached(looked.error, { type: 'CodeExpired' });
		if (looked.value.missing.includes(id)) return failed({ type: 'CodeExpired' });
		if (looked.value.items.some((item) => item.mid === mids.offer)) return this.#alarm(rendezvous);

		const share = random(32);
		const made = await this.#core.turn(async (): Promise<Result<Bytes, ChannelError>> => {
			const { identity, writes } = await this.#identity();
			const keyPackage = await createKeyPackage(identity, relay.now());
			const offer = {
				v: 1,
				keyPackage: text(keyPackage.public),
				commitment: text(await commitTo(share, keyPackage.public)),
			};
			const body = await sealItem(rendezvous, 'offer', 'phone', offer);
			const record: PairingRecord = {
				...begin(parsed.seed, now()),
				step: 'joining',
				keyHash: parsed.keyHash === null ? null : text(parsed.keyHash),
				sent: false,
				body: text(body),
				share: text(share),
				keyPackage: { public: text(keyPackage.public), secret: text(keyPackage.secret) },
			};
			const saved = await store.save([...writes, store.pairing.put(randomId(random), record)]);
			if (!saved.ok) return notSaved(saved.error);
			this.#failure = null;
			return ok(body);
		});
		if (!made.ok) return made;
		const put = await relay.put({ log: id, mid: mids.offer }, rendezvous.writeToken, made.value);
		if (put.ok) await this.#mark('joining', made.value);
		if (!put.ok && put.error.type === 'Conflict') return this.#alarm(rendezvous);
		if (!put.ok && put.error.type === 'Missing') {
			await this.#end(null);
			return failed({ type: 'CodeExpired' });
		}
		// Not reached: saved, and sent as soon as it can be.
		this.#core.stir();
		return ok(null);
	}

	/** Phone: somebody else used this code. Tell the worker, keep nothing. */
	async #alarm(rendezvous: Rendezvous): Promise<{ ok: false; error: ChannelError }> {
		const { store, now } = this.#core;
		await this.#core.turn(async () => {
			const record = this.#record;
			const stop = await this.#stopErrand(rendezvous, 'phone', 'used', now() + PAIRING_SECONDS * 1_000);
			await store.save([stop, ...(record === null ? [] : [store.pairing.delete(record.id)])]);
		});
		this.#core.stir();
		return failed({ type: 'CodeUsed' });
	}

	async #stopErrand(
		rendezvous: Rendezvous,
		by: 'worker' | 'phone',
		reason: StopReason,
		until: number,
	): Promise<Write> {
		const { store, random } = this.#core;
		const item = by === 'worker' ? 'stopWorker' : 'stopPhone';
		const body = text(await sealItem(rendezvous, item, by, { v: 1, reason }));
		const put = { mid: rendezvous.mids[item], body };
		const { log, writeToken: token } = rendezvous;
		return store.errands.put(randomId(random), { log, token, put, until, order: store.nextOrder() });
	}

	/** Either: what the person said about the digits. */
	async compare(conversation: string, same: boolean): Promise<Result<null, ChannelError>> {
		const { store } = this.#core;
		const record = this.#record?.value;
		if (record?.step !== 'comparing' || record.conversation !== conversation)
			return store.conversations.get(conversation) ? ok(null) : failed({ type: 'CodeExpired' });
		if (!same) {
			await this.#end({ type: 'NotTheSame' }, 'different');
			return ok(null);
		}
		const result = await this.#core.turn(async (): Promise<Result<null, ChannelError>> => {
			const draft = Draft.of(this.#core, conversation);
			const again = this.#record?.value;
			if (draft === null || again?.step !== 'comparing' || again.mine) return ok(null);
			await draft.say({ type: 'confirmed', body: {} });
			await draft.agree('mine');
			const saved = await store.save(await draft.writes());
			return saved.ok ? saved : notSaved(saved.error);
		});
		this.#core.stir();
		return result;
	}

	/** Give up what is under way, or put away a failure. */
	async cancel(): Promise<void> {
		const record = this.#record?.value;
		if (record !== undefined) await this.#end(null, 'cancelled');
		this.#failure = null;
		this.#core.stir();
	}

	/**
	 * Over, and nothing of it kept.
	 * @param failure shown here; null when the person wanted it so
	 * @param reason told to the other side; left out when it told us
	 */
	async #end(failure: ChannelError | null, reason?: StopReason): Promise<void> {
		await this.#core.turn(() => this.#endInTurn(failure, reason));
		this.#core.stir();
	}

	async #endInTurn(failure: ChannelError | null, reason?: StopReason): Promise<void> {
		const { store, random, now } = this.#core;
		const found = this.#record;
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
			writes.push(
				await this.#stopErrand(rendezvous, byWorker ? 'worker' : 'phone', reason, record.expiresAt),
			);
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
		this.#failure = failure;
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
			return this.#stopped(rendezvous, item.mid, body);
		if (record.step === 'offering' && item.mid === mids.offer)
			return this.#offered(found.id, record, rendezvous, body);
		if (record.step === 'joining' && item.mid === mids.answer)
			return this.#answered(found.id, record, rendezvous, body);
		if (record.step === 'answering' && item.mid === mids.reveal)
			return this.#revealed(found.id, record, rendezvous, body);
		await store.save([store.pairing.put(found.id, record)]);
	}

	async #stopped(rendezvous: Rendezvous, mid: string, body: Bytes): Promise<void> {
		const item = mid === rendezvous.mids.stopPhone ? 'stopPhone' : 'stopWorker';
		const stop = await openItem(rendezvous, item, body, stopSchema);
		const ends: Record<StopReason, ChannelError> = {
			used: { type: 'CodeUsed' },
			different: { type: 'NotTheSame' },
			cancelled: { type: 'CodeExpired' },
		};
		await this.#endInTurn(stop === null ? { type: 'CodeUsed' } : ends[stop.value.reason]);
	}

	/** Worker: a phone is there. Make the group, and the answer. An offer that does not fit is a rival's. */
	async #offered(
		id: string,
		record: PairingStep<'offering'>,
		rendezvous: Rendezvous,
		body: Bytes,
	): Promise<void> {
		const { store, random, relay, now } = this.#core;
		const identity = identityOf(store);
		const staff = store.staff.first();
		const offer = await openItem(rendezvous, 'offer', body, offerSchema);
		const keyPackage = offer === null ? null : bytesOf(offer.value.keyPackage);
		const phone = keyPackage === null ? null : keyPackageOwner(keyPackage);
		if (identity === null || staff === null || offer === null || keyPackage === null || phone === null)
			return this.#endInTurn({ type: 'CodeUsed' }, 'used');
		const pinned = [identity.publicKey, phone];
		const alone = await createGroup(identity, random(16), now());
		const added = await addMember(alone, keyPackage, pinned, relay.now());
		if (!added.ok) return this.#endInTurn({ type: 'CodeUsed' }, 'used');

		const log = { id: randomId(random), key: randomToken(random), ...newTokens(random) };
		const share = random(32);
		const answer = {
			v: 1,
			welcome: text(added.value.welcome),
			workerKey: text(identity.publicKey),
			name: staff.value.name,
			share: text(share),
			log,
		};
		const sealed = await sealItem(rendezvous, 'answer', 'worker', answer);
		const opened = await openItem(rendezvous, 'answer', sealed, answerSchema);
		if (opened === null) throw new TypeError('Made an answer that does not open');
		const { seed, expiresAt, cursor, mine, theirs, conversation, name } = record;
		const group = newGroup(added.value.next, pinned, log, WORKER_SLOT, now());
		const startedAt = new Date(now()).toISOString();
		await store.save([
			store.groups.put(conversation, group),
			store.conversations.put(conversation, { name, state: 'pairing', startedAt, unreadable: 0 }),
			store.pairing.put(id, {
				...{ seed, expiresAt, cursor, mine, theirs, conversation },
				step: 'answering',
				sent: false,
				body: text(sealed),
				answer: text(opened.bytes),
				share: text(share),
				commitment: offer.value.commitment,
				keyPackage: offer.value.keyPackage,
			}),
		]);
	}

	/** Phone: the worker answered. Enter the group, but only the one whose key was scanned, if it was. */
	async #answered(
		id: string,
		record: PairingStep<'joining'>,
		rendezvous: Rendezvous,
		body: Bytes,
	): Promise<void> {
		const { store, now } = this.#core;
		const identity = identityOf(store);
		const answer = await openItem(rendezvous, 'answer', body, answerSchema);
		if (identity === null || answer === null) return this.#endInTurn({ type: 'CodeUsed' }, 'used');
		const { workerKey, welcome, name, log, share } = answer.value;
		const worker = bytesOf(workerKey);
		if (record.keyHash !== null && !constantTimeEqual(bytesOf(record.keyHash), await sha256(worker)))
			return this.#endInTurn({ type: 'WrongKey' }, 'used');
		const made = { public: bytesOf(record.keyPackage.public), secret: bytesOf(record.keyPackage.secret) };
		const joined = await joinGroup(bytesOf(welcome), made, identity, [worker]);
		if (!joined.ok)
			return this.#endInTurn({ type: record.keyHash === null ? 'CodeUsed' : 'WrongKey' }, 'used');

		const mine = bytesOf(record.share);
		const { seed, expiresAt, cursor } = record;
		const conversation = randomId(this.#core.random);
		const group = newGroup(joined.value, [identity.publicKey, worker], log, PHONE_SLOT, now());
		const startedAt = new Date(now()).toISOString();
		await store.save([
			store.groups.put(conversation, group),
			store.conversations.put(conversation, { name, state: 'pairing', startedAt, unreadable: 0 }),
			// The key package's secrets end here.
			store.pairing.put(id, {
				...{ seed, expiresAt, cursor, mine: false, theirs: false, conversation },
				step: 'comparing',
				worker: false,
				digits: await digitsOf(joined.value, mine, bytesOf(share), answer.bytes),
				reveal: text(await sealItem(rendezvous, 'reveal', 'phone', { v: 1, share: record.share })),
			}),
		]);
	}

	/** Worker: the phone's share. If it is not the one it bound itself to, somebody is in between. */
	async #revealed(
		id: string,
		record: PairingStep<'answering'>,
		rendezvous: Rendezvous,
		body: Bytes,
	): Promise<void> {
		const { store } = this.#core;
		const reveal = await openItem(rendezvous, 'reveal', body, revealSchema);
		const group = store.groups.get(record.conversation);
		const share = reveal === null ? null : bytesOf(reveal.value.share);
		const commitment = bytesOf(record.commitment);
		const fits = share !== null && (await fitsCommitment(commitment, share, bytesOf(record.keyPackage)));
		if (group === undefined || share === null || !fits) return this.#endInTurn({ type: 'CodeUsed' }, 'used');
		const state = bytesOf(group.state) as GroupState;
		const { seed, expiresAt, cursor, mine, theirs, conversation } = record;
		await store.save([
			store.pairing.put(id, {
				...{ seed, expiresAt, cursor, mine, theirs, conversation },
				step: 'comparing',
				worker: true,
				digits: await digitsOf(state, share, bytesOf(record.share), bytesOf(record.answer)),
				reveal: null,
			}),
		]);
	}

	/** The relay says that the rendezvous is not there (any more). While people compare, it is no longer needed. */
	async gone(log: string): Promise<void> {
		this.#gone = log;
		const record = this.#record?.value;
		if (record === undefined || record.step === 'comparing') return;
		if ((await deriveRendezvous(bytesOf(record.seed))).log === log) await this.#end({ type: 'CodeExpired' });
	}

	/** A conversation that was not open yet has lost its log: the other side gave it up. */
	async abandoned(conversation: string): Promise<void> {
		const record = this.#record?.value;
		if (record?.step === 'comparing' && !record.worker && record.conversation === conversation)
			await this.#end({ type: 'CodeExpired' });
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
			await this.#end({ type: 'CodeExpired' });
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
			await this.#mark(step, body);
			return true;
		}
		if (result.error.type === 'Conflict') await this.#end({ type: 'CodeUsed' }, 'used');
		else if (result.error.type === 'Missing') await this.#end({ type: 'CodeExpired' });
		else return false;
		return true;
	}

	/** Note that the relay has it, if this is still what was being sent. */
	async #mark(step: PairingRecord['step'], body: Bytes): Promise<void> {
		await this.#core.turn(async () => {
			const { pairing } = this.#core.store;
			const found = this.#record;
			if (found?.value.step !== step) return;
			const { value: record } = found;
			const sent = bytesToBase64url(body);
			if (record.step === 'comparing' && record.reveal === sent)
				await this.#core.store.save([pairing.put(found.id, { ...record, reveal: null })]);
			if ((record.step === 'joining' || record.step === 'answering') && record.body === sent)
				await this.#core.store.save([pairing.put(found.id, { ...record, sent: true })]);
		});
		this.#core.stir();
	}
}

const begin = (seed: Bytes, now: number) => ({
	seed: text(seed),
	expiresAt: now + PAIRING_SECONDS * 1_000,
	cursor: 0,
	mine: false,
	theirs: false,
});

const newTokens = (random: Core['random']) => ({
	readToken: randomToken(random),
	writeToken: randomToken(random),
	adminToken: randomToken(random),
});

const newGroup = (
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
});

/** Lives as long as its code, and is read by the two. */
const rendezvousLog = async (rendezvous: Rendezvous) => ({
	id: rendezvous.log,
	readTokenHash: await hashToken(rendezvous.readToken),
	writeTokenHash: await hashToken(rendezvous.writeToken),
	adminTokenHash: await hashToken(rendezvous.adminToken),
	readerSlots: 2,
	ttl: PAIRING_SECONDS,
	lifetime: PAIRING_SECONDS,
});
