/** What somebody does with each kind of block: everything that can be done with it, never waiting for real minutes. */
import { tick } from 'svelte';
import { expect, vi } from 'vitest';
import type { Reading } from '$protocol/module';
import type { Block, BlockOf, BlockType } from '$protocol/module-blocks';
import type { Way } from './ways';

export interface Doing<B extends Block = Block> {
	/** The part of the page that the block is in. */
	part: HTMLElement;
	block: B;
	reading: Reading;
	way: Way;
	/** Words of the app, as they are shown. */
	t: (key: string, params?: Record<string, string | number>) => string;
	/** Where it led, since it was asked last. */
	led: () => string | undefined;
}

const PATIENT = { timeout: 20_000 };
const HOUR = 3_600_000;

/** The words of the block itself, of which a person sees one after the other. */
const all = <E extends HTMLElement = HTMLElement>(part: ParentNode, selector: string): E[] => [
	...part.querySelectorAll<E>(selector),
];
const buttonOf = (part: ParentNode, name: string): HTMLElement | undefined =>
	all(part, 'button').find((one) => one.textContent.trim() === name);
function button(part: ParentNode, name: string): HTMLElement {
	const found = buttonOf(part, name);
	if (!found) throw new Error(`There is no “${name}”`);
	return found;
}
const press = async ({ part, way, t }: Doing, key: string) => way.press(button(part, t(key)));

/** The clock on the wall goes on by an hour, and the exercise sees it. */
async function later(over: () => boolean): Promise<void> {
	const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + HOUR);
	try {
		await expect.poll(over, PATIENT).toBe(true);
	} finally {
		clock.mockRestore();
	}
	await tick();
	expect(document.activeElement, 'the focus when the time is over').not.toBe(document.body);
}

async function choose({
	part,
	block,
	reading,
	way,
}: Doing<BlockOf<'choose'> | BlockOf<'quiz'>>): Promise<void> {
	const options = all(part, '[aria-pressed]');
	expect(options).toHaveLength(block.options.length);
	for (const [index, { id }] of block.options.entries()) {
		const option = options[index];
		if (!option) continue;
		await way.press(option);
		expect(option.getAttribute('aria-pressed')).toBe('true');
		const why = reading.texts[`${block.id}.${id}.why`];
		if (why !== undefined) expect(part.textContent).toContain(why.split(/\s*\n/)[0]);
	}
}

async function amounts({ part, way }: Doing): Promise<void> {
	const sentence = () => part.querySelector('section .sentence, section p')?.textContent;
	const before = sentence();
	for (const select of all(part, 'select')) await way.further(select);
	for (const [index, field] of all(part, 'input[inputmode="decimal"]').entries())
		await way.type(field, String(12 - index));
	expect(sentence()).not.toBe(before);
	for (const note of all(part, 'textarea')) await way.type(note, 'abc');
}

type Doings = { readonly [T in BlockType]: (doing: Doing<BlockOf<T>>) => Promise<void> };
const read = () => Promise.resolve();

