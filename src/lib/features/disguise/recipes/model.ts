/** A few everyday recipes: amounts for the people they are written for. Their words are in the language packs (`recipes`). */
import { searchable } from '../searchable';

type Unit = 'g' | 'ml' | 'spoon' | 'small' | 'piece' | 'some';
/** Key of its words, how much (`some`: as one likes), in what. */
type Ingredient = readonly [what: string, amount: number, unit: Unit];

export interface Recipe {
	id: string;
	people: number;
	minutes: number;
	ingredients: readonly Ingredient[];
}

export const RECIPES: readonly Recipe[] = [
	{
		id: 'lentils',
		people: 4,
		minutes: 30,
		ingredients: [
			['lentil', 250, 'g'],
			['onion', 1, 'piece'],
			['carrot', 2, 'piece'],
			['garlic', 2, 'piece'],
			['oil', 2, 'spoon'],
			['cumin', 1, 'small'],
			['water', 1000, 'ml'],
			['lemon', 2, 'spoon'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'pancakes',
		people: 4,
		minutes: 30,
		ingredients: [
			['flour', 250, 'g'],
			['egg', 3, 'piece'],
			['milk', 500, 'ml'],
			['butter', 20, 'g'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'chickpeas',
		people: 2,
		minutes: 15,
		ingredients: [
			['chickpea', 240, 'g'],
			['tomato', 2, 'piece'],
			['cucumber', 1, 'piece'],
			['parsley', 20, 'g'],
			['oil', 2, 'spoon'],
			['lemon', 2, 'spoon'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'tomatoPasta',
		people: 4,
		minutes: 25,
		ingredients: [
			['pasta', 400, 'g'],
			['tomato', 6, 'piece'],
			['garlic', 2, 'piece'],
			['oil', 3, 'spoon'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'omelette',
		people: 4,
		minutes: 35,
		ingredients: [
			['potato', 600, 'g'],
			['onion', 1, 'piece'],
			['egg', 6, 'piece'],
			['oil', 4, 'spoon'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'rice',
		people: 4,
		minutes: 35,
		ingredients: [
			['rice', 300, 'g'],
			['carrot', 3, 'piece'],
			['onion', 1, 'piece'],
			['oil', 2, 'spoon'],
			['cumin', 1, 'small'],
			['water', 600, 'ml'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'porridge',
		people: 2,
		minutes: 10,
		ingredients: [
			['oats', 100, 'g'],
			['milk', 500, 'ml'],
			['banana', 1, 'piece'],
			['salt', 0, 'some'],
		],
	},
	{
		id: 'bananaBread',
		people: 8,
		minutes: 70,
		ingredients: [
			['banana', 3, 'piece'],
			['flour', 200, 'g'],
			['sugar', 120, 'g'],
			['butter', 100, 'g'],
			['egg', 2, 'piece'],
			['salt', 0, 'some'],
		],
	},
];

export const MOST_PEOPLE = 20;

/** Steps in which a unit is measured in a kitchen: nobody weighs 33.3 g or cuts a seventh of an onion. */
const STEP: Record<Unit, number> = { g: 5, ml: 10, spoon: 0.5, small: 0.25, piece: 0.5, some: 1 };

/** How much for this many people, to what a kitchen can measure; never nothing of what there should be some. */
export function amountFor([, amount, unit]: Ingredient, people: number, written: number): number {
	const step = STEP[unit];
	return amount === 0 ? 0 : Math.max(step, Math.round((amount * people) / written / step) * step);
}

/** Recipes in whose words every word of the query is found. */
export function findRecipes(query: string, words: (recipe: Recipe) => readonly string[]): Recipe[] {
	const wanted = searchable(query).split(/\s+/).filter(Boolean);
	return RECIPES.filter((recipe) => {
		const text = searchable(words(recipe).join(' '));
		return wanted.every((word) => text.includes(word));
	});
}
