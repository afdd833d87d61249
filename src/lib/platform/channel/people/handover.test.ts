import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Device } from '../../../../../tests/support/channel-world';
import {
	asked,
	conversationOf,
	saying,
	says,
	taken,
	team,
	texts,
	type Team,
} from '../../../../../tests/support/team';

// A busy machine is given time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let all: Team;
beforeEach(async () => {
	all = await team();
});
afterEach(() => all.world.close());

const request = (why: 'handover' | 'joins', role: 'worker' | 'supervisor' = 'worker') => ({
	colleague: all.colleagues.amina,
	role,
	why,
	name: 'R.',
});

describe('handing over', () => {
	it('to a colleague she said yes to: the new one reads nothing from before, the old one nothing after', async () => {
		const { amina, bilal, survivor, ids } = all;
		await says(survivor, ids.survivor, 'only for Amina');
		await amina.until('it', (state) => texts(state, ids.amina).length === 1);
		expect((await amina.channel.introduce(ids.amina, request('handover'))).ok).toBe(true);
		const introduction = await asked(survivor, ids.survivor);
		expect((await survivor.channel.answer(ids.survivor, introduction, true)).ok).toBe(true);
		const hers = await taken(bilal);
		await survivor.until('three', (state) => conversationOf(state, ids.survivor)?.members.length === 2);
		await says(bilal, hers, 'Hello, I am Bilal');
		await survivor.until('hello', (state) => texts(state, ids.survivor, 'them').length === 1);
		await survivor.until('Amina gone', (state) => {
			const members = conversationOf(state, ids.survivor)?.members ?? [];
			return members.length === 1 && members[0]?.name === 'Bilal';
		});
		await amina.until('handed over', (state) => conversationOf(state, ids.amina)?.ended === 'handed-over');
		await says(survivor, ids.survivor, 'only for Bilal');
		await bilal.until('it', (state) => texts(state, hers, 'them').length === 1);
		expect(texts(bilal.state, hers, 'them')).toEqual(['only for Bilal']);
		expect(bilal.shelf.dump()).not.toContain('only for Amina');
		expect(amina.shelf.dump()).not.toContain('only for Amina');
		expect(amina.shelf.dump()).not.toContain('only for Bilal');
		for (const [device, id] of [
			[bilal, hers],
			[survivor, ids.survivor],
		] as const)
			expect(conversationOf(device.state, id)?.unreadable).toBe(0);
	});
});

const restart = async (...devices: Device[]) => {
	for (const device of devices) {
		device.stop();
		await device.start();
	}
};
/** Everybody is where they belong after a handover. */
async function handedOver(hers: string): Promise<void> {
	const { amina, survivor, ids } = all;
	await says(all.bilal, hers, 'hello');
	await survivor.until(
		'only Bilal',
		(state) => {
			const [one, ...more] = conversationOf(state, ids.survivor)?.members ?? [];
			return more.length === 0 && one?.name === 'Bilal';
		},
		30_000,
	);
	await amina.until(
		'handed over',
		(state) => conversationOf(state, ids.amina)?.ended === 'handed-over',
		30_000,
	);
}

