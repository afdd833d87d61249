import { describe, expect, it } from 'vitest';
import { bytesToBase64url, bytesToKey, utf8ToText } from '$platform/crypto';
import { decodeCode, encodeCode, formatCode } from '$protocol/code';
import { parsePairing, pairingToQr, stopSchema } from '$protocol/pairing';
import vectors from '../../../../tests/vectors/channel-v1.json';
import { bytesOf, messageToBytes, openEnvelope, parseMessage } from './envelope';
import { putTogether } from './files/format';
import { commitMid, keyHash, receive, type GroupState } from './group';
import { digitsOver } from './members';
import { commitTo, deriveRendezvous, digitsOf, hashToken, openItem } from './pairing';

describe('format 1, as it was written on the first day', () => {
	it('envelopes open', async () => {
		const key = bytesToKey(bytesOf(vectors.envelopes.key));
		for (const { log, mid, slot, length, envelope } of vectors.envelopes.sealed) {
			const content = new Uint8Array(length).map((_, at) => (at * 31 + length) & 255);
			expect(await openEnvelope(key, { log, mid }, bytesOf(envelope))).toEqual({ slot, content });
		}
	});

	it('messages are read, and spelt the same', () => {
		expect(vectors.messages.map(({ type }) => type)).toEqual([
			'appointment',
			'reply',
			'receipt',
			'confirmed',
		]);
		for (const { type, bytes } of vectors.messages) {
			const message = parseMessage(bytesOf(bytes));
			expect(message?.type).toBe(type);
			expect(message && bytesToBase64url(messageToBytes(message))).toBe(bytes);
		}
	});

	it('the kinds that came later are read, and spelt the same', () => {
		for (const { type, bytes } of vectors.kinds) {
			const message = parseMessage(bytesOf(bytes));
			expect(message?.type).toBe(type);
			expect(message && bytesToBase64url(messageToBytes(message))).toBe(bytes);
		}
	});

	it('a file is put together, and the thirty digits are the same', async () => {
		const { reference, contents, whole } = vectors.file;
		const parts = new Map(contents.map(({ mid, content }) => [mid, bytesOf(content)]));
		expect(bytesToBase64url((await putTogether(reference, parts)) ?? new Uint8Array())).toBe(whole);
		const { group, keys, digits } = vectors.safety;
		expect(await digitsOver(bytesOf(group), keys.map(bytesOf))).toBe(digits);
	});

	it('a stored group state goes on: messages, a commit, and what came after it', async () => {
		const { groupState, pinned, sealed, commit, afterCommit } = vectors.mls;
		const keys = pinned.map(bytesOf);
		let state = bytesOf(groupState) as GroupState;
		expect(await commitMid(state)).toBe(vectors.mls.commitMid);
		const read: string[] = [];
		for (const one of [...sealed, commit, afterCommit]) {
			const received = await receive(state, bytesOf(one), keys);
			if (received.kind !== 'message' && received.kind !== 'commit') throw new Error(received.kind);
			state = received.state;
			if (received.kind === 'message') read.push(bytesToBase64url(received.bytes));
		}
		const last = read.pop();
		expect(read).toEqual(vectors.messages.map(({ bytes }) => bytes));
		expect(utf8ToText(bytesOf(last ?? ''))).toBe('after');
	});

	it('a code leads to the same rendezvous, and the same digits', async () => {
		const { seed, code, qr, workerKey, rendezvous, keyPackage, share, workerShare, answer, ...rest } =
			vectors.pairing;
		expect(formatCode(encodeCode(bytesOf(seed)))).toBe(code);
		expect(decodeCode(code)).toEqual(bytesOf(seed));
		const hash = await keyHash(bytesOf(workerKey));
		expect(pairingToQr(bytesOf(seed), hash)).toBe(qr);
		expect(parsePairing(qr)).toEqual({ seed: bytesOf(seed), keyHash: hash });
		const derived = await deriveRendezvous(bytesOf(seed));
		expect({ ...derived, key: bytesToBase64url(derived.key) }).toEqual(rendezvous);
		expect(await hashToken(derived.readToken)).toBe(rest.readTokenHash);
		expect(bytesToBase64url(await commitTo(bytesOf(share), bytesOf(keyPackage)))).toBe(rest.commitment);
		const state = bytesOf(vectors.mls.groupState) as GroupState;
		expect(await digitsOf(state, bytesOf(share), bytesOf(workerShare), bytesOf(answer))).toBe(rest.digits);
		const stop = await openItem(derived, 'stopPhone', bytesOf(rest.stop), stopSchema);
		expect(stop?.value).toEqual({ v: 1, reason: 'different' });
	});
});
