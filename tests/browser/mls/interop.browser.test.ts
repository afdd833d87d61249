/**
 * Our MLS and somebody else's understand one another: ts-mls over our own provider, and Wire's CoreCrypto (OpenMLS), suite
 * 0x0001. A mistake in how ours reads RFC 9420 goes unseen among ourselves; here both would have to make the same one.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addMember, commitEmpty, createIdentity, createKeyPackage, receive } from '$platform/channel/group';
import { randomBytes, type Bytes } from '$platform/crypto';
import { ours } from './ours';
import type { Heard, Party, Pins } from './party';
import { startWire, wire } from './wire';

// 7.6 MB to compile, on a busy machine.
const PATIENT = 120_000;
vi.setConfig({ testTimeout: PATIENT });
beforeAll(startWire, PATIENT);

const named = (n: number) => `00000000-0000-4000-8000-00000000000${String(n)}:${String(n)}@rosebay.example`;
const commitBy = (party: Party): Heard => ({ kind: 'commit', by: party.name });

/** Same people, same epoch, same secret, and everybody reads everybody, out of order too. */
async function agree(...group: readonly Party[]): Promise<void> {
	const epochs = new Set<bigint>();
	const secrets = new Set<string>();
	for (const one of group) {
		epochs.add(await one.epoch());
		secrets.add(await one.secret());
		expect(await one.members()).toEqual(group.map(({ name }) => name).sort());
		const texts = ['first', 'ثانية', 'third'];
		const messages: Bytes[] = [];
		for (const text of texts) messages.push(await one.says(text));
		for (const other of group.filter((party) => party !== one))
			for (const at of [1, 0, 2])
				expect(await other.hears(messages[at]!)).toEqual({ kind: 'message', text: texts[at], by: one.name });
	}
	expect([epochs.size, secrets.size]).toEqual([1, 1]);
}

type Side = (name: string, pins: Pins) => Promise<Party>;

it.each<[what: string, founder: Side, joiner: Side]>([
	['our group, which they join', ours, wire],
	['their group, which we join', wire, ours],
])('%s: welcome, messages, new people, new keys, and somebody goes', async (_, founder, joiner) => {
	const pins: Pins = new Map();
	const [one, two] = [await founder(named(1), pins), await joiner(named(2), pins)];
	const [three, four] = [await founder(named(3), pins), await joiner(named(4), pins)];

	await one.found(randomBytes(16));
	await two.join((await one.add(await two.keyPackage())).welcome);
	await agree(one, two);

	const third = await two.add(await three.keyPackage());
	expect(await one.hears(third.commit)).toEqual(commitBy(two));
	await three.join(third.welcome);
	await agree(one, two, three);

	const trio = [one, two, three];
	for (const by of trio) {
		const before = await by.secret();
		const fresh = await by.refresh();
		expect(await by.secret()).not.toBe(before);
		for (const other of trio.filter((party) => party !== by))
			expect(await other.hears(fresh)).toEqual(commitBy(by));
	}
	await agree(...trio);

	const withoutThree = await two.remove(three.name);
	expect(await one.hears(withoutThree)).toEqual(commitBy(two));
	expect(await three.hears(withoutThree)).toEqual({ kind: 'removed' });
	expect((await three.hears(await one.says('not for three'))).kind).toBe('refused');

	// Into the place that three has left.
	const fourth = await one.add(await four.keyPackage());
	expect(await two.hears(fourth.commit)).toEqual(commitBy(one));
	await four.join(fourth.welcome);
	await agree(one, two, four);

	const withoutTwo = await one.remove(two.name);
	expect(await four.hears(withoutTwo)).toEqual(commitBy(one));
	expect(await two.hears(withoutTwo)).toEqual({ kind: 'removed' });
	expect((await two.hears(await four.says('not for two'))).kind).toBe('refused');
	await agree(one, four);
});

describe('what keeps the two apart outside this test', () => {
	it('we let nobody in who claims a name, even under a pinned key; they let nobody in who claims none', async () => {
		const pins: Pins = new Map();
		const [we, they] = [await ours(named(1), pins), await wire(named(2), pins)];
		await we.found(randomBytes(16));
		const refused = await addMember(we.state(), await they.keyPackage(), [...pins.values()], Date.now());
		expect(refused).toEqual({ ok: false, error: { type: 'Untrusted' } });

		await they.found(randomBytes(16));
		const nameless = await createKeyPackage(await createIdentity(), Date.now());
		await expect(they.add(nameless.public)).rejects.toThrow('Credentials are not acceptable');
	});

	it('our commits are sealed and theirs are signed in the open, and each side takes only its own kind', async () => {
		const pins: Pins = new Map();
		const [we, they] = [await ours(named(1), pins), await wire(named(2), pins)];
		await we.found(randomBytes(16));
		await they.join((await we.add(await they.keyPackage())).welcome);
		const keys = [...pins.values()];
		const heard = await they.hears((await commitEmpty(we.state(), keys)).commit);
		expect(heard).toMatchObject({ kind: 'refused', why: expect.stringContaining('wire format') as string });
		expect(await receive(we.state(), await they.refresh(), keys)).toEqual({ kind: 'unreadable' });
	});
});