describe('what she is asked', () => {
	it('she says no: nothing changes, and she can be asked about somebody else', async () => {
		const { amina, survivor, ids } = all;
		await amina.channel.introduce(ids.amina, request('handover'));
		await survivor.channel.answer(ids.survivor, await asked(survivor, ids.survivor), false);
		await amina.until('no', ({ messages }) => messages.some(({ message }) => message.type === 'consent'));
		await says(survivor, ids.survivor, 'as before');
		await amina.until('it', (state) => texts(state, ids.amina).length === 1);
		expect(amina.shelf.dump()).not.toContain('handovers/');
		expect(conversationOf(survivor.state, ids.survivor)?.members).toHaveLength(1);
		expect(all.bilal.state?.conversations.filter(({ kind }) => kind === 'case')).toEqual([]);
		expect((await amina.channel.introduce(ids.amina, request('joins'))).ok).toBe(true);
		expect(await asked(survivor, ids.survivor)).not.toBe('');
	});

	it('an unanswered question lets nobody in, and an answer to nothing is refused', async () => {
		const { amina, bilal, survivor, ids } = all;
		await amina.channel.introduce(ids.amina, request('handover'));
		const introduction = await asked(survivor, ids.survivor);
		await says(survivor, ids.survivor, 'still two');
		await amina.until('it', (state) => texts(state, ids.amina).length === 1);
		expect(conversationOf(amina.state, ids.amina)?.members).toHaveLength(1);
		// Only hers counts: what a worker says in her place is nothing.
		expect((await amina.channel.answer(ids.amina, introduction, true)).ok).toBe(false);
		expect((await survivor.channel.answer(ids.survivor, 'x'.repeat(22), true)).ok).toBe(false);
		expect(bilal.state?.conversations.filter(({ kind }) => kind === 'case')).toEqual([]);
	});

	it('an Add that she has not said yes to ends the conversation on her phone', async () => {
		const { amina, survivor, ids } = all;
		await amina.channel.introduce(ids.amina, request('handover'));
		await asked(survivor, ids.survivor);
		// A desk that was tampered with: it takes her yes for given.
		amina.stop();
		for (const { id, value } of await amina.shelf.all('handovers'))
			await amina.shelf.save([
				{ collection: 'handovers', id, value: { ...(value as object), step: 'agreed' } },
			]);
		for (const { id, value } of await amina.shelf.all('groups')) {
			const group = value as { pinned: string[]; slot: number };
			const key = conversationOf(amina.state, all.colleagues.amina)?.members[0]?.key ?? '';
			await amina.shelf.save([
				{ collection: 'groups', id, value: { ...group, pinned: [...new Set([...group.pinned, key])] } },
			]);
		}
		await amina.start();
		await survivor.until('stopped', (state) => conversationOf(state, ids.survivor)?.ended === 'key', 30_000);
		expect((await survivor.channel.send(ids.survivor, saying('x'))).ok).toBe(false);
	});
});

describe('a supervisor', () => {
	it('joins, is seen by everybody, is asked to leave by her, and reads nothing after', async () => {
		const { amina, bilal, survivor, ids } = all;
		await says(amina, ids.amina, 'before');
		await amina.channel.introduce(ids.amina, request('joins', 'supervisor'));
		await survivor.channel.answer(ids.survivor, await asked(survivor, ids.survivor), true);
		const his = await taken(bilal);
		await survivor.until('both', (state) => conversationOf(state, ids.survivor)?.members.length === 2);
		const roles = (device: Device, id: string) =>
			Object.fromEntries(
				(conversationOf(device.state, id)?.members ?? []).map(({ name, role, sure }) => [name, [role, sure]]),
			);
		expect(roles(survivor, ids.survivor)).toEqual({
			Amina: ['worker', 'compared'],
			Bilal: ['supervisor', 'introduced'],
		});
		expect(roles(bilal, his)).toEqual({ Amina: ['worker', 'compared'], 'R.': ['survivor', 'introduced'] });
		expect(await survivor.channel.safetyDigits(ids.survivor)).toBe(await bilal.channel.safetyDigits(his));

		await says(survivor, ids.survivor, 'from her');
		await says(amina, ids.amina, 'from Amina');
		await says(bilal, his, 'from Bilal');
		for (const [device, id, expected] of [
			[survivor, ids.survivor, ['before', 'from Amina', 'from Bilal']],
			[amina, ids.amina, ['from Bilal', 'from her']],
			[bilal, his, ['from Amina', 'from her']],
		] as const)
			await device.until(
				'all',
				(state) => texts(state, id, 'them').sort().join() === [...expected].sort().join(),
			);
		// Who wrote what is right with three in it.
		const key = (name: string) =>
			conversationOf(survivor.state, ids.survivor)?.members.find((one) => one.name === name)?.key;
		const byText = new Map(
			(survivor.state?.messages ?? []).flatMap(({ by, message }) =>
				message.type === 'text' ? [[message.body.text, by]] : [],
			),
		);
		expect(byText.get('from Amina')).toBe(key('Amina'));
		expect(byText.get('from Bilal')).toBe(key('Bilal'));

		expect((await survivor.channel.remove(ids.survivor, key('Bilal') ?? '')).ok).toBe(true);
		await bilal.until('out', (state) => conversationOf(state, his)?.ended === 'removed');
		await survivor.until('two', (state) => conversationOf(state, ids.survivor)?.members.length === 1);
		await says(survivor, ids.survivor, 'not for Bilal');
		await amina.until('it', (state) => texts(state, ids.amina).includes('not for Bilal'));
		await says(amina, ids.amina, 'nor this');
		await survivor.until('it', (state) => texts(state, ids.survivor).includes('nor this'));
		expect(bilal.shelf.dump()).not.toContain('for Bilal');
		expect(bilal.shelf.dump()).not.toContain('from her');
		// With one other person there is nobody to take out: that would be leaving.
		expect((await survivor.channel.remove(ids.survivor, key('Amina') ?? '')).ok).toBe(false);
	});
});

