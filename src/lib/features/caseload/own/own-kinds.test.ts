import { expect, it } from 'vitest';
import { missingOf, nameOf, typedOf, wordsOf } from './own-kinds';

const words = (language: string, title: string) => ({ language, title, lead: '' });

it('keeps the languages it has a name in, and tells honestly how the others are read', () => {
	const typed = typedOf([words('fr', ' Piscine '), words('ar', ' ')]);
	expect(typed.map(({ language }) => language)).toEqual(['en', 'es', 'ar', 'fr']);
	const kept = wordsOf(typed);
	expect(kept).toEqual([words('fr', 'Piscine')]);
	expect(missingOf(kept, 'en').map(({ other }) => other)).toEqual(['French', 'French', 'French']);
	expect(missingOf([...kept, words('en', 'Swimming')], 'en')).toEqual([
		{ language: 'Spanish', other: 'English' },
		{ language: 'Arabic', other: 'English' },
	]);
	expect(missingOf([], 'en')).toEqual([]);
});

it('is called by its name in the desk’s language, or in English, or in what there is', () => {
	expect(nameOf([words('fr', 'Piscine'), words('en', 'Swimming')], 'fr')).toBe('Piscine');
	expect(nameOf([words('fr', 'Piscine'), words('en', 'Swimming')], 'ar')).toBe('Swimming');
	expect(nameOf([words('fr', 'Piscine')], 'ar')).toBe('Piscine');
});

it('leaves wording in a language that is not here where it is', () => {
	expect(wordsOf(typedOf([words('de', 'Schwimmen')]))).toEqual([words('de', 'Schwimmen')]);
});
