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

it('offers first what the exercise itself names, unless it asks the same of her', () => {
	const short = exercise('short', ['body']);
	const feet = exercise('feet', ['body', 'senses']);
	const long = exercise('long', ['body']);
	long.structure.pages = [
		{
			id: 'p1',
			blocks: [
				{ id: 'b1', type: 'ref', module: 'in:short' },
				{ id: 'b2', type: 'ref', module: 'in:feet' },
			],
		},
	];
	const named = exercise('one', ['breath']);
	named.structure.pages = [{ id: 'p1', blocks: [{ id: 'b1', type: 'ref', module: 'in:feet' }] }];
	const ids = (reading: Reading) =>
		otherKinds([short, feet, long, named], reading).map(({ structure }) => structure.id);
	expect(ids(named)).toEqual(['in:feet', 'in:short', 'in:long']);
	expect(ids(long)).toEqual(['in:feet', 'in:one', 'in:short']);
});
