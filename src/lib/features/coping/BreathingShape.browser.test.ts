import { render } from 'vitest-browser-svelte';
import { expect, it } from 'vitest';
import BreathingShape from './BreathingShape.svelte';

const words = { in: 'Breathe in', out: 'Breathe out', waiting: 'Paused' };
const moving = (container: HTMLElement) =>
	container.getAnimations({ subtree: true }).filter(({ playState }) => playState === 'running');

it('grows and shrinks while it runs', async () => {
	const { container } = await render(BreathingShape, { elapsed: 1200, running: true, still: false, words });
	expect(container.textContent).toContain('Breathe in');
	expect(container.textContent).toContain('3');
	expect(moving(container)).toHaveLength(1);
});

it('stands at the same breath while it waits, and says so', async () => {
	const { container } = await render(BreathingShape, { elapsed: 6000, running: false, still: false, words });
	expect(container.textContent).toContain('Paused');
	expect(moving(container)).toHaveLength(0);
	expect(container.getAnimations({ subtree: true })[0]?.currentTime).toBe(6000);
});

it('kept still, fills a step each second and moves nothing', async () => {
	const { container, rerender } = await render(BreathingShape, {
		elapsed: 0,
		running: true,
		still: true,
		words,
	});
	const full = () => container.querySelectorAll('.steps .full').length;
	const steps = () => container.querySelectorAll('.steps span').length;
	const seen: [number, number][] = [];
	for (let second = 0; second < 10; second += 1) {
		await rerender({ elapsed: second * 1000 + 500 });
		seen.push([full(), steps()]);
		expect(container.getAnimations({ subtree: true })).toHaveLength(0);
	}
	expect(seen).toEqual([
		[1, 4],
		[2, 4],
		[3, 4],
		[4, 4],
		[6, 6],
		[5, 6],
		[4, 6],
		[3, 6],
		[2, 6],
		[1, 6],
	]);
	expect(container.textContent).toContain('Breathe out');
});

it('writes its counts as the language does', async () => {
	const { container } = await render(BreathingShape, {
		elapsed: 0,
		running: true,
		still: true,
		words,
		format: (value: number) => new Intl.NumberFormat('ar-EG').format(value),
	});
	expect(container.textContent).toContain('٤');
});
