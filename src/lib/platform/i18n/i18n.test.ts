import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failed, ok } from '$protocol/result';
import { I18n, LANGUAGES, matchLanguage } from './index';

const words: Record<string, Record<string, Record<string, unknown>>> = {
	en: {
		room: { hello: 'Hello {{name}}', deep: { steps_one: '{{count}} step', steps_other: '{{count}} steps' } },
	},
	ar: {
		room: { hello: 'أهلًا {{name}}', deep: { steps_few: '{{count}} خطوات', steps_other: '{{count}} خطوة' } },
	},
};
const make = (preferred: string[] = ['en-GB'], kept?: string) => {
	const keeping: string[] = [];
	const i18n = new I18n({
		load: (language) => {
			const pack = words[language];
			return Promise.resolve(pack ? ok(pack) : failed({ type: 'PackUnavailable' as const }));
		},
		keep: (language) => Promise.resolve(void keeping.push(language)),
		kept: () => Promise.resolve(kept),
		preferred,
	});
	return { i18n, keeping };
};

describe('her language', () => {
	it('is the kept one, else one she reads elsewhere, else English', async () => {
		expect(matchLanguage(['de-DE', 'ar-MA'])).toBe('ar');
		expect(matchLanguage(['xx'])).toBe('en');
		const { i18n } = make(['en'], 'ar');
		await i18n.start();
		expect([i18n.language, i18n.dir, i18n.chosen]).toEqual(['ar', 'rtl', true]);
	});

	it('changes only when its words are there', async () => {
		const { i18n, keeping } = make();
		await i18n.start();
		expect(await i18n.use('fr')).toEqual({ ok: false, error: { type: 'PackUnavailable' } });
		expect(i18n.language).toBe('en');
		await i18n.use('ar');
		expect(i18n.t('room:hello', { name: 'Ada' })).toBe('أهلًا Ada');
		expect(keeping).toEqual(['ar']);
	});

	it('counts in its own plurals and numerals', async () => {
		const { i18n } = make(['en', 'ar-EG']);
		await i18n.use('ar');
		expect(i18n.t('room:deep.steps', { count: 3 })).toBe('٣ خطوات');
		await i18n.use('en');
		expect(i18n.t('room:deep.steps', { count: 1 })).toBe('1 step');
		expect(i18n.number(10)).toBe('10');
	});

	it('shows another language beside it, for a preview', async () => {
		const { i18n } = make();
		await i18n.start();
		const arabic = await i18n.translator('ar');
		expect(arabic.ok && arabic.value.t('room:hello', { name: '' })).toContain('أهلًا');
		expect(i18n.language).toBe('en');
	});

	it('puts words in as they are, never as a template or a key', async () => {
		const { i18n } = make();
		await i18n.start();
		for (const name of ['$t(room:hello)', '{{count}}', '<b>', '$&']) {
			expect(i18n.t('room:hello', { name })).toBe(`Hello ${name}`);
		}
	});
});

describe('dates', () => {
	const instant = '2026-05-02T09:00:00.000Z';

	it('are in the place’s own time, and say so where clocks differ', async () => {
		const { i18n } = make();
		await i18n.start();
		expect(i18n.date(instant, 'Asia/Tokyo', 'time')).toMatch(/18:00 .+/);
		expect(i18n.date('2026-05-02', undefined, 'day')).toBe('Saturday 2 May');
	});

	it('never fail: a zone or an instant may come from outside', async () => {
		const { i18n } = make();
		await i18n.start();
		expect(i18n.date(instant, 'No/Where', 'full')).toContain('2026');
		expect(i18n.date('soon')).toBe('soon');
	});
});

it('every language says what it is and whether it was read', () => {
	for (const { code, endonym, dir, review } of LANGUAGES) {
		expect(readFileSync(`locales/${code}/about.json`, 'utf8')).toContain(endonym);
		expect([dir, review].every(Boolean)).toBe(true);
	}
});
