import { describe, expect, it } from 'vitest';
import type { Reading, Structure } from '$protocol/module';
import { exercise } from '../../../../tests/support/modules';
import { feelingOf, FEELINGS, find, fits, NO_WISH, paramsToWish, usesIn, wishToParams } from './finding';
import { TOPICS } from '$protocol/module';

const named = (readings: Reading[]) => readings.map(({ texts }) => texts.title);

describe('exercises for a feeling', () => {
	it('are entered by the first nine topics, and by nothing else', () => {
		expect(FEELINGS).toEqual(TOPICS.slice(0, 9));
		expect(feelingOf('money')).toBeUndefined();
		expect(feelingOf(undefined)).toBeUndefined();
	});

	it('are short first, and those first that are most for it', () => {
		const all = [
			exercise('long', { topics: ['sad'], minutes: 12 }),
			exercise('also', { topics: ['angry', 'lonely', 'sad'], minutes: 3 }),
			exercise('made', { topics: ['sad', 'angry'], minutes: 7 }),
			exercise('other', { topics: ['angry'] }),
		];
		expect(named(find(all, 'sad', NO_WISH).readings)).toEqual(['made', 'also', 'long']);
	});

	it('begin after a memory with where she is, and leave the breath for last', () => {
		const topics: Structure['topics'] = ['memory'];
		const all = [
			exercise('slow-breathing', { topics, uses: ['breath'], minutes: 1 }),
			exercise('a-kind-word', { topics, uses: ['thoughts'], minutes: 1 }),
			exercise('feet-on-the-floor', { topics, uses: ['senses', 'body'], minutes: 2 }),
			exercise('where-am-i', { topics: ['cut-off', 'memory'], uses: ['senses', 'thoughts'], minutes: 8 }),
			exercise('muscle-release', { topics, uses: ['body'], minutes: 1 }),
		];
		expect(named(find(all, 'memory', NO_WISH).readings)).toEqual([
			'where-am-i',
			'feet-on-the-floor',
			'muscle-release',
			'a-kind-word',
			'slow-breathing',
		]);
	});

	it('keep a strong one apart, also where nothing else is left', () => {
		const all = [
			exercise('strong-sensation', { topics: ['numb'], minutes: 1, uses: ['body'] }),
			exercise('five-senses', { topics: ['numb'], minutes: 5, uses: ['senses'] }),
		];
		const found = find(all, 'numb', NO_WISH);
		expect([named(found.readings), named(found.strong)]).toEqual([['five-senses'], ['strong-sensation']]);
		const left = find(all, 'numb', { ...NO_WISH, without: ['senses'] });
		expect([named(left.readings), named(left.strong)]).toEqual([[], ['strong-sensation']]);
	});
});

describe('a wish', () => {
	it.each([
		[{ minutes: 5 }, { time: 'few' as const }, true],
		[{ minutes: 6 }, { time: 'few' as const }, false],
		[{ minutes: 5 }, { time: 'more' as const }, false],
		[{ minutes: 6 }, { time: 'more' as const }, true],
		[{ places: ['home' as const] }, { place: 'bed' as const }, false],
		[{ places: ['anywhere' as const, 'home' as const] }, { place: 'bed' as const }, false],
		[{ places: ['anywhere' as const, 'bed' as const] }, { place: 'bed' as const }, true],
		[{ places: ['anywhere' as const] }, { place: 'public' as const }, true],
		[{}, { place: 'outside' as const }, true],
		[{ uses: ['breath' as const, 'body' as const] }, { without: ['body' as const] }, false],
		[{ uses: ['senses' as const] }, { without: ['body' as const, 'breath' as const] }, true],
		[{}, { without: ['breath' as const] }, true],
	])('%o for %o: %s', (has, wish, expected) => {
		expect(fits(exercise('one', has), { ...NO_WISH, ...wish })).toBe(expected);
	});

	it('is the same after it went along as parameters, and nothing else comes of them', () => {
		const wish = {
			time: 'few' as const,
			place: 'bed' as const,
			without: ['breath' as const, 'people' as const],
		};
		expect(paramsToWish(wishToParams(wish))).toEqual(wish);
		expect(paramsToWish(wishToParams(NO_WISH))).toEqual(NO_WISH);
		expect(paramsToWish({ time: 'never', place: 'moon', without: 'x' })).toEqual(NO_WISH);
	});

	it('can only leave out what is asked anywhere', () => {
		expect(usesIn([exercise('a', { uses: ['people', 'breath'] }), exercise('b')])).toEqual([
			'breath',
			'people',
		]);
	});
});
