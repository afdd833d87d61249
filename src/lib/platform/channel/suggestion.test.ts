/** A suggested service between two devices: what is read at all, how much fits, and what comes of it on her phone (nothing). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Device, twoWhoMet, type World } from '../../../../tests/support/channel-world';
import { utf8 } from '$platform/crypto';
import { serviceSchema } from '$protocol/directory';
import {
	LONG_LENGTH,
	MOST,
	SHORT_LENGTH,
	suggestedSchema,
	suggestedService,
	SUGGESTION_LENGTH,
	SUGGESTION_WORDS,
	type SuggestionBody,
} from '$protocol/suggestion';
import type { ChannelState } from './contract';
import { messageToBytes, parseMessage } from './envelope';

const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const AT = '2026-11-22T05:00:00.000Z';
const PLACE = { exact: true, lines: ['1 Mill Lane'], city: 'Willow Bay', zone: 'Europe/London' };
const TIME = { repeats: 'weekly', days: ['TU'], opens: 1_080, closes: 1_200, place: 0 } as const;
const SERVICE: SuggestionBody['service'] = {
	...{ id: 's1', name: 'Kitchen table', status: 'active', languages: ['en', 'ar'], kinds: ['peer-groups'] },
	phones: [{ number: '+44 20 7946 0000', type: 'voice', note: 'Ask for Sam' }],
	places: [PLACE],
	times: [{ ...TIME, days: ['TU'] }],
	group: { by: 'name', what: 'circle' },
	assured: '2026-10-01',
};
const BODY: SuggestionBody = {
	suggestion: ID,
	region: { id: 'willow-bay', name: 'Willow Bay', sample: true, zone: 'Europe/London', source: 'Made up' },
	service: SERVICE,
	...{ shortened: false, words: 'They laugh a lot there.', language: 'en' },
};
const parse = (body: unknown) =>
	parseMessage(utf8(JSON.stringify({ v: 1, id: ID, sentAt: AT, type: 'service-suggestion', body })));
const withService = (change: object) => ({ ...BODY, service: { ...SERVICE, ...change } });

describe('what is read at all', () => {
	it('is what it should be, and can be shown and saved like any other service', () => {
		for (const body of [
			BODY,
			{ ...BODY, words: '' },
			{ ...BODY, region: { id: 'x', name: 'X', sample: false } },
			withService({ phones: [], places: [], times: [] }),
			withService({ places: [{ exact: false, city: 'Willow Bay' }] }),
		]) {
			const message = parse(body);
			expect(message?.body).toEqual(body);
			expect(serviceSchema.safeParse(suggestedService(body.service)).success).toBe(true);
		}
	});

	it.each([
		[{ ...BODY, answer: 'saved' }],
		[{ ...BODY, suggestion: 'short' }],
		[{ ...BODY, suggestion: undefined }],
		[{ ...BODY, words: 'x'.repeat(SUGGESTION_WORDS + 1) }],
		[{ ...BODY, words: undefined }],
		[{ ...BODY, language: '<script>' }],
		[{ ...BODY, shortened: 'no' }],
		[{ ...BODY, region: { ...BODY.region, id: '../..' } }],
		[{ ...BODY, region: { ...BODY.region, sample: undefined } }],
		[{ ...BODY, region: { ...BODY.region, html: '<b>' } }],
		[{ ...BODY, region: null }],
		[{ ...BODY, service: null }],
		[{ ...BODY, service: [] }],
		[withService({ name: '' })],
		[withService({ name: 'x'.repeat(SHORT_LENGTH + 1) })],
		[withService({ description: 'x'.repeat(LONG_LENGTH + 1) })],
		[withService({ terms: [] })],
		[withService({ onclick: 'x' })],
		[withService({ status: 'best' })],
		[withService({ kinds: ['made-up'] })],
		[withService({ kinds: Array.from({ length: 33 }, () => 'food') })],
		[withService({ assured: 'yesterday' })],
		[withService({ phones: Array.from({ length: MOST.phones + 1 }, () => SERVICE.phones[0]) })],
		[withService({ phones: [{ number: 7, type: 'voice' }] })],
		[withService({ phones: [{ number: '7', type: 'pigeon' }] })],
		[withService({ places: Array.from({ length: MOST.places + 1 }, () => PLACE) })],
		[withService({ places: [{ ...PLACE, lat: 1, lon: 2 }] })],
		[withService({ places: [{ ...PLACE, exact: false }] })],
		[withService({ places: [{ exact: false, postal: 'AB1' }] })],
		[withService({ places: [{ city: 'Nowhere' }] })],
		[withService({ times: Array.from({ length: MOST.times + 1 }, () => TIME) })],
		[withService({ times: [{ ...TIME, days: ['XX'] }] })],
		[withService({ times: [{ ...TIME, opens: 100_000 }] })],
		[withService({ times: { length: 1 } })],
		[withService({ languages: 'en' })],
		[null],
		[''],
	])('nothing more, less or other (%#)', (body) => {
		expect(parse(body)).toBeNull();
	});

	it('takes no prototype and no key that is not there', () => {
		const bytes = JSON.stringify(BODY).replace('"service":{', '"service":{"__proto__":{"name":"x"},');
		const message = parseMessage(
			utf8(`{"v":1,"id":"${ID}","sentAt":"${AT}","type":"service-suggestion","body":${bytes}}`),
		);
		expect(message).toBeNull();
	});

	// A phone that is not brought up to date refuses what it does not know: a field more is another kind of message.
	it('has these fields of a service and no others', () => {
		expect(Object.keys(suggestedSchema.shape).sort()).toEqual(
			[
				...[
					'ages',
					'alert',
					'also',
					'apply',
					'areas',
					'assured',
					'bring',
					'description',
					'eligibility',
					'email',
				],
				...['fees', 'group', 'id', 'interpreting', 'kinds', 'languages', 'modified', 'name', 'organization'],
				...['phones', 'places', 'status', 'times', 'url', 'waiting'],
			].sort(),
		);
	});

	it('is no longer than fits the largest envelope, whatever it is made of', () => {
		const places = Array.from({ length: MOST.places }, () => ({
			...{ exact: true, name: 'あ'.repeat(SHORT_LENGTH), getting: 'あ'.repeat(SHORT_LENGTH) },
		}));
		const description = (length: number) => withService({ places, description: 'あ'.repeat(length) });
		const longest = SUGGESTION_LENGTH - JSON.stringify(description(0)).length;
		const message = parse(description(Math.min(LONG_LENGTH, longest)));
		expect(message && messageToBytes(message).length).toBeLessThan(60_000);
		// Together too long, though each is not.
		const lines = Array.from({ length: MOST.lines }, () => 'x'.repeat(SHORT_LENGTH));
		expect(parse(withService({ places: places.map((place) => ({ ...place, lines })) }))).toBeNull();
		// Letters that JSON spells with six signs count as six.
		expect(parse(withService({ description: '\u0000'.repeat(LONG_LENGTH) }))).not.toBeNull();
		const zeros = '\u0000'.repeat(LONG_LENGTH);
		expect(parse(withService({ description: zeros, fees: zeros }))).toBeNull();
	});
});

describe('between two', () => {
	let world: World;
	let worker: Device;
	let phone: Device;
	let ids: { worker: string; phone: string };
	beforeEach(async () => {
		({ world, worker, phone, ids } = await twoWhoMet());
	});
	afterEach(() => world.close());

	const has = (id: string) => (state: ChannelState) => state.messages.find((one) => one.id === id);
	const suggest = async (body: SuggestionBody = BODY) => {
		const sent = await worker.channel.send(ids.worker, { type: 'service-suggestion', body });
		if (!sent.ok) throw new Error(sent.error.type);
		return sent.value.id;
	};

	it('arrives whole, and her phone says nothing but that it came', async () => {
		const id = await suggest();
		expect(await phone.until('it', has(id))).toMatchObject({ from: 'them', message: { body: BODY } });
		await worker.until('delivered', (state) => has(id)(state)?.delivery === 'delivered');
		expect(worker.state?.messages.filter(({ from }) => from === 'them')).toEqual([]);
	});

	it('asked back, nothing of it is left on her phone', async () => {
		const id = await suggest();
		await phone.until('it', has(id));
		expect((await worker.channel.askBack([id])).ok).toBe(true);
		await worker.until('gone', (state) => has(id)(state)?.askedBack === 'gone');
		expect(phone.shelf.dump()).not.toContain('Kitchen table');
	});
});
