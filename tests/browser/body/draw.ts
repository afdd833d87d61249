/** Draws one block with real words, and says what axe finds wrong with it. */
import '$ui/tokens.css';
import '$ui/base.css';
import axe from 'axe-core';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ar from '$locales/ar/ui/player-body.json';
import en from '$locales/en/ui/player-body.json';
import { I18n } from '$platform/i18n';
import type { Block, BlockOf, BlockType } from '$protocol/module-blocks';
import { blockSlots } from '$protocol/module-blocks';
import { ok } from '$protocol/result';
import type { Answer } from '$parts/player/types';
import Drawn from './Drawn.svelte';

const PACKS = { en, ar };

export async function draw<T extends BlockType>(
	block: BlockOf<T>,
	{
		language = 'en',
		preferred = [language],
		answer,
	}: { language?: 'en' | 'ar'; preferred?: string[]; answer?: Answer } = {},
) {
	const i18n = new I18n({
		load: async () => ok({ 'player-body': PACKS[language] }),
		keep: async () => {},
		kept: async () => undefined,
		preferred,
	});
	await i18n.use(language);
	const keys = blockSlots(block as Block).map(({ key }) => key);
	const texts = Object.fromEntries(
		['title', ...keys].map((key) => [key, language === 'ar' ? `كلمات ${key}` : `Words of ${key}`]),
	);
	const answers: Answer[] = [];
	const drawn = await render(Drawn, {
		i18n,
		block: block as Block,
		texts,
		...(answer ? { answer } : {}),
		onanswer: (next: Answer) => answers.push(next),
	});
	const t = (key: string, params?: Record<string, string | number>) => i18n.t(`player-body:${key}`, params);
	const button = (key: string, params?: Record<string, string | number>) =>
		page.getByRole('button', { name: t(key, params), exact: true });
	await expect
		.poll(() => drawn.container.querySelectorAll('button, input').length, { timeout: 30_000 })
		.toBeGreaterThan(0);
	return { ...drawn, i18n, t, button, answers };
}

export async function expectNoFaults(container: HTMLElement): Promise<void> {
	const { violations } = await axe.run(container, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
	});
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
