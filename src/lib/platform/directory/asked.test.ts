/** What people type who look for help, in the words they have for it, and what should come first. */
import { beforeAll, expect, it } from 'vitest';
import type { Kind, Service } from '$protocol/directory';
import { PackBuilder } from '$lib/server/directory/pack/build';
import { directoryWords } from '$lib/server/directory/words';
import { Desk, type Asked } from './desk';

const service = (
	name: string,
	city: string | null,
	kinds: Kind[],
	description = '',
	more: Partial<Service> = {},
): Service => ({
	id: name,
	name,
	...(description && { description }),
	status: 'active',
	phones: [],
	places: city === null ? [] : [{ exact: true, city }],
	times: [],
	languages: [],
	kinds,
	terms: [],
	...more,
});
const SERVICES = [
	service('National Shelter Office', 'Faraway', ['shelter']),
	service('Sleep Disorders Clinic', 'Willow Bay', ['health']),
	service('The Lantern House', 'Willow Bay', ['shelter'], 'Women and their children are welcome.'),
	service('Lantern House Thrift Shop', 'Willow Bay', ['goods'], 'Clothes.'),
	service('Harbour Shelter', 'Heron Beach', ['shelter'], 'Beds for the night.'),
	service('Set Free Choir', 'Willow Bay', ['legal', 'faith'], 'Songs.'),
	service('Bay Legal Aid', 'Willow Bay', ['legal'], 'Help in court.', { fees: 'Free' }),
	service('Hill Attorneys', 'Hilltown', ['legal']),
	service('Corner Food Bank', 'Willow Bay', ['food'], 'Food on Fridays.'),
	service('Night Hotline', null, ['hotline']),
	service('Tuesday Circle', 'Willow Bay', ['peer-groups'], 'A group of people who were there too.', {
		group: { by: 'name', what: 'circle' },
	}),
	service('Women’s Evening', 'Hilltown', ['peer-groups'], 'Only for women.', {
		group: { by: 'name', what: 'evening' },
	}),
	service('After Trafficking', 'Willow Bay', ['trafficking'], 'For survivors.'),
	service('O’Neill Centre', 'Willow Bay', ['education']),
	service('Room 101', 'Willow Bay', ['youth'], 'By the station.', {
		places: [{ exact: true, city: 'Willow Bay', postal: '33130' }],
	}),
	service('Accueil d’Urgence', 'Willow Bay', ['shelter']),
	service('حلقة المرأة والطفل', 'Willow Bay', ['family']),
	service('دار السُّنبلة', 'Hilltown', ['youth']),
	service('መጠለያ ሓበሻ', 'Willow Bay', ['housing']),
	service('互助小组 Northside', 'Willow Bay', ['youth'], '每周三在图书馆'),
	service('กลุ่มสนับสนุน', 'Willow Bay', ['youth']),
	service('Círculo de la Montaña', 'Willow Bay', ['family']),
	service('El Hombre Nuevo', 'Willow Bay', ['education']),
];

let desk: Desk;
beforeAll(async () => {
	const builder = new PackBuilder('2026-11-22');
	for (const each of SERVICES) builder.add(each);
	const { index, texts } = builder.finish();
	const opened = await Desk.open(
		Uint8Array.from(index.content),
		Uint8Array.from(texts.content),
		directoryWords,
		undefined,
	);
	desk = opened!;
});
const NOTHING: Asked = {
	text: '',
	flags: [],
	kind: null,
	language: null,
	near: null,
	openAt: null,
	limit: 50,
};
const names = async (text: string, language: string) =>
	(await desk.search({ ...NOTHING, text }, language)).rows.map((row) => row.service.name);

