/** The caseworker's side of a meeting: show a code, answer the phone that comes, and check what it bound itself to. */
import type { Bytes } from '$platform/crypto';
import { encodeCode, formatCode } from '$protocol/code';
import { answerSchema, offerSchema, PAIRING_SECONDS, pairingToQr, revealSchema } from '$protocol/pairing';
import { failed, ok, type Result } from '$protocol/result';
import { identityOf, randomId, text, type Core } from '../core';
import type { ChannelError } from '../contract';
import { bytesOf } from '../envelope';
import { addMember, createGroup, keyHash, keyPackageOwner, type GroupState, type Identity } from '../group';
import { WORKER_SLOT } from '../members';
import {
	deriveRendezvous,
	digitsOf,
	fitsCommitment,
	hashToken,
	openItem,
	sealItem,
	type Rendezvous,
} from '../pairing';
import type { ConversationRecord, PairingRecord, PairingStep } from '../records';
import { randomToken } from '../relay-client';
import { begin, newConversation, newGroup, notReached, notSaved, type Ground } from './ground';

export class WorkerSide {
	readonly #ground: Ground;
	/** What the screen shows; made once for each code. */
	#shown: { seed: string; code: string; qr: string } | null = null;

	constructor(ground: Ground) {
		this.#ground = ground;
	}

	get #core(): Core {
		return this.#ground.core;
	}

	/** The code of this seed in both spellings; empty until `show` has made them. */
	shown(seed: string): { code: string; qr: string } {
		const { code, qr } = this.#shown?.seed === seed ? this.#shown : { code: '', qr: '' };
		return { code, qr };
	}

	async show(seed: Bytes, identity: Identity): Promise<void> {
		const qr = pairingToQr(seed, await keyHash(identity.publicKey));
		this.#shown = { seed: text(seed), code: formatCode(encodeCode(seed)), qr };
	}

	/** Open a rendezvous and show its code. */
	async offer(name: string, kind: ConversationRecord['kind']): Promise<Result<null, ChannelError>> {
		const { store, relay, random, now } = this.#core;
		const staff = store.staff.first();
		if (staff === null) return failed({ type: 'NotStaff' });
		const seed = random(15);
		const rendezvous = await deriveRendezvous(seed);
		const opened = await relay.openLog(staff.value.staffToken, await rendezvousLog(rendezvous));
		if (!opened.ok) return notReached(opened.error, { type: 'NotStaff' });
		const result = await this.#core.turn(async (): Promise<Result<null, ChannelError>> => {
			const { identity, writes } = await this.#ground.identity();
			await this.show(seed, identity);
			const record: PairingRecord = {
				...begin(seed, now(), kind),
				step: 'offering',
				conversation: randomId(random),
				name,
			};
			const saved = await store.save([...writes, store.pairing.put(randomId(random), record)]);
			if (!saved.ok) return notSaved(saved.error);
			this.#ground.failure = null;
			return ok(null);
		});
		this.#core.stir();
		return result;
	}

	/** A phone is there. Make the group, and the answer. An offer that does not fit is a rival's. */
	async offered(
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
			return this.#ground.endInTurn({ type: 'CodeUsed' }, 'used');
		const pinned = [identity.publicKey, phone];
		const alone = await createGroup(identity, random(16), now());
		const added = await addMember(alone, keyPackage, pinned, relay.now());
		if (!added.ok) return this.#ground.endInTurn({ type: 'CodeUsed' }, 'used');

		const log = { id: randomId(random), key: randomToken(random), ...newTokens(random) };
		const share = random(32);
		const answer = {
			v: 1,
			welcome: text(added.value.welcome),
			workerKey: text(identity.publicKey),
			name: staff.value.name,
			share: text(share),
			log,
			...(record.kind === 'colleagues' ? { kind: record.kind } : {}),
		};
		const sealed = await sealItem(rendezvous, 'answer', 'worker', answer);
		const opened = await openItem(rendezvous, 'answer', sealed, answerSchema);
		if (opened === null) throw new TypeError('Made an answer that does not open');
		const { kind, seed, expiresAt, cursor, mine, theirs, conversation, name } = record;
		const group = newGroup(added.value.next, pinned, log, WORKER_SLOT, now());
		const role = kind === 'colleagues' ? ('worker' as const) : ('survivor' as const);
		const member = { key: text(phone), name, role };
		await store.save([
			store.groups.put(conversation, group),
			store.conversations.put(conversation, newConversation(name, member, now(), kind)),
			store.pairing.put(id, {
				...{ kind, seed, expiresAt, cursor, mine, theirs, conversation },
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

	/** The phone's share. If it is not the one it bound itself to, somebody is in between. */
	async revealed(
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
		if (group === undefined || share === null || !fits)
			return this.#ground.endInTurn({ type: 'CodeUsed' }, 'used');
		const state = bytesOf(group.state) as GroupState;
		const { kind, seed, expiresAt, cursor, mine, theirs, conversation } = record;
		await store.save([
			store.pairing.put(id, {
				...{ kind, seed, expiresAt, cursor, mine, theirs, conversation },
				step: 'comparing',
				worker: true,
				digits: await digitsOf(state, share, bytesOf(record.share), bytesOf(record.answer)),
				reveal: null,
			}),
		]);
	}
}

const newTokens = (random: Core['random']) => ({
	readToken: randomToken(random),
	writeToken: randomToken(random),
	adminToken: randomToken(random),
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