describe('with a network that comes and goes', () => {
	it('messages in flight in every direction arrive once, offline at every step', async () => {
		const { amina, bilal, survivor, ids } = all;
		survivor.offline();
		await says(survivor, ids.survivor, 'S1 written offline, before she was asked');
		await amina.channel.introduce(ids.amina, request('handover'));
		await says(amina, ids.amina, 'A1');
		await amina.until('sent', ({ messages }) => messages.every(({ delivery }) => delivery !== 'waiting'));
		amina.offline();
		await survivor.online();
		const introduction = await asked(survivor, ids.survivor);
		await survivor.channel.answer(ids.survivor, introduction, true);
		await says(survivor, ids.survivor, 'S2 after yes');
		await survivor.until('sent', ({ messages }) => messages.every(({ delivery }) => delivery !== 'waiting'));
		survivor.offline();
		bilal.offline();
		await amina.online();
		await amina.until('S2', (state) => texts(state, ids.amina, 'them').length === 2);
		await says(amina, ids.amina, 'A2 before Bilal is here');
		await bilal.online();
		const hers = await taken(bilal);
		await says(survivor, ids.survivor, 'S3 offline, while he came');
		await says(bilal, hers, 'B1 hello, before she knows');
		await says(amina, ids.amina, 'A3 with three');
		await survivor.online();
		await survivor.until('all', (state) => texts(state, ids.survivor, 'them').length === 4, 30_000);
		await handedOver(hers);
		await bilal.until(
			'S3',
			(state) => texts(state, hers, 'them').some((one) => one.startsWith('S3')),
			30_000,
		);
		await says(survivor, ids.survivor, 'S4');
		await bilal.until('S4', (state) => texts(state, hers, 'them').includes('S4'), 30_000);
		expect(texts(bilal.state, hers, 'them')).toEqual(['A3 with three', 'S3 offline, while he came', 'S4']);
		expect(texts(survivor.state, ids.survivor, 'them').sort()).toEqual(
			['A1', 'A2 before Bilal is here', 'A3 with three', 'B1 hello, before she knows', 'hello'].sort(),
		);
		for (const secret of ['S1', 'S2', 'A1', 'A2']) expect(bilal.shelf.dump()).not.toContain(`"${secret}`);
		for (const gone of ['S1', 'S4', 'B1', 'A2']) expect(amina.shelf.dump()).not.toContain(`"${gone}`);
		await survivor.until(
			'delivered',
			({ messages }) => messages.every(({ from, delivery }) => from === 'them' || delivery === 'delivered'),
			30_000,
		);
		for (const [device, id] of [
			[bilal, hers],
			[survivor, ids.survivor],
		] as const)
			expect(conversationOf(device.state, id)?.unreadable).toBe(0);
	});

	it('a restart of everybody between any two steps', async () => {
		const { amina, bilal, survivor, ids } = all;
		const everybody = [amina, bilal, survivor];
		await amina.channel.introduce(ids.amina, request('handover'));
		await restart(...everybody);
		await survivor.channel.answer(ids.survivor, await asked(survivor, ids.survivor), true);
		// Power is lost after every few saves, wherever that falls.
		for (let round = 0; round < 12; round += 1) {
			for (const device of everybody) {
				const stopAt = device.shelf.saves + 1 + (round % 4);
				device.shelf.afterSave = (saves) => {
					if (saves === stopAt) device.stop();
				};
			}
			await new Promise((resolve) => setTimeout(resolve, 80));
			for (const device of everybody) {
				device.shelf.afterSave = () => undefined;
				device.stop();
				await device.start();
			}
		}
		const hers = await taken(bilal);
		await survivor.until(
			'three',
			(state) => conversationOf(state, ids.survivor)?.members.length === 2,
			30_000,
		);
		await handedOver(hers);
		await says(survivor, ids.survivor, 'after all that');
		await bilal.until('it', (state) => texts(state, hers, 'them').includes('after all that'), 30_000);
		expect(texts(bilal.state, hers, 'them')).toEqual(['after all that']);
		for (const [device, id] of [
			[bilal, hers],
			[survivor, ids.survivor],
		] as const)
			expect(conversationOf(device.state, id)?.unreadable).toBe(0);
	});

	it('her commit and the Add race for one epoch, whoever is first: the other follows, and he comes in once', async () => {
		const { amina, bilal, survivor, ids } = all;
		const wants = async (device: Device) => {
			device.stop();
			for (const { id, value } of await device.shelf.all('groups'))
				await device.shelf.save([
					{ collection: 'groups', id, value: { ...(value as object), wantsCommit: true, ownCommits: 0 } },
				]);
			await device.start();
		};
		const noPut = (request: Request) => (request.method === 'PUT' ? ('lost' as const) : ('fine' as const));
		await amina.channel.introduce(ids.amina, request('joins'));
		const introduction = await asked(survivor, ids.survivor);
		// His desk is closed, so that nothing goes on before both are ready.
		bilal.offline();
		await survivor.channel.answer(ids.survivor, introduction, true);
		await amina.until('yes', ({ messages }) => messages.some(({ message }) => message.type === 'consent'));
		survivor.weather = noPut;
		await wants(survivor);
		await survivor.until('her commit waits', () => survivor.shelf.dump().includes('"next":"'));
		// First the Add: hers comes second.
		await bilal.online();
		const his = await taken(bilal);
		await survivor.online();
		await survivor.until(
			'three',
			(state) => conversationOf(state, ids.survivor)?.members.length === 2,
			30_000,
		);
		// And the other way round: she takes him out while Amina's new keys wait.
		amina.weather = noPut;
		await wants(amina);
		await amina.until('a commit waits', () => amina.shelf.dump().includes('"next":"'));
		const key = conversationOf(survivor.state, ids.survivor)?.members.find(
			({ name }) => name === 'Bilal',
		)?.key;
		await survivor.channel.remove(ids.survivor, key ?? '');
		await bilal.until('out', (state) => conversationOf(state, his)?.ended === 'removed', 30_000);
		await amina.online();
		await amina.until('two', (state) => conversationOf(state, ids.amina)?.members.length === 1, 30_000);
		await says(amina, ids.amina, 'just us');
		await survivor.until('it', (state) => texts(state, ids.survivor).includes('just us'), 30_000);
		await says(survivor, ids.survivor, 'yes');
		await amina.until('it', (state) => texts(state, ids.amina).includes('yes'), 30_000);
		expect(conversationOf(survivor.state, ids.survivor)?.unreadable).toBe(0);
		expect(conversationOf(amina.state, ids.amina)?.unreadable).toBe(0);
	});

	it('the logs that were left are deleted on the relay, and what has gone opens nothing', async () => {
		const { amina, bilal, survivor, ids, world } = all;
		const logs = async (device: Device) =>
			(await device.shelf.all('groups')).map(({ value }) => (value as { log: { id: string } }).log.id);
		const before = await logs(survivor);
		await amina.channel.introduce(ids.amina, request('handover'));
		await survivor.channel.answer(ids.survivor, await asked(survivor, ids.survivor), true);
		const hers = await taken(bilal);
		await handedOver(hers);
		const deleted = () =>
			world.seen.filter((call) => call.startsWith('DELETE')).map((call) => call.split('/').at(-1));
		await survivor.until('the first log is gone', () => deleted().includes(before[0]), 30_000);
		await survivor.until(
			'and the second',
			() => deleted().filter((id) => id !== before[0]).length >= 1,
			30_000,
		);
		expect(await logs(survivor)).not.toEqual(before);
		expect(await logs(amina)).toHaveLength(1);
	});
});

