import { afterEach, describe, expect, it } from 'vitest';
import {
	firstDayOfWeek,
	monthTitle,
	type OtherCalendar,
	otherDate,
	regionalCalendar,
	weekdayByRegion,
	weekdayNames,
} from './calendars';
import { formatDate } from './format';

const before = process.env.TZ;
afterEach(() => {
	process.env.TZ = before;
});
const ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'America/New_York', 'UTC'];

describe('a week', () => {
	it('begins as her region begins it', () => {
		const first = {
			en: 7,
			'en-GB': 1,
			es: 1,
			'es-MX': 7,
			ar: 6,
			'ar-MA': 1,
			'ar-SA': 7,
			fr: 1,
			'fr-CA': 7,
			fa: 6,
		};
		for (const [locale, day] of Object.entries(first)) {
			expect([locale, firstDayOfWeek(locale)]).toEqual([locale, day]);
			expect(weekdayNames(locale)[0]?.day).toBe(day);
		}
	});

	it('begins the same where the browser does not tell it', () => {
		const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
		const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
		const regions = letters
			.flatMap((one) => letters.map((two) => one + two))
			.filter((region) => names.of(region) !== undefined)
			// Countries that are no more have another's name.
			.filter((region) => Intl.getCanonicalLocales(`en-${region}`)[0] === `en-${region}`);
		expect(regions.length).toBeGreaterThan(240);
		const told = regions.map((region) => [region, firstDayOfWeek(`en-${region}`)]);
		const ours = regions.map((region) => [region, weekdayByRegion(region)]);
		expect(ours).toEqual(told);
	});

	it('has seven names, in the words of the language', () => {
		expect(weekdayNames('fr').map(({ long }) => long)).toEqual([
			'lundi',
			'mardi',
			'mercredi',
			'jeudi',
			'vendredi',
			'samedi',
			'dimanche',
		]);
		expect(weekdayNames('ar-EG').map(({ long }) => long)[0]).toBe('السبت');
		expect(weekdayNames('es').map(({ short }) => short)[6]).toBe('dom');
		for (const zone of ZONES) {
			process.env.TZ = zone;
			expect(weekdayNames('en-GB').map(({ short }) => short)).toEqual([
				'Mon',
				'Tue',
				'Wed',
				'Thu',
				'Fri',
				'Sat',
				'Sun',
			]);
		}
	});
});

describe('a day', () => {
	it('is the Gregorian one also where the region has another, in every zone', () => {
		for (const zone of ZONES) {
			process.env.TZ = zone;
			expect(formatDate('en', '2026-11-22')).toBe('Sunday, November 22');
			expect(formatDate('es', '2026-11-22', undefined, 'full')).toBe('domingo, 22 de noviembre de 2026');
			expect(formatDate('ar-EG', '2026-11-22')).toBe('الأحد، ٢٢ نوفمبر');
			expect(formatDate('fr', '2026-11-22')).toBe('dimanche 22 novembre');
			expect(formatDate('fa', '2026-11-22')).toContain('نوامبر');
			expect(formatDate('ar-SA-u-ca-islamic-umalqura', '2026-11-22')).toContain('نوفمبر');
			expect(monthTitle('fr', '2026-11')).toBe('novembre 2026');
			expect(monthTitle('ar-MA', '2026-01-31')).toBe('يناير 2026');
			expect(monthTitle('fa', '2026-11')).toContain('نوامبر');
		}
	});

	it('has another name in other calendars, in her words and numerals', () => {
		for (const zone of ZONES) {
			process.env.TZ = zone;
			const day = (locale: string, calendar: OtherCalendar) => otherDate(locale, calendar, '2026-11-22');
			expect(day('ar-EG', 'islamic-umalqura')).toBe('١٢ جمادى الآخرة ١٤٤٨ هـ');
			expect(day('ar-MA', 'islamic-umalqura')).toBe('12 جمادى الآخرة 1448 هـ');
			expect(day('en-GB', 'islamic-umalqura')).toBe('12 Jumada II 1448 AH');
			expect(day('fr', 'ethiopic')).toContain('2019');
			expect(day('es', 'persian')).toContain('1405');
			expect(day('fa', 'persian')).toBe('۱ آذر ۱۴۰۵');
			expect(day('am', 'ethiopic')).toContain('ኅዳር');
			expect(day('ti', 'ethiopic')).toContain('2019');
		}
	});

	it('of an instant is the day there, not here', () => {
		const evening = '2026-11-22T22:30:00.000Z';
		for (const zone of ZONES) {
			process.env.TZ = zone;
			expect(otherDate('en-GB', 'islamic-umalqura', evening, 'UTC')).toMatch(/^12 Jumada II/);
			expect(otherDate('en-GB', 'islamic-umalqura', evening, 'Asia/Amman')).toMatch(/^13 Jumada II/);
		}
		process.env.TZ = 'Asia/Amman';
		expect(otherDate('en-GB', 'islamic-umalqura', evening, 'No/Where')).toMatch(/^13 Jumada II/);
	});

	it('that is none has no other name', () => {
		expect(otherDate('en', 'persian', 'soon')).toBeNull();
	});

	it('has the other beside it without being asked only where the region itself goes by it', () => {
		expect(['en', 'es', 'ar', 'ar-EG', 'fr', 'am', 'ti'].map(regionalCalendar)).toEqual(
			Array<null>(7).fill(null),
		);
		expect(regionalCalendar('fa-AF')).toBe('persian');
		expect(regionalCalendar('ar-SA-u-ca-islamic-umalqura')).toBe('islamic-umalqura');
	});
});