const DOINGS: Doings = {
	text: read,
	list: read,
	note: read,
	picture: async ({ part }) => {
		await expect.poll(() => all(part, 'path').length, PATIENT).toBeGreaterThan(1);
	},
	steps: async (doing) => {
		const { part, block, reading } = doing;
		const said = () => part.querySelector('.step')?.textContent ?? '';
		for (const [index, { id }] of block.items.entries()) {
			if (index > 0) await press(doing, 'player:steps.next');
			expect(said()).toContain(reading.texts[`${block.id}.${id}`]?.split(/\s*\n/)[0]);
		}
		if (block.items.length < 2) return;
		await press(doing, 'player:steps.all');
		expect(all(part, 'ol li')).toHaveLength(block.items.length);
		await press(doing, 'player:steps.one');
	},
	senses: async (doing) => {
		const { part, block, way } = doing;
		for (const { count } of block.items) {
			const circles = all(part, '.circle');
			expect(circles).toHaveLength(count);
			for (const circle of circles) await way.press(circle);
			expect(circles.every((circle) => circle.getAttribute('aria-pressed') === 'true')).toBe(true);
			await press(doing, 'player-body:senses.next');
		}
		expect(part.textContent).toContain(doing.t('player-body:senses.end'));
		await press(doing, 'player-body:senses.before');
	},
	breathe: async (doing) => {
		const { part, t } = doing;
		await press(doing, 'player-body:start');
		// It waits a moment before the first breath; pressed meanwhile, it begins at once.
		await press(doing, 'player-body:resume');
		await press(doing, 'player-body:pause');
		await press(doing, 'player-body:breathe.choices');
		await press(doing, 'player-body:start');
		await press(doing, 'player-body:resume');
		await later(() => part.textContent.includes(t('player-body:over')));
		await press(doing, 'player-body:again');
	},
	release: async (doing) => {
		const { part, block, t } = doing;
		await press(doing, 'player-body:start');
		await press(doing, 'player-body:pause');
		await press(doing, 'player-body:resume');
		await later(() => buttonOf(part, t('player-body:release.next')) !== undefined);
		await press(doing, 'player-body:release.next');
		for (const { id } of block.items.slice(1)) {
			expect(part.textContent).toContain(doing.reading.texts[`${block.id}.${id}`]?.split(/\s*\n/)[0]);
			await press(doing, 'player-body:skip');
		}
		expect(part.textContent).toContain(t('player-body:over'));
		await press(doing, 'player-body:again');
	},
	timer: async (doing) => {
		const { part, t } = doing;
		await press(doing, 'player-body:start');
		await press(doing, 'player-body:pause');
		await press(doing, 'player-body:resume');
		await later(() => part.textContent.includes(t('player-body:timer.over')));
		await press(doing, 'player-body:again');
	},
	choose,
	quiz: choose,
	sort: async ({ part, block, way }) => {
		const things = all(part, 'li [role="group"]');
		expect(things).toHaveLength(block.items.length);
		for (const [index, { bin }] of block.items.entries()) {
			const bins = all(things[index] ?? part, 'button');
			const right = block.bins.findIndex(({ id }) => id === bin);
			// The first is put into each of them, to read what is said then.
			const tried = index === 0 ? [...bins.keys()].filter((at) => at !== right) : [];
			for (const at of [...tried, right]) {
				const chosen = bins[at];
				if (!chosen) throw new Error('There is nothing to put it into');
				await way.press(chosen);
				expect(chosen.getAttribute('aria-pressed')).toBe('true');
				expect(things[index]?.closest('li')?.querySelector('.verdict')?.textContent.trim()).toBeTruthy();
			}
		}
	},
	reflection: async ({ part, way }) => {
		const field = all<HTMLInputElement | HTMLTextAreaElement>(part, 'input, textarea')[0];
		if (!field) throw new Error('There is nothing to write into');
		await way.type(field, 'abc');
		expect(field.value).toBe('abc');
	},
	checklist: async ({ part, block, way }) => {
		const boxes = all<HTMLInputElement>(part, 'input[type="checkbox"]');
		expect(boxes).toHaveLength(block.items.length);
		for (const box of boxes) {
			const was = box.checked;
			await way.press(box);
			expect(box.checked).toBe(!was);
		}
	},
	budget: async (doing) => {
		const [first, second] = all<HTMLInputElement>(doing.part, 'input[type="radio"]');
		if (first && second) {
			const week = first.checked;
			await doing.way.further(week ? first : second);
			if (week && !second.checked) await doing.way.press(second);
			expect([first.checked, second.checked].filter(Boolean)).toHaveLength(1);
		}
		await amounts(doing);
	},
	wage: amounts,
	helpline: async (doing) => {
		await press(doing, 'player:helpline.button');
		expect(doing.led()).toBe('help');
	},
	ref: async ({ part, block, way, led }) => {
		const card = part.querySelector<HTMLElement>('button.link-card');
		if (!card) throw new Error(`There is no way to ${block.module}`);
		await way.press(card);
		expect(led()).toBe(block.module);
	},
};

/** Everything that can be done with this block. */
export const doBlock = (doing: Doing): Promise<void> => {
	const does = DOINGS[doing.block.type] as (doing: Doing) => Promise<void>;
	return does(doing);
};
