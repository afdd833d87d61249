/** The blocks of the body and of sums, as she meets them: by keyboard and screen reader, in both directions of writing. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup } from 'vitest-browser-svelte';
import type { BlockOf } from '$protocol/module-blocks';
import { tone } from '$parts/player/blocks/body/signals';
import { draw, expectNoFaults } from './draw';

vi.setConfig({ testTimeout: 60_000 });
beforeEach(async () => {
	await page.viewport(360, 740);
});
afterEach(() => {
	cleanup();
	vi.useRealTimers();
	document.documentElement.style.fontSize = '';
});

const BREATHE: BlockOf<'breathe'> = {
	id: 'b1',
	type: 'breathe',
	in: 4,
	holdIn: 4,
	out: 4,
	holdOut: 4,
	minutes: 5,
};
const SENSES: BlockOf<'senses'> = {
	id: 'b1',
	type: 'senses',
	items: [
		{ id: 'i1', sense: 'see', count: 5 },
		{ id: 'i2', sense: 'hear', count: 2 },
	],
};
const RELEASE: BlockOf<'release'> = {
	id: 'b1',
	type: 'release',
	items: [
		{ id: 'i1', tense: 5, rest: 10 },
		{ id: 'i2', tense: 0, rest: 5 },
	],
};
const TIMER: BlockOf<'timer'> = { id: 'b1', type: 'timer', seconds: 60 };
const BUDGET: BlockOf<'budget'> = {
	id: 'b1',
	type: 'budget',
	lines: [
		{ id: 'l1', direction: 'in' },
		{ id: 'l2', direction: 'out' },
	],
};
const WAGE: BlockOf<'wage'> = { id: 'b1', type: 'wage' };
const ALL = [SENSES, BREATHE, RELEASE, TIMER, BUDGET, WAGE];

describe.each(['en', 'ar'] as const)('in %s', (language) => {
	it.each(ALL)(
		'$type has no fault axe can see, and nothing wider than the phone with letters twice as large',
		async (block) => {
			document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
			document.documentElement.lang = language;
			const { container } = await draw(block, { language });
			await expectNoFaults(container);
			document.documentElement.style.fontSize = '225%';
			expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
			document.documentElement.dir = 'ltr';
			document.documentElement.lang = 'en';
		},
	);
});

describe('the senses', () => {
	it('go on without a single tap, back as well, and by keyboard', async () => {
		const { button, t, container } = await draw(SENSES);
		await expect.element(page.getByText(t('senses.see', { count: 5 }))).toBeVisible();
		const first = button('senses.found', { number: 1 });
		first.element().focus();
		await userEvent.keyboard(' ');
		expect(first.element().getAttribute('aria-pressed')).toBe('true');
		await userEvent.keyboard(' ');
		expect(first.element().getAttribute('aria-pressed')).toBe('false');
		await button('senses.next').click();
		await expect.element(page.getByText(t('senses.hear', { count: 2 }))).toBeVisible();
		await button('senses.next').click();
		await expect.element(page.getByText(t('senses.end'))).toBeVisible();
		await expectNoFaults(container);
		await button('senses.before').click();
		await expect.element(page.getByText(t('senses.hear', { count: 2 }))).toBeVisible();
	});
});

describe('breathing', () => {
	it('says what a held breath may do, and is without one when she takes it out', async () => {
		const { button, t, container } = await draw(BREATHE);
		await expect.element(page.getByText(t('breathe.held'))).toBeVisible();
		await page.getByRole('checkbox', { name: t('breathe.noHold') }).click();
		await page.getByRole('radio', { name: t('breathe.minutes', { count: 1 }), exact: true }).click();
		await button('start').click();
		await expect.element(page.getByText(t('breathe.in'))).toBeVisible();
		const near = container.querySelector('.near')!;
		const [animation] = near.getAnimations();
		expect((animation?.effect as KeyframeEffect).getKeyframes()).toHaveLength(3);
		expect(animation?.effect?.getTiming().duration).toBe(8_000);
		await button('pause').click();
		await expect.element(button('resume')).toBeVisible();
		expect(animation?.playState).toBe('paused');
		await expectNoFaults(container);
		await button('breathe.choices').click();
		await expect.element(button('start')).toBeVisible();
	});

	it('has no such words where no breath is held', async () => {
		const { container, t } = await draw({ ...BREATHE, holdIn: 0, holdOut: 0 });
		expect(container.textContent).not.toContain(t('breathe.held'));
		expect(container.textContent).not.toContain(t('breathe.noHold'));
	});

	it('moves nothing when kept still', async () => {
		const { button, t, container } = await draw(BREATHE);
		await page.getByRole('checkbox', { name: t('still') }).click();
		await button('start').click();
		await expect.element(page.getByText(t('breathe.in'))).toBeVisible();
		expect(container.getAnimations({ subtree: true })).toHaveLength(0);
		expect(container.querySelectorAll('.steps span')).toHaveLength(4);
	});
});

describe('the muscle release', () => {
	it('waits for her before each part, and can be skipped to its end', async () => {
		const { button, t, container } = await draw(RELEASE);
		await expect.element(page.getByText(t('release.hurt'))).toBeVisible();
		await button('start').click();
		const said = page.getByText(t('release.tense'), { exact: true });
		await expect.element(said).toBeVisible();
		const { left, top, width, height } = said.element().getBoundingClientRect();
		expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(said.element());
		await button('pause').click();
		await expect.element(page.getByText(t('paused'))).toBeVisible();
		await button('skip').click();
		await expect.element(page.getByText(t('step', { step: 2, steps: 2 }))).toBeVisible();
		await button('start').click();
		await expect.element(page.getByText(t('release.rest'), { exact: true })).toBeVisible();
		await button('skip').click();
		await expect.element(page.getByText(t('over'))).toBeVisible();
		await expectNoFaults(container);
		await button('again').click();
		await expect.element(page.getByText(t('step', { step: 1, steps: 2 }))).toBeVisible();
	});
});

describe('the timer', () => {
	it('is right after the page slept, and ends in words that are told politely', async () => {
		const { button, t, container } = await draw(TIMER);
		await button('start').click();
		const wall = Date.now();
		const clock = vi.spyOn(Date, 'now').mockImplementation(() => wall + 61_000);
		document.dispatchEvent(new Event('visibilitychange'));
		clock.mockRestore();
		await expect.element(page.getByText(t('timer.over'))).toBeVisible();
		expect(container.querySelector('[role=status]')?.textContent).toContain(t('timer.over'));
		await expectNoFaults(container);
		await button('again').click();
		await expect.element(page.getByText('1:00')).toBeVisible();
	});
});

describe('the budget', () => {
	it('adds in her numerals and currency, and keeps both as typed', async () => {
		const { container, answers, i18n } = await draw(BUDGET, { language: 'ar', preferred: ['ar-EG'] });
		await page.getByRole('combobox').selectOptions('EGP');
		await page.getByRole('textbox', { name: /l1/ }).fill('١٢٥٠٫٥');
		await page.getByRole('textbox', { name: /l2/ }).fill('1.000');
		await expect.element(page.getByText(/يبقى.*٢٥٠٫٥٠/)).toBeVisible();
		expect(answers.at(-1)).toEqual({ amounts: { l1: '١٢٥٠٫٥', l2: '1.000' }, currency: 'EGP' });
		await page.getByRole('radio', { name: i18n.t('player-body:budget.month') }).click();
		expect(answers.at(-1)).toMatchObject({ period: 'month' });
		await page.getByRole('textbox', { name: /l2/ }).fill('2000');
		await expect.element(page.getByText(/يزيد ما يخرج.*٧٤٩٫٥٠/)).toBeVisible();
		await expectNoFaults(container);
	});

	it('has what was kept, names what cannot be read, and leaves it out', async () => {
		const { t, container } = await draw(BUDGET, {
			answer: { amounts: { l1: '100', l2: 'much' }, currency: 'USD', period: 'month' },
		});
		await expect.element(page.getByText(/This month.*\$100\.00.*stays/)).toBeVisible();
		await expect.element(page.getByText(t('budget.some'))).toBeVisible();
		expect(page.getByRole('textbox', { name: /l2/ }).element().getAttribute('aria-invalid')).toBe('true');
		await expectNoFaults(container);
	});

	it('tells the sum to who listens only after the typing has paused', async () => {
		const { container } = await draw(BUDGET);
		const status = () => container.querySelector('[role=status]')?.textContent ?? '';
		await expect.poll(status, { timeout: 10_000 }).toContain('Write what you know');
		await page.getByRole('textbox', { name: /l1/ }).fill('5');
		expect(status()).not.toContain('5.00');
		await expect.poll(status, { timeout: 10_000 }).toContain('5.00');
	});
});

describe('the wage', () => {
	it('says the difference in plain words and what it does not know, and keeps her note', async () => {
		const { container, answers, t } = await draw(WAGE);
		const fill = (key: string, value: string) =>
			page.getByRole('textbox', { name: t(`wage.${key}`), exact: true }).fill(value);
		await fill('hours', '7:30');
		await fill('pay', '10');
		await fill('kept', '5');
		await fill('paid', '50');
		await expect.element(page.getByText(/paid.*20\.00.*less than this sum/).first()).toBeVisible();
		await expect.element(page.getByText(t('wage.limit'))).toBeVisible();
		await fill('note', 'Monday, cash');
		expect(answers.at(-1)).toEqual({
			amounts: { hours: '7:30', pay: '10', kept: '5', paid: '50' },
			currency: '',
			note: 'Monday, cash',
		});
		await expectNoFaults(container);
		await fill('hours', 'ten');
		await expect.element(page.getByText(/does not look like hours/)).toBeVisible();
	});
});

describe('the tone', () => {
	it('swells and fades: soft, and without a click at either end', async () => {
		const context = new OfflineAudioContext(1, 44_100 * 2, 44_100);
		tone(context, 'up');
		const samples = (await context.startRendering()).getChannelData(0);
		const loudest = (from: number, to: number) =>
			samples.slice(from, to).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
		expect(loudest(0, samples.length)).toBeLessThanOrEqual(0.081);
		expect(loudest(0, samples.length)).toBeGreaterThan(0.05);
		expect(loudest(0, 50)).toBeLessThan(0.001);
		expect(loudest(44_100 * 1.39, 44_100 * 1.4)).toBeLessThan(0.001);
		expect(loudest(44_100 * 1.41, samples.length)).toBe(0);
	});
});
