/** What is taken for a peer group, by what, and what is not. */
import { expect, test } from 'vitest';
import { fold } from '$protocol/directory-words';
import { groupRecogniser } from './groups';
import { kindSorter } from './kinds';

const recognise = groupRecogniser({});
const signs = (name: string, description = '', terms: { code?: string; name?: string }[] = []) => ({
	id: 's',
	name: fold(name),
	description: fold(description),
	terms,
});

test.each([
	['Tuesday Support Group', '', 'name', 'support group'],
	['Survivors’ circle', '', 'name', 'survivors circle'],
	['AA', 'Alcoholics Anonymous meets here', 'none', ''],
	['Grupo de apoyo', '', 'name', 'grupo de apoyo'],
	['Groupes de parole', '', 'name', 'groupes de parole'],
	['مجموعة دعم للنساء', '', 'name', 'مجموعه دعم'],
	['Centre', 'We offer a weekly support group.', 'description', 'weekly support group'],
	['Centre', 'Peer-led meetings. The group meets on Mondays.', 'description', 'peer-led meetings'],
	['Vouchers', 'Transportation to doctors and to support groups for patients.', 'none', ''],
	['Line', 'Offers information and referrals to support groups.', 'none', ''],
	['Rooms', 'Interpretation for meetings and support groups is available.', 'none', ''],
	['Food bank', 'Food.', 'none', ''],
	['Crystal Meth Anonymous', '', 'name', 'crystal meth anonymous'],
	['Celebrate Recovery', '', 'name', 'celebrate recovery'],
	['Círculo de sobrevivientes', '', 'name', 'circulo de sobrevivientes'],
	['Cercle de parole', '', 'name', 'cercle de parole'],
	['حلقة دعم', '', 'name', 'حلقه دعم'],
	['Grief', 'A bereavement support group is open to all.', 'description', 'support group is'],
	[
		'Wellness',
		'We host a monthly caregiver’s support group.',
		'description',
		'monthly caregiver’s support group',
	],
	['Centro', 'Ofrecemos grupos de apoyo a mujeres.', 'description', 'ofrecemos grupos de apoyo'],
	['Maison', 'Nous proposons un groupe de parole.', 'description', 'proposons un groupe de parole'],
	['مركز', 'تنظم الجمعية مجموعات دعم.', 'description', 'تنظم الجمعيه مجموعات دعم'],
	['Clinic', 'Provides free counseling, support groups and nappies.', 'none', ''],
	['Shop', 'Many things, including support groups and classes.', 'none', ''],
	['Rehabilitation', 'Psychosocial rehabilitation groups meet 2-3 times a week.', 'none', ''],
	['Parenting class', 'Court mandated, educational support group for parents.', 'none', ''],
	['Talkline', 'Provides information to social and support groups.', 'none', ''],
	['Support group facilitator training', '', 'none', ''],
	['Soon', 'Will begin to provide overdose support groups.', 'none', ''],
])('%s: %s', (name, description, by, what) => {
	const reason = recognise(signs(name, description)).group;
	if (by === 'none') expect(reason).toBeNull();
	else expect(reason).toEqual({ by, what });
});

test('terms say so by number, by the beginning of a code, or by name; rules say more, and less', () => {
	for (const term of [
		{ code: '1310' },
		{ code: '1312' },
		{ code: '1316' },
		{ code: 'PN-8100.4500-240' },
		{ name: 'support groups' },
	])
		expect(recognise(signs('X', '', [term])).group?.by).toBe('term');
	for (const term of [{ code: '20084' }, { code: 'PN-81' }, { name: 'Support & Service Animals' }])
		expect(recognise(signs('X', '', [term])).group).toBeNull();
	const ruled = groupRecogniser({ groups: { words: ['kitchen table'], ids: ['s'], not: [] } });
	expect(ruled(signs('X')).group).toEqual({ by: 'rule', what: 's' });
	expect(
		groupRecogniser({ groups: { words: ['kitchen table'] } })(signs('X', 'Our kitchen table.')).group?.by,
	).toBe('rule');
	expect(groupRecogniser({ groups: { not: ['s'] } })(signs('Support group')).group).toBeNull();
});

const SUPPORT = { code: 'PN-8100.3000', name: 'Health/Disability Related Support Groups' };
const others = (many: number) =>
	Array.from({ length: many }, (_, at) => ({ code: `LN-${at}`, name: 'Other' }));

test.each([
	['few terms', 'Tuesdays', 'Tea and talk.', [SUPPORT, { code: 'YX-1500' }], 'term'],
	['some, and words that bear it out', 'Tuesdays', 'The circle is at six.', [SUPPORT, ...others(5)], 'term'],
	['some, and none', 'Bills', 'Pays rent.', [SUPPORT, ...others(5)], 'doubt'],
	['a catalogue', 'House', 'Food, rent, support groups, classes.', [SUPPORT, ...others(12)], 'doubt'],
	[
		'a catalogue for survivors that says it',
		...(['House', 'Shelter • Support groups • Court'] as const),
		[{ code: 'PN-8100.0200-180' }, ...others(12)],
		'term',
	],
	['a therapist’s', 'Group therapy', 'For all.', [SUPPORT], 'doubt'],
	['a class', 'Childbirth class', 'Meet others.', [SUPPORT], 'doubt'],
	['for survivors, by name', 'Thursday circle', '', [{ code: '20084' }], 'term'],
	['for survivors, by words', 'Open house', 'Survivors meet and share a meal.', [{ code: '20086' }], 'term'],
	['for survivors, and no group', 'Legal help', 'For trafficking survivors.', [{ code: '20084' }], 'none'],
	['one to one, by peers', 'Peer mentor', 'Somebody who was there.', [{ code: '1309' }], 'term'],
	['one to one', 'Counselling', 'With a professional.', [{ code: '1309' }], 'none'],
	['a code with what others put in front', 'Tuesdays', '', [{ code: 'openeligibility:1312' }], 'term'],
] as [string, string, string, { code?: string; name?: string }[], string][])(
	'a term is believed where nothing speaks against it: %s',
	(_, name, description, terms, is) => {
		const { group, doubt } = recognise(signs(name, description, terms));
		expect([group?.by, doubt === null ? undefined : 'doubt'].find(Boolean) ?? 'none').toBe(is);
	},
);

test('kinds come from terms and the name, and from the description only when those say nothing', () => {
	const sort = kindSorter({ kinds: { leisure: ['kite'] } });
	expect(sort('bay centre', 'legal help and food', [{ code: '1184' }])).toEqual(['dental']);
	expect(sort('bay centre', 'legal help and food', [])).toEqual(['food', 'legal']);
	expect(sort('kite club', '', [])).toEqual(['leisure']);
	expect(sort('x', '', [{ code: 'FT-3600', name: 'whatever' }])).toEqual(['legal', 'immigration']);
	expect(sort('refugees welcome', '', [])).toEqual(['immigration']);
});
