import { describe, expect, it } from 'vitest';
import type { Reading } from '$protocol/module';
import { exercise } from '../../../../tests/support/modules';
import { otherKinds } from './choosing';

const namesOf = (readings: Reading[]) => readings.map(({ texts }) => texts.title);

describe('another kind of exercise', () => {
	const breath = exercise('breath', { uses: ['breath'] });

	it('asks for something else before it is short', () => {
		const counting = exercise('counting', { uses: ['breath'], minutes: 1 });
		const senses = exercise('senses', { uses: ['senses'], minutes: 9 });
		expect(namesOf(otherKinds([counting, breath, senses], breath))).toEqual(['senses', 'counting']);
	});

	it('is short and for the same feeling where kinds are equally different', () => {
		const long = exercise('long', { uses: ['body'], minutes: 12 });
		const short = exercise('short', { uses: ['movement'] });
		const sad = exercise('sad', { uses: ['writing'], topics: ['sad'], minutes: 2 });
		expect(namesOf(otherKinds([long, sad, short], breath))).toEqual(['short', 'sad', 'long']);
	});

	it('is not three times the same thing', () => {
		const body = (name: string, minutes: number) => exercise(name, { uses: ['body'], minutes });
		const thoughts = exercise('thoughts', { uses: ['thoughts'], minutes: 6 });
		expect(namesOf(otherKinds([body('one', 2), body('two', 3), thoughts], breath))).toEqual([
			'one',
			'thoughts',
			'two',
		]);
	});

	it('leaves the breath for later where she may be far away', () => {
		const memory = exercise('memory', { uses: ['senses'], topics: ['memory', 'on-edge'] });
		const words = exercise('words', { uses: ['writing'], minutes: 9 });
		expect(namesOf(otherKinds([breath, words], memory))).toEqual(['words', 'breath']);
		expect(namesOf(otherKinds([breath, words], exercise('tense', { uses: ['body'] })))).toEqual([
			'breath',
			'words',
		]);
	});

	it('is never a strong one, a lesson, or the same again', () => {
		const strong = exercise('strong-sensation', { uses: ['movement'], minutes: 1 });
		const lesson = exercise('lesson', { kind: 'lesson' });
		expect(otherKinds([strong, lesson, breath], breath)).toEqual([]);
	});
});

it('offers first what the exercise itself names, unless it asks the same of her', () => {
	const short = exercise('short', { uses: ['body'] });
	const feet = exercise('feet', { uses: ['body', 'senses'] });
	const long = exercise('long', { uses: ['body'] });
	long.structure.pages = [
		{
			id: 'p1',
			blocks: [
				{ id: 'b1', type: 'ref', module: 'in:short' },
				{ id: 'b2', type: 'ref', module: 'in:feet' },
			],
		},
	];
	const named = exercise('one', { uses: ['breath'] });
	named.structure.pages = [{ id: 'p1', blocks: [{ id: 'b1', type: 'ref', module: 'in:feet' }] }];
	const ids = (reading: Reading) =>
		otherKinds([short, feet, long, named], reading).map(({ structure }) => structure.id);
	expect(ids(named)).toEqual(['in:feet', 'in:long', 'in:short']);
	expect(ids(long)).toEqual(['in:feet', 'in:one', 'in:short']);
});
