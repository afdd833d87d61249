import { expect, it } from 'vitest';
import en from '$locales/en/ui/recipes.json';
import { searchable } from '../searchable';
import { amountFor, findRecipes, RECIPES, type Recipe } from './model';

const ingredients: Record<string, string> = en.ingredient;
const words = ({ id, ingredients: list }: Recipe) => [id, ...list.map(([what]) => ingredients[what] ?? '')];

it('has words for every recipe and every ingredient, and no others', () => {
	const { ingredient, unit, ...recipes } = en;
	expect(RECIPES.map(({ id }) => id).sort()).toEqual(Object.keys(recipes).sort());
	const used = RECIPES.flatMap((recipe) => recipe.ingredients);
	expect([...new Set(used.map(([what]) => what))].sort()).toEqual(Object.keys(ingredient).sort());
	expect([...new Set(used.map(([, , how]) => how))].sort()).toEqual(Object.keys(unit).sort());
});

it('finds by any words of it, whatever the accents and capitals', () => {
	const found = (query: string) => findRecipes(query, words).map(({ id }) => id);
	expect(found('LENTIL carrot')).toEqual(['lentils']);
	expect(found('')).toHaveLength(RECIPES.length);
	expect(found('283764')).toEqual([]);
	expect(searchable('Crêpes')).toBe('crepes');
	expect(searchable('شُوربَة')).toBe('شوربة');
});

it('gives amounts a kitchen can measure', () => {
	expect(amountFor(['flour', 250, 'g'], 4, 4)).toBe(250);
	expect(amountFor(['flour', 250, 'g'], 3, 4)).toBe(190);
	expect(amountFor(['onion', 1, 'piece'], 1, 4)).toBe(0.5);
	expect(amountFor(['cumin', 1, 'small'], 6, 4)).toBe(1.5);
	expect(amountFor(['salt', 0, 'some'], 6, 4)).toBe(0);
});
