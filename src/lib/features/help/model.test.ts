import { describe, expect, it } from 'vitest';
import { EMERGENCY } from './emergency';
import { HELPLINES } from './helplines';
import { contactFrom, contactParams, hostOf } from '$parts';
import { COUNTRIES, countryOptions, emergencyIn, helplinesIn, seenOn } from './model';
import { addressOf, LEAVES } from './reaching';
import { emergencySchema, helplineSchema } from './schema';

describe('every lead', () => {
	it.each(HELPLINES.map((line) => [line.id, line] as const))(
		'%s has the shape, a source and a date',
		(_, line) => {
			expect(helplineSchema.safeParse(line).error).toBeUndefined();
		},
	);

	it('has an id of its own, which begins with its country', () => {
		expect(new Set(HELPLINES.map(({ id }) => id)).size).toBe(HELPLINES.length);
		for (const { id, country } of HELPLINES) expect(id.slice(0, 2).toUpperCase()).toBe(country);
	});

	it('dials what it shows', () => {
		for (const contact of HELPLINES.flatMap(({ contacts }) => contacts))
			if ('dial' in contact) expect(contact.value.replace(/[\s-]/g, '')).toBe(contact.dial);
	});

	it('says that no person has confirmed it, and marks the police', () => {
		for (const { confirmed, kind, tellsPolice } of HELPLINES) {
			expect(confirmed).toBeNull();
			expect(tellsPolice === 'police').toBe(kind === 'police');
		}
	});

	it('is left out where sources disagree', () => {
		const withheld = ['FR', 'PT', 'NL', 'BY', 'ZA'];
		expect(HELPLINES.filter(({ country }) => withheld.includes(country))).toEqual([]);
	});
});

describe('emergency numbers', () => {
	it.each(EMERGENCY.map((number) => [number.country, number] as const))('%s has the shape', (_, number) => {
		expect(emergencySchema.safeParse(number).error).toBeUndefined();
	});

	it('are one a country, and absent where they are not certain', () => {
		expect(new Set(EMERGENCY.map(({ country }) => country)).size).toBe(EMERGENCY.length);
		expect(emergencyIn('FR')?.number).toBe('112');
		expect(emergencyIn('GM')).toBeUndefined();
	});
});

it('puts the police after helplines', () => {
	for (const country of COUNTRIES) {
		const kinds = helplinesIn(country).map(({ kind }) => kind === 'police');
		expect(kinds).toEqual(kinds.toSorted((a, b) => Number(a) - Number(b)));
	}
});

it('names countries in her language, in its order', () => {
	const spanish = countryOptions('es').map(({ label }) => label);
	expect(spanish).toContain('Alemania');
	expect(spanish).toEqual(spanish.toSorted(new Intl.Collator('es').compare));
	expect(countryOptions('ar').find(({ value }) => value === 'IT')?.label).toBe('إيطاليا');
});

it('says where and when a number was seen', () => {
	expect(hostOf('https://www.ndhttf.org/blog')).toBe('ndhttf.org');
	expect(seenOn('2025-12', 'en')).toBe('December 2025');
	expect(seenOn('2022', 'en')).toBe('2022');
});

it('dials and opens nothing but what has the shape of a way to reach somebody', () => {
	const ways = HELPLINES.flatMap(({ contacts }) => contacts);
	expect(new Set(ways.map(({ method }) => method))).toEqual(new Set(['call', 'text', 'whatsapp', 'chat']));
	for (const contact of ways) {
		expect(contactFrom(contactParams(contact))).toEqual(contact);
		expect(addressOf(contact) ?? 'tel:').toMatch(/^(?:tel:|sms:|https:)/);
	}
	const bad = [
		{ method: 'call', value: '1', dial: 'javascript:alert(1)' },
		{ method: 'chat', url: 'javascript:alert(1)' },
		{ method: 'chat', url: 'http://example.org' },
		{ method: 'fax', value: '112', dial: '112' },
	];
	for (const contact of bad) expect(contactFrom({ contact: JSON.stringify(contact) })).toBeNull();
	for (const left of Object.values(LEAVES)) expect(left).toHaveLength(3);
	expect(contactFrom({})).toBeNull();
	expect(contactFrom({ contact: '{' })).toBeNull();
});
