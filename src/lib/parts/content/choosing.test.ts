import { expect, it } from 'vitest';
import type { Reading } from '$protocol/module';
import { unsignedModule } from '../../../../tests/support/modules';
import { otherKinds } from './choosing';

const exercise = (name: string, uses: Reading['structure']['uses']): Reading => {
	const { texts, ...structure } = unsignedModule({ id: `in:${name}`, kind: 'exercise', uses });
	return { structure, texts, language: 'en' };
};

it('offers another kind first, and never cold or effort unasked', () => {
	const all = [
		exercise('one', ['breath']),
		exercise('same', ['breath']),
		exercise('other', ['senses']),
		exercise('strong-sensation', ['movement']),
	];
	expect(otherKinds(all, exercise('one', ['breath'])).map(({ structure }) => structure.id)).toEqual([
		'in:other',
		'in:same',
	]);
});