it.each([
	['en', 'a safe place to sleep tonight', 'The Lantern House'],
	['en', 'somewhere to sleep', 'The Lantern House'],
	['en', 'free lawyer', 'Bay Legal Aid'],
	['en', 'legal aid', 'Bay Legal Aid'],
	['en', 'lawyer hilltown', 'Hill Attorneys'],
	['en', 'shelter heron beach', 'Harbour Shelter'],
	['en', 'heron beach shelter', 'Harbour Shelter'],
	['en', 'shelter for women with children', 'The Lantern House'],
	['en', 'food', 'Corner Food Bank'],
	['en', 'foodbank', 'Corner Food Bank'],
	['en', 'food banks', 'Corner Food Bank'],
	['en', 'hot line', 'Night Hotline'],
	['en', 'hotlines', 'Night Hotline'],
	['en', 'i was trafficked', 'After Trafficking'],
	['en', 'peer support group', 'Tuesday Circle'],
	['en', 'womens group', 'Women’s Evening'],
	['en', "women's group", 'Women’s Evening'],
	['en', 'lantern house', 'The Lantern House'],
	['en', 'LANTERN HOUSE thrift', 'Lantern House Thrift Shop'],
	['en', 'lantren huose', 'The Lantern House'],
	['en', "o'neill", 'O’Neill Centre'],
	['en', 'oneill', 'O’Neill Centre'],
	['en', '33130', 'Room 101'],
	['en', '٣٣١٣٠', 'Room 101'],
	['en', '🏠 room 101!', 'Room 101'],
	['es', 'abogado gratis', 'Bay Legal Aid'],
	['es', 'grupo de apoyo para mujeres', 'Women’s Evening'],
	['es', 'circulo montana', 'Círculo de la Montaña'],
	['fr', 'avocat gratuit', 'Bay Legal Aid'],
	['fr', 'urgence', 'Accueil d’Urgence'],
	['fr', 'l’urgence', 'Accueil d’Urgence'],
	['ar', 'محامٍ مجاني', 'Bay Legal Aid'],
	['ar', 'مُحامِيَة مجانية', 'Bay Legal Aid'],
	['ar', 'حلقه مرأه والطفل', 'حلقة المرأة والطفل'],
	['ar', 'سنبله', 'دار السُّنبلة'],
	['ar', 'والسنبلة', 'دار السُّنبلة'],
	['ar', 'للسنبلة', 'دار السُّنبلة'],
	['ar', 'بالسنبلة', 'دار السُّنبلة'],
	['en', 'መጠለያ ሀበሻ', 'መጠለያ ሓበሻ'],
	['en', '小组', '互助小组 Northside'],
	['en', 'northside 图书馆', '互助小组 Northside'],
	['en', 'สนับสนุน', 'กลุ่มสนับสนุน'],
])('%s: %s', async (language, text, first) => {
	expect((await names(text, language))[0]).toBe(first);
});

it('a word of its own is no slip of another: hombre does not lead to hambre, which is food', async () => {
	expect(await names('hombre', 'es')).toEqual(['El Hombre Nuevo']);
	expect(await names('hambe', 'es')).toContain('Corner Food Bank');
});

it.each(['', '   ', '!!! … ?', '😀', '\u0000\u200b'])('without any word, everything: %j', async (text) => {
	expect(await names(text, 'en')).toHaveLength(SERVICES.length);
});

it('one letter is a beginning, and what nobody is called finds nothing', async () => {
	expect(await names('t', 'en')).toContain('Tuesday Circle');
	expect(await names('qqqqqqqq', 'en')).toEqual([]);
	expect(await names('lawyer '.repeat(20_000), 'en')).toContain('Hill Attorneys');
	expect(await names('x'.repeat(200_000), 'en')).toHaveLength(SERVICES.length);
});

it('what the region has most of comes before an office far away, but for helplines', async () => {
	const all = await names('', 'en');
	expect(all.indexOf('National Shelter Office')).toBeGreaterThan(all.indexOf('Tuesday Circle'));
	expect(all.indexOf('National Shelter Office')).toBeGreaterThan(all.indexOf('Night Hotline'));
});
