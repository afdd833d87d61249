import { expect, it } from 'vitest';
import type { Reading, Topic } from '$protocol/module';
import { unsignedModule } from '../../../../tests/support/modules';
import { groupOf, holdsIn, shelvesOf } from './groups';

const lesson = (id: string, topics: Topic[], jurisdiction?: string): Reading => {
	const { texts, ...structure } = unsignedModule({ id: `in:${id}`, kind: 'lesson', topics });
	return {
		structure: jurisdiction === undefined ? structure : { ...structure, jurisdiction },
		language: 'en',
		texts,
	};
};
const ids = (lessons: readonly Reading[]) => lessons.map(({ structure }) => structure.id.slice(3));

const budget = lesson('budget', ['money']);
const record = lesson('record', ['rights', 'papers'], 'US');
const blame = lesson('blame', ['ashamed', 'rights'], '001');
const union = lesson('union', ['rights'], 'EU');
const phone = lesson('phone', ['phone', 'safety'], '001');
const school = lesson('school', ['others']);
const all = [budget, record, union, blame, phone, school];
const none = () => false;

it('stands with the first of its topics that has a place; the rest is daily life', () => {
	expect(all.map(groupOf)).toEqual(['money', 'rights', 'rights', 'rights', 'phone', 'life']);
});

it('holds where she is: in her country, in her Union, or anywhere', () => {
	expect(all.map((one) => holdsIn('US', one))).toEqual([true, true, false, true, true, true]);
	expect(all.map((one) => holdsIn('FR', one))).toEqual([true, false, true, true, true, true]);
	expect(all.map((one) => holdsIn('GB', one))).toEqual([true, false, false, true, true, true]);
});

it('shows every lesson while no country is chosen, those for every country first', () => {
	const { groups, elsewhere, begun } = shelvesOf(all, undefined, none);
	expect(groups.map(({ id, lessons }) => [id, ids(lessons)])).toEqual([
		['money', ['budget']],
		['rights', ['blame', 'record', 'union']],
		['phone', ['phone']],
		['life', ['school']],
	]);
	expect([elsewhere, begun]).toEqual([[], []]);
});

it('keeps those of other countries findable, and loses none', () => {
	const { groups, elsewhere } = shelvesOf(all, 'FR', none);
	expect(ids(elsewhere)).toEqual(['record']);
	const here = groups.flatMap(({ lessons }) => lessons);
	expect(ids([...here, ...elsewhere]).toSorted()).toEqual(ids(all).toSorted());
});

it('puts what was begun on top, from whatever country, and shows it once', () => {
	const { begun, groups, elsewhere } = shelvesOf(all, 'FR', (one) => one === record || one === phone);
	expect(ids(begun)).toEqual(['record', 'phone']);
	expect(groups.map(({ id }) => id)).toEqual(['money', 'rights', 'life']);
	expect(elsewhere).toEqual([]);
});
