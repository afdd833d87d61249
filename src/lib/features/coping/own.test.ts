import { expect, it } from 'vitest';
import { inOrder, linesOf, modulesOf, nameOf } from './own';

const favourite = (id: string, module: string, minute: number) => ({
	id,
	value: { v: 1 as const, module, at: `2026-11-22T10:0${String(minute)}:00.000Z` },
});

it('has favourites newest first, each once', () => {
	const kept = [favourite('1', 'in:a', 1), favourite('3', 'in:b', 3), favourite('2', 'in:a', 2)];
	expect(modulesOf(kept)).toEqual(['in:b', 'in:a']);
	expect(inOrder(kept).map(({ id }) => id)).toEqual(['1', '2', '3']);
});

it('leaves out of her card what she did not write', () => {
	const beginnings = 'My name is …\nI am in …';
	expect(linesOf('My name is Ada.\n\n  I am in … \nThe door is locked.', beginnings)).toEqual([
		'My name is Ada.',
		'The door is locked.',
	]);
	expect(linesOf(beginnings, beginnings)).toEqual([]);
	expect(linesOf('', beginnings)).toEqual([]);
});

it('calls a longer text by its first words', () => {
	expect(nameOf('  The sea.\nAnd wind.')).toBe('The sea.');
	expect(nameOf('a b c d e f g h i j')).toBe('a b c d e f g h …');
});
