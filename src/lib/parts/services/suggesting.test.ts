/** Whatever a source wrote, something true of it fits into a message, and it says when that is not all. */
import { describe, expect, it } from 'vitest';
import type { Service } from '$protocol/directory';
import { LONG_LENGTH, MOST, SHORT_LENGTH, suggestionBody, SUGGESTION_LENGTH } from '$protocol/suggestion';
import type { ChannelMessage } from '$platform/channel/contract';
import type { Message } from '$protocol/messages';
import { suggestionsIn } from './model';
import { suggestionOf } from './suggesting';

const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const FROM = { region: 'willow-bay', name: 'Willow Bay', sample: true, zone: 'Europe/London' };
const SERVICE: Service = {
	...{ id: 's1', name: 'Kitchen table', status: 'active', languages: ['en'], kinds: ['peer-groups'] },
	phones: [{ number: '020 7946 0000', type: 'voice' }],
	places: [{ exact: true, lines: ['1 Mill Lane'], city: 'Willow Bay', lat: 51, lon: 0 }],
	times: [{ repeats: 'weekly', days: ['TU'], opens: 1_080, place: 0 }],
	terms: [{ code: '1310' }],
};
const made = (change: Partial<Service> = {}, words = ' A line ') =>
	suggestionOf({ ...SERVICE, ...change }, FROM, { suggestion: ID, words, language: 'en' });

describe('a service for a message', () => {
	it('is all of it that is shown, without what only searching needs', () => {
		const { terms: _, ...shown } = SERVICE;
		expect(made()).toEqual({
			suggestion: ID,
			region: { id: 'willow-bay', name: 'Willow Bay', sample: true, zone: 'Europe/London' },
			service: { ...shown, places: [{ exact: true, lines: ['1 Mill Lane'], city: 'Willow Bay' }] },
			...{ shortened: false, words: 'A line', language: 'en' },
		});
	});

	it('carries no street of a place that is kept private, whatever the list says', () => {
		const body = made({
			places: [{ exact: false, lines: ['9 Hidden Road'], postal: 'HID 1', city: 'Town' }],
		});
		expect(body?.service.places).toEqual([{ exact: false, city: 'Town' }]);
	});

	it('says that it is shortened, and cuts no number, address or page', () => {
		const long = 'x'.repeat(SHORT_LENGTH + 1);
		const body = made({
			phones: [{ number: long, type: 'voice' }, ...SERVICE.phones],
			places: [{ exact: true, lines: ['1 Mill Lane', long], city: 'Willow Bay' }],
			...{ url: long, email: long, description: 'y'.repeat(LONG_LENGTH + 1) },
		});
		expect(body?.shortened).toBe(true);
		expect(body?.service.phones).toEqual(SERVICE.phones);
		expect(body?.service.places).toEqual([{ exact: true, city: 'Willow Bay' }]);
		expect([body?.service.url, body?.service.email]).toEqual([undefined, undefined]);
		expect(body?.service.description).toBe(`${'y'.repeat(LONG_LENGTH - 1)}…`);
	});

	it('gives no hours to a place that they are not for', () => {
		const places = Array.from({ length: MOST.places + 3 }, () => ({ exact: true, city: 'Town' }));
		const times = [0, MOST.places].map((place) => ({ repeats: 'weekly' as const, days: ['TU'], place }));
		const body = made({ places, times });
		expect(body?.service.times.map(({ place }) => place)).toEqual([0]);
		expect(body?.shortened).toBe(true);
	});

	it('does not cut a letter in two', () => {
		const body = made({ description: `${'x'.repeat(LONG_LENGTH - 2)}😀😀` });
		expect(body?.service.description).not.toMatch(/\p{Surrogate}/u);
	});

	it('fits, however much there is of everything', () => {
		for (const sign of ['x', '"', 'あ', '😀']) {
			const words = sign.repeat(5_000);
			const some = <T>(one: T) => Array.from({ length: 60 }, () => one);
			const body = made({
				...{ name: words, also: words, description: words, alert: words, fees: words, eligibility: words },
				...{ apply: words, waiting: words, interpreting: words, bring: some(words), areas: some(words) },
				languages: some(words.slice(0, 200)),
				organization: { id: words, name: words, url: words },
				phones: some({ number: '1', type: 'voice' as const, note: words }),
				places: some({ exact: true, name: words, getting: words, access: some(words) }),
				times: some({ repeats: 'none' as const, days: [], text: words }),
			});
			expect(body && JSON.stringify(body).length, sign).toBeLessThanOrEqual(SUGGESTION_LENGTH);
			expect(body?.shortened, sign).toBe(true);
			expect(suggestionBody.safeParse(body).success).toBe(true);
		}
	});
});

describe('what was suggested', () => {
	const body = made();
	const message = (id: string, more: Partial<ChannelMessage> = {}): ChannelMessage => ({
		...{ id, conversation: 'one', from: 'them', by: 'worker', readers: [] },
		message: { v: 1, id, sentAt: '2026-11-22T05:00:00.000Z', type: 'service-suggestion', body } as Message,
		...more,
	});

	it('is there once, however often it came, and nobody takes the place of another', () => {
		const found = suggestionsIn([
			message('a'),
			message('b'),
			message('c', { by: 'colleague' }),
			message('d', { conversation: 'two' }),
			message('e', { from: 'me', by: null, delivery: 'sent' }),
		]);
		expect(found.map(({ message: id }) => id)).toEqual(['a', 'c', 'd', 'e']);
		expect(new Set(found.map(({ key }) => key)).size).toBe(4);
	});
});
