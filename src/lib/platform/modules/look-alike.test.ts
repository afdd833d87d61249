import { expect, it } from 'vitest';
import { isMixedScript, lookAlike } from './look-alike';

it('finds the trusted name that one would be taken for', () => {
	const trusted = ['Mariam Haddad', 'Harbour House', 'مريم حداد', 'Will Moore', 'Зоя Петрова', 'Ελένη Νίκα'];
	const confusing: [string, string][] = [
		['Mariam Haddad', 'Mariam Haddad'],
		['mariam  HADDAD', 'Mariam Haddad'],
		['Маriam Haddad', 'Mariam Haddad'],
		['Mаriаm Hаddаd', 'Mariam Haddad'],
		['Ｍａｒｉａｍ Ｈａｄｄａｄ', 'Mariam Haddad'],
		['𝐌𝐚𝐫𝐢𝐚𝐦 𝐇𝐚𝐝𝐝𝐚𝐝', 'Mariam Haddad'],
		['Marıam Haddad', 'Mariam Haddad'],
		['Mar1am Haddad', 'Mariam Haddad'],
		['Mariám Haddâd', 'Mariam Haddad'],
		['Mariam-Haddad.', 'Mariam Haddad'],
		['Mariam\u200d Haddad', 'Mariam Haddad'],
		['Rnariam Haddad'.replace('Rn', 'rn'), 'Mariam Haddad'],
		['Нarbour Ηouse', 'Harbour House'],
		['Harb0ur H0use', 'Harbour House'],
		['Hɑrbօur House', 'Harbour House'],
		['ﻣﺮﻳﻢ ﺣﺪﺍﺩ', 'مريم حداد'],
		['مریم حداد', 'مريم حداد'],
		['مـريـم حَدّاد', 'مريم حداد'],
		['WiII Moore', 'Will Moore'],
		['VVill Moore', 'Will Moore'],
		['3oя Петрова', 'Зоя Петрова'],
		['Eλένη Nίκα', 'Ελένη Νίκα'],
	];
	for (const [name, other] of confusing) expect(lookAlike(name, trusted), name).toBe(other);
	for (const name of [
		'Maria Haddad',
		'Miriam Haddad',
		'Harbour Home',
		'مريم',
		'Зося Петрова',
		'Grace',
		'日本',
	])
		expect(lookAlike(name, trusted), name).toBeNull();
	expect(lookAlike('Anyone', [])).toBeNull();
});

it('names of nothing but signs are taken for one another, and for no name', () => {
	expect(lookAlike('…', ['—'])).toBe('—');
	expect(lookAlike('…', ['Grace'])).toBeNull();
});

it('tells a word in two scripts from a name in two languages', () => {
	for (const name of ['Mаriam', 'Нarbour', 'Ηouse', 'مريمM']) expect(isMixedScript(name), name).toBe(true);
	for (const name of ['Mariam', 'مريم (Harbour House)', 'Зоя, Dr.', 'José', '田中さん', 'O’Neill', 'N4', ''])
		expect(isMixedScript(name), name).toBe(false);
});
