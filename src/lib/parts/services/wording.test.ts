import { beforeAll, describe, expect, it } from 'vitest';
import ar from '$locales/ar/ui/find.json';
import en from '$locales/en/ui/find.json';
import es from '$locales/es/ui/find.json';
import fr from '$locales/fr/ui/find.json';
import { I18n } from '$platform/i18n';
import type { Service, ServiceTime } from '$protocol/directory';
import { ok } from '$protocol/result';
import { givenOf } from './given';
import { freshness, isOld, kilometres, spoken, timeLine } from './wording';

const WORDS = { en, es, ar, fr };
type Language = keyof typeof WORDS;
const speaking = (language: Language) =>
	new I18n({
		load: () => Promise.resolve(ok({ find: WORDS[language] })),
		keep: () => Promise.resolve(),
		kept: () => Promise.resolve(language),
		preferred: [language === 'en' ? 'en-GB' : language],
	});
const i18n: Record<Language, I18n> = {
	en: speaking('en'),
	es: speaking('es'),
	ar: speaking('ar'),
	fr: speaking('fr'),
};
beforeAll(async () => {
	for (const each of Object.values(i18n)) await each.start();
});

const service = (change: Partial<Service>): Service => ({
	id: '1',
	name: 'A circle',
	status: 'active',
	phones: [],
	places: [],
	times: [],
	languages: [],
	kinds: [],
	terms: [],
	...change,
});
const time = (change: Partial<ServiceTime>): ServiceTime => ({
	repeats: 'weekly',
	days: ['TU'],
	opens: 18 * 60 + 30,
	closes: 20 * 60,
	...change,
});
/** Without the marks that only steer how a line is drawn. */
const plain = (text: string) =>
	text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u202f]/g, ' ');
const line = (change: Partial<ServiceTime>, language: Language = 'en') =>
	plain(timeLine(time(change), i18n[language]));

describe('when', () => {
	it.each([
		[{}, 'Tuesday, 18:30 to 20:00'],
		[{ days: ['MO', 'TU', 'WE', 'TH', 'FR'] }, 'Monday to Friday, 18:30 to 20:00'],
		[
			{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], opens: 0, closes: 1_440 },
			'Every day, day and night',
		],
		[{ days: ['MO', 'WE'], every: 2 }, 'Monday and Wednesday, 18:30 to 20:00, every 2 weeks'],
		[{ repeats: 'monthly', days: ['1TU'] }, 'first Tuesday of the month, 18:30 to 20:00'],
		[{ repeats: 'monthly', days: ['-1TU'] }, 'last Tuesday of the month, 18:30 to 20:00'],
		[{ repeats: 'monthly', days: ['-2TU'] }, 'last Tuesday but one, 18:30 to 20:00'],
		[
			{ repeats: 'monthly', days: [], monthDays: [15, -1] },
			'day 15 of the month and last day of the month, 18:30 to 20:00',
		],
		[{ repeats: 'closed', days: ['SU'] }, 'Closed: Sunday'],
		[{ repeats: 'none', text: 'by appointment' }, ''],
	] satisfies [Partial<ServiceTime>, string][])('%j is said', (change, said) => {
		expect(line(change)).toBe(said);
	});

	it('says past midnight as clocks show it, and only the day where no hours are known', () => {
		expect(line({ opens: 22 * 60, closes: 26 * 60 })).toBe('Tuesday, 22:00 to 02:00');
		expect(plain(timeLine({ repeats: 'weekly', days: ['TU'] }, i18n.en))).toBe('Tuesday');
	});

	it.each([
		['es', 'martes, de 18:30 a 20:00'],
		['fr', 'mardi, de 18:30 à 20:00'],
		['ar', 'الثلاثاء، من 6:30 م إلى 8:00 م'],
	] as const)('is said in %s', (language, said) => {
		expect(line({}, language)).toBe(said);
	});
});