describe('while a colleague is away', () => {
	it('her team sees that something waits, and since when; not from whom', async () => {
		const { amina, bilal, survivor, ids, colleagues } = all;
		await bilal.until('what to watch', () => bilal.shelf.dump().includes('"theirs":[{'));
		expect(await bilal.channel.waiting()).toEqual({ ok: true, value: [] });
		amina.stop();
		await says(survivor, ids.survivor, 'is somebody there?');
		await survivor.until('sent', ({ messages }) => messages.at(-1)?.delivery === 'sent');
		const found = await bilal.channel.waiting();
		if (!found.ok) throw new Error(found.error.type);
		expect(found.value.map(({ colleague }) => colleague)).toEqual([colleagues.bilal]);
		const age = Date.now() - Date.parse(found.value[0]?.since ?? '');
		expect(age).toBeGreaterThanOrEqual(0);
		expect(age).toBeLessThan(2 * 3_600_000);
		// Neither her name nor a word of hers is on the colleague's desk.
		for (const word of ['R.', 'is somebody there?']) expect(bilal.shelf.dump()).not.toContain(`"${word}"`);
		await amina.start();
		await amina.until('it', (state) => texts(state, ids.amina).length === 1);
		const deadline = Date.now() + 5_000;
		let now = await bilal.channel.waiting();
		while (now.ok && now.value.length > 0 && Date.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, 50));
			now = await bilal.channel.waiting();
		}
		expect(now).toEqual({ ok: true, value: [] });
	});
});
