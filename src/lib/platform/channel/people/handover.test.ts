import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	asked,
	conversationOf,
	says,
	taken,
	team,
	texts,
	type Team,
} from '../../../../../tests/support/team';

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
