import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newDraft, withText, type Draft } from './draft';
import { DraftKeeper } from './keeper.svelte';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const draft = newDraft('en', 1, '2026-11-22');
const titled = (title: string) => withText(draft, 'en', 'title', title);
const titles = (saved: Draft[]) => saved.map(({ texts }) => texts['en']?.['title']);

it('keeps the last of what was typed, once, and goes on keeping after a moment with nothing to keep', async () => {
	const saved: Draft[] = [];
	const keeper = new DraftKeeper(async (one) => {
		saved.push(one);
		return { ok: true };
	});
	await keeper.flush();
	for (const title of ['a', 'ab', 'abc']) keeper.keep(titled(title));
	expect(keeper.state).toBe('writing');
	await vi.advanceTimersByTimeAsync(1_000);
	expect(titles(saved)).toEqual(['abc']);
	expect(keeper.state).toBe('kept');
	keeper.keep(titled('abcd'));
	await keeper.flush();
	expect(titles(saved)).toEqual(['abc', 'abcd']);
});

it('keeps what was typed while an earlier word was on its way', async () => {
	const saved: Draft[] = [];
	let arrive: () => void = () => undefined;
	const keeper = new DraftKeeper((one) => {
		saved.push(one);
		return new Promise((resolve) => (arrive = () => resolve({ ok: true })));
	});
	keeper.keep(titled('a'));
	const first = keeper.flush();
	keeper.keep(titled('ab'));
	expect(keeper.state).toBe('writing');
	arrive();
	await vi.advanceTimersByTimeAsync(0);
	arrive();
	await first;
	expect(titles(saved)).toEqual(['a', 'ab']);
	expect(keeper.state).toBe('kept');
});

it('says when there was no room, and takes it back when there is', async () => {
	let room = false;
	const keeper = new DraftKeeper(async () => ({ ok: room }));
	keeper.keep(titled('a'));
	await keeper.flush();
	expect(keeper.state).toBe('full');
	keeper.keep(titled('ab'));
	expect(keeper.state).toBe('full');
	room = true;
	await keeper.flush();
	expect(keeper.state).toBe('kept');
});
