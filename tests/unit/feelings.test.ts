/** The exercises that come with the app, as each feeling finds them and as they are offered after one another. */
import { describe, expect, it } from 'vitest';
import { readContent } from '../../src/build/content';
import { FEELINGS, find, NO_WISH } from '../../src/lib/features/coping/finding';
import { ofKind, otherKinds } from '../../src/lib/parts/content/choosing';
import { isStrong } from '../../src/lib/parts/content/gentle';

const exercises = ofKind(readContent('locales').readings['en'] ?? [], 'exercise');
const OFFERED = 3;

describe.each(FEELINGS)('for "%s"', (feeling) => {
	const { readings } = find(exercises, feeling, NO_WISH);

	it('there is something', () => {
		expect(readings.length).toBeGreaterThan(0);
	});

	it('there is something among people, in bed, and without the body', () => {
		const ways = [
			{ ...NO_WISH, place: 'public' as const },
			{ ...NO_WISH, place: 'bed' as const },
			{ ...NO_WISH, without: ['body' as const] },
			{ ...NO_WISH, without: ['breath' as const] },
		];
		expect(ways.filter((wish) => find(exercises, feeling, wish).readings.length === 0)).toEqual([]);
	});
});

it('a memory is met first by where she is', () => {
	const { readings } = find(exercises, 'memory', NO_WISH);
	expect(readings.slice(0, 2).map(({ structure }) => structure.id)).toEqual([
		'in:where-am-i',
		'in:feet-on-the-floor',
	]);
});

describe.each(exercises.map((reading) => [reading.structure.id, reading] as const))(
	'after %s',
	(_, reading) => {
		const offered = otherKinds(exercises, reading).slice(0, OFFERED);

		it('three others are offered, none of them strong', () => {
			expect(offered).toHaveLength(OFFERED);
			expect(offered.filter(isStrong)).toEqual([]);
		});

		it('the first of them is another kind, and one of them asks for nothing that this one asked for', () => {
			const { uses = [] } = reading.structure;
			const [first] = offered.map(({ structure }) => structure.uses ?? []);
			expect(first?.toSorted()).not.toEqual(uses.toSorted());
			const other = offered.some(({ structure }) => !structure.uses?.some((use) => uses.includes(use)));
			// Only what asks for nearly everything cannot be followed by something that asks for nothing of it.
			expect(other || isStrong(reading)).toBe(true);
		});
	},
);
