import { beforeAll, describe, expect, it } from 'vitest';
import { randomBytes, utf8, utf8ToText, type Bytes } from '$platform/crypto';
import {
	addMember,
	commitEmpty,
	createGroup,
	createIdentity,
	createKeyPackage,
	commitMid,
	encrypt,
	epochOf,
	exportSecret,
	joinGroup,
	members,
	receive,
	removeMember,
	type GroupState,
	type Identity,
} from '.';

const NOW = Date.now();
const random = mulberry(Number(process.env.ROSEBAY_SEED ?? 20_260));
const ROUNDS = Number(process.env.ROSEBAY_MLS_ROUNDS ?? 25);

/** A small seeded generator (mulberry32), so that a failing walk can be walked again. */
function mulberry(seed: number): () => number {
	let a = seed;
	return () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

interface Member {
	identity: Identity;
	state: GroupState;
}

/** Worker and survivor in one group, epoch 1. */
async function pair(): Promise<[Member, Member]> {
	const worker = await createIdentity();
	const survivor = await createIdentity();
	const made = await createKeyPackage(survivor, NOW);
	const alone = await createGroup(worker, randomBytes(16), NOW);
	const added = await addMember(alone, made.public, [worker.publicKey, survivor.publicKey], NOW);
	if (!added.ok) throw new Error(added.error.type);
	const joined = await joinGroup(added.value.welcome, made, survivor, [worker.publicKey]);
	if (!joined.ok) throw new Error(joined.error.type);
	return [
		{ identity: worker, state: added.value.next },
		{ identity: survivor, state: joined.value },
	];
}

const keys = (...all: readonly Member[]): Bytes[] => all.map((one) => one.identity.publicKey);

async function says(from: Member, text: string): Promise<Bytes> {
	const sent = await encrypt(from.state, utf8(text));
	from.state = sent.state;
	return sent.message;
}

/** What a member makes of it, the state taken over when there is a new one. */
async function hears(to: Member, bytes: Uint8Array, pinned: readonly Uint8Array[]): Promise<string> {
	const received = await receive(to.state, bytes, pinned);
	if (received.kind === 'message' || received.kind === 'commit') to.state = received.state;
	return received.kind === 'message' ? utf8ToText(received.bytes) : received.kind;
}

describe('two people', () => {
	let worker: Member;
	let survivor: Member;
	beforeAll(async () => {
		[worker, survivor] = await pair();
	});

	it('agree on secrets, members and epoch', async () => {
		const secrets = await Promise.all(
			[worker, survivor].map((one) => exportSecret(one.state, 'test', new Uint8Array(), 32)),
		);
		expect(secrets[0]).toEqual(secrets[1]);
		expect(await members(worker.state)).toEqual(keys(worker, survivor));
		expect(await epochOf(survivor.state)).toBe(1n);
		expect(await commitMid(worker.state)).toBe(await commitMid(survivor.state));
	});

	it('read each other, out of order too, and nothing twice', async () => {
		const [one, two, three] = [
			await says(worker, 'one'),
			await says(worker, 'two'),
			await says(worker, 'three'),
		];
		const all = keys(worker, survivor);
		expect(await hears(survivor, three, all)).toBe('three');
		expect(await hears(survivor, one, all)).toBe('one');
		expect(await hears(survivor, two, all)).toBe('two');
		for (const again of [one, two, three]) expect(await hears(survivor, again, all)).toBe('stale');
		expect(await hears(worker, await says(survivor, 'back'), all)).toBe('back');
	});

	it('only one of two commits of an epoch counts, and its loser follows', async () => {
		const all = keys(worker, survivor);
		const lost = await commitEmpty(worker.state, all);
		const won = await commitEmpty(survivor.state, all);
		expect(await commitMid(worker.state)).toBe(await commitMid(survivor.state));
		expect(await hears(worker, won.commit, all)).toBe('commit');
		survivor.state = won.next;
		expect(await hears(survivor, lost.commit, all)).toBe('stale');
		expect(await hears(survivor, await says(worker, 'together again'), all)).toBe('together again');
	});

	it('keep for later what is of an epoch to come, and read what is a little late', async () => {
		const all = keys(worker, survivor);
		const late = await says(survivor, 'late');
		const step = await commitEmpty(worker.state, all);
		worker.state = step.next;
		const early = await says(worker, 'early');
		expect(await receive(survivor.state, early, all)).toEqual({
			kind: 'future',
			epoch: await epochOf(worker.state),
		});
		expect(await hears(worker, late, all)).toBe('late');
		expect(await hears(survivor, step.commit, all)).toBe('commit');
		expect(await hears(survivor, early, all)).toBe('early');
	});

	it('leave the state they were given whole, so that a failed save costs nothing', async () => {
		const before = worker.state.slice();
		await commitEmpty(worker.state, keys(worker, survivor));
		await encrypt(worker.state, utf8('x'));
		await receive(worker.state, await says(survivor, 'y'), keys(worker, survivor));
		expect(worker.state).toEqual(before);
	});

	it('damaged or foreign bytes are a value, never an exception', async () => {
		const all = keys(worker, survivor);
		const [stranger] = await pair();
		expect(await hears(worker, await says(stranger, 'hello'), all)).toBe('unreadable');
		const message = await says(survivor, 'whole');
		for (let at = 0; at < message.length; at += 7) {
			const flipped = message.slice();
			flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
			expect(['unreadable', 'future', 'stale']).toContain((await receive(worker.state, flipped, all)).kind);
			expect((await receive(worker.state, message.slice(0, at), all)).kind).toBe('unreadable');
		}
		expect(await hears(worker, message, all)).toBe('whole');
	});
});

describe('who may enter', () => {
	it('nobody whose key is not pinned: neither adding nor joining nor following a commit that adds', async () => {
		const [worker, survivor] = await pair();
		const stranger = await createIdentity();
		const made = await createKeyPackage(stranger, NOW);
		const all = keys(worker, survivor);
		expect(await addMember(worker.state, made.public, all, NOW)).toEqual({
			ok: false,
			error: { type: 'Untrusted' },
		});
		const added = await addMember(worker.state, made.public, [...all, stranger.publicKey], NOW);
		if (!added.ok) throw new Error(added.error.type);
		expect((await receive(survivor.state, added.value.commit, all)).kind).toBe('foreign');
		expect(await joinGroup(added.value.welcome, made, stranger, keys(worker))).toEqual({
			ok: false,
			error: { type: 'Untrusted' },
		});
	});

	it('no key package older than 24 hours, made for longer, or from the future', async () => {
		const [worker] = await pair();
		const identity = await createIdentity();
		const pinned = [worker.identity.publicKey, identity.publicKey];
		for (const shift of [-25 * 3_600_000, 2 * 3_600_000]) {
			const made = await createKeyPackage(identity, NOW + shift);
			expect(await addMember(worker.state, made.public, pinned, NOW)).toEqual({
				ok: false,
				error: { type: 'Expired' },
			});
		}
	});

	it('no fifth', async () => {
		const group = await grown(4);
		const [first] = group;
		if (first === undefined) throw new Error('empty');
		const fifth = await createIdentity();
		const made = await createKeyPackage(fifth, NOW);
		const pinned = [...keys(...group), fifth.publicKey];
		expect(await addMember(first.state, made.public, pinned, NOW)).toEqual({
			ok: false,
			error: { type: 'Full' },
		});
	});
});

/** A group of `size`, everybody at the same epoch. */
async function grown(size: number): Promise<Member[]> {
	const group: Member[] = [...(await pair())];
	while (group.length < size) await join(group, group[0]);
	return group;
}

async function join(group: Member[], by: Member | undefined): Promise<void> {
	if (by === undefined) throw new Error('Nobody there');
	const identity = await createIdentity();
	const made = await createKeyPackage(identity, NOW);
	const pinned = [...keys(...group), identity.publicKey];
	const added = await addMember(by.state, made.public, pinned, NOW);
	if (!added.ok) throw new Error(added.error.type);
	for (const one of group) {
		if (one === by) one.state = added.value.next;
		else expect(await hears(one, added.value.commit, pinned)).toBe('commit');
	}
	const joined = await joinGroup(added.value.welcome, made, identity, pinned);
	if (!joined.ok) throw new Error(joined.error.type);
	group.push({ identity, state: joined.value });
}

describe('random walks of adding, removing and refreshing', () => {
	it(
		`agree after every one of ${String(ROUNDS)} commits, and who was removed reads nothing more`,
		async () => {
			const pick = <T>(from: readonly T[]): T => {
				const one = from[Math.floor(random() * from.length)];
				if (one === undefined) throw new Error('Nothing to pick');
				return one;
			};
			const group = await grown(3);
			const gone: Member[] = [];
			for (let round = 0; round < ROUNDS; round += 1) {
				const by = pick(group);
				const dice = random();
				if (group.length < 4 && dice < 0.4) {
					await join(group, by);
				} else if (group.length > 2 && dice < 0.75) {
					const out = pick(group.filter((one) => one !== by));
					const pinned = keys(...group);
					const step = await removeMember(by.state, out.identity.publicKey, pinned);
					if (step === null) throw new Error('Not a member');
					for (const one of group) {
						if (one === by) one.state = step.next;
						else expect(await hears(one, step.commit, pinned)).toBe(one === out ? 'removed' : 'commit');
					}
					group.splice(group.indexOf(out), 1);
					gone.push(out);
				} else {
					const step = await commitEmpty(by.state, keys(...group));
					for (const one of group) {
						if (one === by) one.state = step.next;
						else expect(await hears(one, step.commit, keys(...group))).toBe('commit');
					}
					for (const out of gone)
						expect(['unreadable', 'future']).toContain(
							(await receive(out.state, step.commit, keys(...group, out))).kind,
						);
				}
				const message = await says(pick(group), `round ${String(round)}`);
				const exported = new Set<string>();
				for (const one of group) exported.add(await commitMid(one.state));
				expect(exported.size).toBe(1);
				for (const out of gone) {
					expect((await receive(out.state, message, keys(...group, out))).kind).not.toBe('message');
					expect(exported.has(await commitMid(out.state))).toBe(false);
				}
			}
			expect(gone.length).toBeGreaterThan(2);
		},
		60_000 + ROUNDS * 2_000,
	);
});
