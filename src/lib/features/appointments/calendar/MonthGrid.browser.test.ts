import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { expect, it } from 'vitest';
import { weekdayNames } from '$platform/i18n';
import MonthGrid from './MonthGrid.svelte';

const props = (changes: object = {}) => ({
	day: '2026-05-12',
	today: '2026-05-11',
	first: 1 as const,
	rtl: false,
	labelledby: 'month',
	weekdays: weekdayNames('en-GB'),
	count: (day: string) => (day === '2026-05-14' ? 5 : 0),
	number: (value: number) => String(value),
	say: (day: string, count: number) => `${day}: ${String(count)}`,
	...changes,
});
const chosen = (container: HTMLElement) =>
	container.querySelector('[aria-selected=true] button')?.getAttribute('aria-label');

it('is one stop for Tab, and arrows, Home, End and Page keys go on from there', async () => {
	const { container } = await render(MonthGrid, props());
	const stops = [...container.querySelectorAll<HTMLElement>('button')].filter(
		({ tabIndex }) => tabIndex === 0,
	);
	expect(stops).toHaveLength(1);
	await userEvent.tab();
	expect(document.activeElement?.getAttribute('aria-label')).toBe('2026-05-12: 0');
	for (const [keys, day] of [
		['{ArrowRight}', '2026-05-13'],
		['{ArrowDown}', '2026-05-20'],
		['{Home}', '2026-05-18'],
		['{End}', '2026-05-24'],
		['{ArrowDown}', '2026-05-31'],
		['{PageDown}', '2026-06-30'],
		['{Shift>}{PageUp}{/Shift}', '2025-06-30'],
		['{ArrowUp}{ArrowLeft}', '2025-06-22'],
	] as const) {
		await userEvent.keyboard(keys);
		expect(chosen(container)).toBe(`${day}: 0`);
		expect(document.activeElement?.getAttribute('aria-label')).toBe(`${day}: 0`);
	}
});

it('goes the other way where she reads from the right', async () => {
	const { container } = await render(MonthGrid, props({ rtl: true }));
	await userEvent.tab();
	await userEvent.keyboard('{ArrowRight}');
	expect(chosen(container)).toBe('2026-05-11: 0');
});

it('says that there is something, and not what; to who listens, how much', async () => {
	const { container } = await render(MonthGrid, props());
	const button = container.querySelector('[aria-label="2026-05-14: 5"]');
	expect(button?.textContent.trim()).toBe('14');
	expect(button?.querySelectorAll('i')).toHaveLength(3);
	expect(container.querySelectorAll('i')).toHaveLength(3);
	expect(container.querySelector('[aria-current=date]')?.getAttribute('aria-label')).toBe('2026-05-11: 0');
});
