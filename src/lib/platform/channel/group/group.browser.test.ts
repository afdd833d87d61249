import { afterEach, expect, it, vi } from 'vitest';
import { randomBytes, utf8, utf8ToText } from '$platform/crypto';
import {
	addMember,
	commitEmpty,
	createGroup,
	createIdentity,
	createKeyPackage,
	encrypt,
	joinGroup,
	receive,
} from '.';

afterEach(() => vi.restoreAllMocks());

it('a phone whose WebCrypto knows neither X25519 nor Ed25519 can still talk', async () => {
	const asked: string[] = [];
	for (const call of ['generateKey', 'importKey', 'deriveBits', 'sign', 'verify'] as const) {
		const real = crypto.subtle[call].bind(crypto.subtle) as (...values: unknown[]) => Promise<never>;
		vi.spyOn(crypto.subtle, call).mockImplementation((...values: unknown[]) => {
			if (JSON.stringify(values).includes('25519')) {
				asked.push(call);
				return Promise.reject(new DOMException('Unrecognized name', 'NotSupportedError'));
			}
			return real(...values);
		});
	}
	const now = Date.now();
	const [worker, phone] = [await createIdentity(), await createIdentity()];
	const pinned = [worker.publicKey, phone.publicKey];
	const made = await createKeyPackage(phone, now);
	const added = await addMember(await createGroup(worker, randomBytes(16), now), made.public, pinned, now);
	if (!added.ok) throw new Error(added.error.type);
	const joined = await joinGroup(added.value.welcome, made, phone, pinned);
	if (!joined.ok) throw new Error(joined.error.type);
	const step = await commitEmpty(added.value.next, pinned);
	const followed = await receive(joined.value, step.commit, pinned);
	if (followed.kind !== 'commit') throw new Error(followed.kind);
	const sent = await encrypt(step.next, utf8('hello'));
	const heard = await receive(followed.state, sent.message, pinned);
	expect(heard.kind === 'message' && utf8ToText(heard.bytes)).toBe('hello');
	expect(asked).toEqual([]);
});
