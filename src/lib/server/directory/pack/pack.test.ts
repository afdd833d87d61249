/** The pack: what goes in comes out, and is found as somebody would type it. */
import { inflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { BLOCK_SIZE, serviceSchema, type Service } from '$protocol/directory';
import { FLAGS, openIndex, type DirectoryIndex } from '$protocol/directory-index';
import { searchDirectory } from '$protocol/directory-search';
import { wordsOf } from '$protocol/directory-words';
import { figure } from '../../../../../tests/support/figure';
import { directoryWords } from '../words';
import { PackBuilder } from './build';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

const english = directoryWords.find(({ language }) => language === 'en') ?? null;
const service = (id: string, more: Partial<Service> = {}): Service => ({
	id,
	name: `Service ${id}`,
	status: 'active',
	phones: [],
	places: [],
	times: [],
	languages: [],
	kinds: [],
	terms: [],
	...more,
});
const opened = (content: Uint8Array): DirectoryIndex => {
	const bytes = inflateRawSync(content);
	const index = openIndex(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
	if (index === null) throw new Error('no index');
	return index;
};
const packed = (services: readonly Service[]) => {
	const builder = new PackBuilder('2026-11-22');
	for (const one of services) builder.add(one);
	const made = builder.finish();
	return { ...made, opened: opened(made.index.content) };
};
const blocksOf = (content: Uint8Array): Service[] => {
	const view = new DataView(content.buffer, content.byteOffset);
	const many = view.getUint32(4, true);
	return Array.from({ length: many }, (_, block) =>
		(
			JSON.parse(
				inflateRawSync(
					content.subarray(view.getUint32(8 + 4 * block, true), view.getUint32(12 + 4 * block, true)),
				).toString(),
			) as unknown[]
		).map((one) => serviceSchema.parse(one)),
	).flat();
};

test('the same services make the same files, named by what is in them; every text comes back from its block', () => {
	const services = Array.from({ length: 2 * BLOCK_SIZE + 3 }, (_, number) =>
		service(String(number), { description: `Words ${number}` }),
	);
	const [one, other] = [packed(services), packed(services)];
	expect([one.index.file, one.texts.file]).toEqual([other.index.file, other.texts.file]);
	expect(one.index.file).toMatch(/^[0-9a-f]{64}\.index$/);
	expect(packed(services.slice(1)).index.sha256).not.toBe(one.index.sha256);
	expect(blocksOf(one.texts.content)).toEqual(services);
});

test('columns say what can be filtered and where and when it is', () => {
	const { opened: index } = packed([
		service('a', {
			name: 'Women’s circle',
			group: { by: 'name', what: 'circle' },
			kinds: ['peer-groups', 'lgbtq'],
			fees: 'Free',
			languages: ['ar', 'en'],
			assured: '2000-01-02',
			description: 'Children welcome.',
			places: [
				{ exact: true, city: 'Bay', region: 'X', lat: 1.5, lon: -2.25, zone: 'Europe/Paris' },
				{ exact: true, city: 'Bay', region: 'X' },
			],
			times: [
				{ repeats: 'weekly', days: ['SU'], opens: 1_380, closes: 1_500 },
				{ repeats: 'weekly', days: ['MO', 'TU'], opens: 540, closes: 600 },
				{ repeats: 'weekly', days: ['MO'], opens: 600, closes: 660 },
				{ repeats: 'weekly', days: ['FR'], opens: 0, closes: 60, until: '2020-01-01' },
				{ repeats: 'monthly', days: ['1MO'], opens: 0, closes: 60 },
			],
		}),
		service('b', { places: [{ exact: false }], status: 'inactive' }),
	]);
	expect(index.flags[0]).toBe(FLAGS.group | FLAGS.place | FLAGS.women | FLAGS.children | FLAGS.free);
	expect(index.flags[1]).toBe(FLAGS.coarse | FLAGS.closed);
	expect(index.kinds[0]).toBe(1 | (1 << 28));
	expect([...index.fresh]).toEqual([1, 0]);
	expect(index.header.zones[index.zones[0] ?? 255]).toBe('Europe/Paris');
	expect(index.header.languages).toEqual(['ar', 'en']);
	expect([...index.hours]).toEqual([540, 660, 1_980, 2_040, 10_020, 10_140]);
	expect([...index.pointStarts]).toEqual([0, 2, 2]);
	expect([...index.points]).toEqual([150_000, -225_000, 0, -2_000_000_000, -2_000_000_000, 0]);
	expect(index.places).toEqual(['Bay, X']);
	expect([...index.placePoints]).toEqual([150_000, -225_000]);
});

test('bytes that are no index are null; an empty region is one', () => {
	expect(openIndex(new ArrayBuffer(0))).toBeNull();
	expect(openIndex(new TextEncoder().encode('rbd1 nothing else here').buffer)).toBeNull();
	const { opened: index } = packed([]);
	expect(searchDirectory(index, 'anything', english)).toEqual({ services: [], many: 0, all: false });
});

test('words are found in every script, without accents, in part, and by kinds in her language', () => {
	const { opened: index } = packed([
		service('0', { name: 'Círculo de Mujeres', kinds: ['peer-groups'] }),
		service('1', { name: 'حلقة دعم المأوى', kinds: ['peer-groups'] }),
		service('2', { name: '互助小组', description: '每周三在图书馆' }),
		service('3', { name: 'กลุ่มสนับสนุน' }),
		service('4', { name: 'Zahnärztin Müller', kinds: ['dental'], places: [{ exact: true, city: 'Köln' }] }),
		service('5', { name: 'Legal House', kinds: ['legal'], places: [{ exact: true, city: 'Northwick' }] }),
		service('6', { name: 'Northwick Bakery' }),
	]);
	const find = (text: string, language = 'en') =>
		searchDirectory(index, text, directoryWords.find((words) => words.language === language) ?? null)
			.services;
	expect(find('circulo')).toEqual([0]);
	expect(find('مأوى')).toEqual([1]);
	expect(find('小组')).toEqual([2]);
	expect(find('สนับสนุน')).toEqual([3]);
	expect(find('mueller')).toEqual([4]);
	expect(find('zzzz')).toEqual([]);
	expect(find('zahnarz koln')).toEqual([4]);
	expect(find('toothache')).toEqual([4]);
	expect(find('dentiste', 'fr')).toEqual([4]);
	expect(find('طبيب الأسنان', 'ar')[0]).toBe(4);
	expect(find('abogado northwick', 'es')).toEqual([5]);
	expect(find('a lawyer near Northwik')).toEqual([5]);
	expect(find('northwick')).toEqual([6, 5]);
	expect(searchDirectory(index, 'circulo bakery', english)).toEqual({
		services: [0, 6],
		many: 2,
		all: false,
	});
	expect(searchDirectory(index, '', english, { flags: ['place'] })).toEqual({
		services: [4, 5],
		many: 2,
		all: true,
	});
	expect(wordsOf('Women’s l’été')).toEqual(['womens', 'ete']);
});

/** Made-up names that no word list knows: the hard case for slips. */
function made(many: number): Service[] {
	let seed = 42;
	const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
	const pick = <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)] as One;
	const syllables =
		'ka lo mi ren ta shel bor san vi del mar ton gra fen ho lis par qua ros tem ul wen zar bel'.split(' ');
	const word = () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables)).join('');
	const cities = Array.from({ length: 120 }, word);
	const kinds = [
		'legal aid',
		'food bank',
		'dental care',
		'peer support group',
		'job training',
		'childcare',
		'trauma therapy',
	];
	return Array.from({ length: many }, (_, number) =>
		service(String(number), {
			name: `${word()} ${word()} Centre`,
			description:
				'We offer free confidential help to people, trained staff, near public transport, children welcome.',
			terms: [{ name: pick(kinds) }],
			places: [{ exact: true, city: pick(cities) }],
		}),
	);
}

