/** The survivor's side of a meeting: offer a key package under a code, and enter the group that answers. */
import { constantTimeEqual, sha256, type Bytes } from '$platform/crypto';
import { answerSchema, PAIRING_SECONDS, type parsePairing } from '$protocol/pairing';
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError } from '../contract';
import { identityOf, randomId, text, type Core } from '../core';
import { bytesOf } from '../envelope';
import { createKeyPackage, joinGroup } from '../group';
import { PHONE_SLOT } from '../members';
import { commitTo, deriveRendezvous, digitsOf, openItem, sealItem, type Rendezvous } from '../pairing';
import type { PairingRecord, PairingStep } from '../records';
import { begin, newConversation, newGroup, notReached, notSaved, type Ground } from './ground';

export class PhoneSide {
	readonly #ground: Ground;

	constructor(ground: Ground) {
		this.#ground = ground;
	}

	get #core(): Core {
		return this.#ground.core;
	}

	/** Offer a key package under a scanned or typed code. */
	async join(parsed: NonNullable<ReturnType<typeof parsePairing>>): Promise<Result<null, ChannelError>> {
		const { store, relay, random, now } = this.#core;
		const rendezvous = await deriveRendezvous(parsed.seed);
		const { log: id, readToken: token, mids } = rendezvous;
		const looked = await relay.poll({ logs: [{ id, after: 0, token }], wait: 0 });
		if (!looked.ok) return notReached(looked.error, { type: 'CodeExpired' });
		if (looked.value.missing.includes(id)) return failed({ type: 'CodeExpired' });
		if (looked.value.items.some((item) => item.mid === mids.offer)) return this.#alarm(rendezvous);

		const share = random(32);
		const made = await this.#core.turn(async (): Promise<Result<Bytes, ChannelError>> => {
			const { identity, writes } = await this.#ground.identity();
			const keyPackage = await createKeyPackage(identity, relay.now());
			const offer = {
				v: 1,
				keyPackage: text(keyPackage.public),
				commitment: text(await commitTo(share, keyPackage.public)),
			};
			const body = await sealItem(rendezvous, 'offer', 'phone', offer);
			const record: PairingRecord = {
				// A desk that joins, joins a colleague; a phone, a worker. Neither takes the other's place.
				...begin(parsed.seed, now(), store.staff.first() === null ? 'case' : 'colleagues'),
				step: 'joining',
				keyHash: parsed.keyHash === null ? null : text(parsed.keyHash),
				sent: false,
				body: text(body),
				share: text(share),
				keyPackage: { public: text(keyPackage.public), secret: text(keyPackage.secret) },
			};
			const saved = await store.save([...writes, store.pairing.put(randomId(random), record)]);
			if (!saved.ok) return notSaved(saved.error);
			this.#ground.failure = null;
			return ok(body);
		});
		if (!made.ok) return made;
		const put = await relay.put({ log: id, mid: mids.offer }, rendezvous.writeToken, made.value);
		if (put.ok) await this.#ground.mark('joining', made.value);
		if (!put.ok && put.error.type === 'Conflict') return this.#alarm(rendezvous);
		if (!put.ok && put.error.type === 'Missing') {
			await this.#ground.end(null);
			return failed({ type: 'CodeExpired' });
		}
		// Not reached: saved, and sent as soon as it can be.
		this.#core.stir();
		return ok(null);
	}

	/** Somebody else used this code. Tell the worker, keep nothing. */
	async #alarm(rendezvous: Rendezvous): Promise<{ ok: false; error: ChannelError }> {
		const { store, now } = this.#core;
		await this.#core.turn(async () => {
			const record = this.#ground.record;
			const stop = await this.#ground.stopErrand(
				rendezvous,
				'phone',
				'used',
				now() + PAIRING_SECONDS * 1_000,
			);
			await store.save([stop, ...(record === null ? [] : [store.pairing.delete(record.id)])]);
		});
		this.#core.stir();
		return failed({ type: 'CodeUsed' });
	}

	/** The worker answered. Enter the group, but only the one whose key was scanned, if it was. */
	async answered(
		id: string,
		record: PairingStep<'joining'>,
		rendezvous: Rendezvous,
		body: Bytes,
	): Promise<void> {
		const { store, now } = this.#core;
		const identity = identityOf(store);
		const answer = await openItem(rendezvous, 'answer', body, answerSchema);
		if (identity === null || answer === null) return this.#ground.endInTurn({ type: 'CodeUsed' }, 'used');
		const { workerKey, welcome, name, log, share, kind = 'case' } = answer.value;
		if (kind !== record.kind) return this.#ground.endInTurn({ type: 'CodeUsed' }, 'used');
		const worker = bytesOf(workerKey);
		if (record.keyHash !== null && !constantTimeEqual(bytesOf(record.keyHash), await sha256(worker)))
			return this.#ground.endInTurn({ type: 'WrongKey' }, 'used');
		const made = { public: bytesOf(record.keyPackage.public), secret: bytesOf(record.keyPackage.secret) };
		const joined = await joinGroup(bytesOf(welcome), made, identity, [worker]);
		if (!joined.ok)
			return this.#ground.endInTurn({ type: record.keyHash === null ? 'CodeUsed' : 'WrongKey' }, 'used');

		const mine = bytesOf(record.share);
		const { seed, expiresAt, cursor } = record;
		const conversation = randomId(this.#core.random);
		const group = newGroup(joined.value, [identity.publicKey, worker], log, PHONE_SLOT, now());
		const member = { key: workerKey, name, role: 'worker' as const };
		await store.save([
			store.groups.put(conversation, group),
			store.conversations.put(conversation, newConversation(name, member, now(), kind)),
			// The key package's secrets end here.
			store.pairing.put(id, {
				...{ kind, seed, expiresAt, cursor, mine: false, theirs: false, conversation },
				step: 'comparing',
				worker: false,
				digits: await digitsOf(joined.value, mine, bytesOf(share), answer.bytes),
				reveal: text(await sealItem(rendezvous, 'reveal', 'phone', { v: 1, share: record.share })),
			}),
		]);
	}
}