describe('how new it is', () => {
	const now = Date.parse('2026-11-22T12:00:00.000Z');
	it('says who did what last, and that old ones may be wrong', () => {
		expect(freshness(service({ assured: '2026-10-01', modified: '2026-09-01' }), now, i18n.en)).toBe(
			'Someone checked this on 1 Oct 2026.',
		);
		expect(freshness(service({ assured: '2019-01-01', modified: '2026-09-01' }), now, i18n.en)).toBe(
			'Last changed on 1 Sept 2026.',
		);
		expect(freshness(service({ modified: '2019-08-19' }), now, i18n.en)).toBe(
			'Last changed on 19 Aug 2019. It may be different now.',
		);
		expect(freshness(service({}), now, i18n.en)).toBe(
			'No one says when this was last checked. It may be different now.',
		);
	});

	it('is old after a little more than a year, and when nobody says', () => {
		expect(isOld(service({ assured: '2025-11-22' }), now)).toBe(false);
		expect(isOld(service({ assured: '2025-09-22' }), now)).toBe(true);
		expect(isOld(service({}), now)).toBe(true);
	});

	it.each(['2099-12-31', '2026-11-24', '1900-01-01', '1970-01-01'])('takes no word from %s', (day) => {
		for (const nonsense of [{ assured: day }, { modified: day }, { assured: day, modified: day }]) {
			expect(freshness(service(nonsense), now, i18n.en)).toBe(
				'No one says when this was last checked. It may be different now.',
			);
			expect(isOld(service(nonsense), now)).toBe(true);
		}
		expect(freshness(service({ assured: day, modified: '2026-09-01' }), now, i18n.en)).toBe(
			'Last changed on 1 Sept 2026.',
		);
		expect(isOld(service({ assured: day, modified: '2026-09-01' }), now)).toBe(false);
	});

	it('lets clocks be ahead of hers by a day', () => {
		expect(freshness(service({ assured: '2026-11-23' }), now, i18n.en)).toBe(
			'Someone checked this on 23 Nov 2026.',
		);
	});
});

it('says how far, and of a hidden place only about', () => {
	const [seen, hidden] = [service({ places: [{ exact: true }] }), service({ places: [{ exact: false }] })];
	expect([0.4, 1.26, 12.6].map((km) => kilometres(km, seen, i18n.en))).toEqual([
		'Less than 1 km',
		'1.3 km',
		'13 km',
	]);
	expect([0.4, 12.6].map((km) => kilometres(km, hidden, i18n.en))).toEqual(['About 1 km', 'About 13 km']);
});

it('names languages in hers, and leaves words that are no code', () => {
	expect(spoken('ht', 'es')).toBe('criollo haitiano');
	expect(spoken('Sign language by request', 'en')).toBe('Sign language by request');
});

describe('what is given to somebody', () => {
	const given = service({
		organization: { id: '2', name: 'Open Door' },
		phones: [{ number: '555 0101', type: 'voice' }],
		places: [
			{ name: 'Mill Centre', lines: ['12 Mill Street'], city: 'Bay', exact: true },
			{ online: true, exact: true },
		],
		times: [time({}), { repeats: 'none', days: [], text: 'Tea first' }],
		email: 'a@b.example',
	});

	it('is what it is and how to reach it', () => {
		const { title, text } = givenOf(given, false, i18n.en);
		expect(title).toBe('A circle');
		expect(plain(text).split('\n')).toEqual([
			'Open Door',
			'Tuesday, 18:30 to 20:00',
			'Tea first',
			'Mill Centre, 12 Mill Street, Bay',
			'Online',
			'555 0101',
			'a@b.example',
		]);
	});

	it('says when it is made up, and fits into a message', () => {
		expect(givenOf(given, true, i18n.en).text).toMatch(/^Made-up sample/);
		const long = givenOf(
			service({ name: 'n'.repeat(500), url: `https://b.example/${'x'.repeat(9_000)}` }),
			false,
			i18n.en,
		);
		expect(long.title).toHaveLength(200);
		expect(long.text).toHaveLength(4_000);
	});
});