test('one slip in a word still finds it, and a service in a place is found there', () => {
	const services = made(3_000);
	const { opened: index } = packed(services);
	let [typos, placed, tries] = [0, 0, 0];
	for (let number = 0; number < services.length; number += 15) {
		const { name, terms, places } = services[number] ?? service('x');
		const [first = '', second = ''] = name.split(' ');
		const cut = 1 + (number % Math.max(1, first.length - 2));
		tries += 1;
		if (
			searchDirectory(
				index,
				`${first.slice(0, cut)}${first.slice(cut + 1)} ${second}`,
				english,
				{},
				10,
			).services.includes(number)
		)
			typos += 1;
		const [kind = '', city = ''] = [terms[0]?.name, places[0]?.city];
		const found = searchDirectory(index, `${kind} ${city}`, english, {}, 10).services.map(
			(at) => services[at],
		);
		if (found.some((one) => one?.places[0]?.city === city && one.terms[0]?.name === kind)) placed += 1;
	}
	figure('find: a word with one slip, found in the first ten', typos / tries, '>= 0.95');
	figure('find: service and place, found in the first ten', placed / tries, '>= 0.98');
	expect(typos / tries).toBeGreaterThanOrEqual(0.95);
	expect(placed / tries).toBeGreaterThanOrEqual(0.98);
});
