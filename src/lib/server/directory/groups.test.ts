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
	['Centre', 'Peer-led meetings. The group meets on Mondays.', 'description', 'peer-led meeting'],
	['Vouchers', 'Transportation to doctors and to support groups for patients.', 'none', ''],
	['Line', 'Offers information and referrals to support groups.', 'none', ''],
	['Rooms', 'Interpretation for meetings and support groups is available.', 'none', ''],
	['Food bank', 'Food.', 'none', ''],
])('%s: %s', (name, description, by, what) => {
	const reason = recognise(signs(name, description));
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
		expect(recognise(signs('X', '', [term]))?.by).toBe('term');
	for (const term of [{ code: '20084' }, { code: 'PN-81' }, { name: 'Support & Service Animals' }])
		expect(recognise(signs('X', '', [term]))).toBeNull();
	const ruled = groupRecogniser({ groups: { words: ['kitchen table'], ids: ['s'], not: [] } });
	expect(ruled(signs('X'))).toEqual({ by: 'rule', what: 's' });
	expect(
		groupRecogniser({ groups: { words: ['kitchen table'] } })(signs('X', 'Our kitchen table.'))?.by,
	).toBe('rule');
	expect(groupRecogniser({ groups: { not: ['s'] } })(signs('Support group'))).toBeNull();
});

test('kinds come from terms and the name, and from the description only when those say nothing', () => {
	const sort = kindSorter({ kinds: { leisure: ['kite'] } });
	expect(sort('bay centre', 'legal help and food', [{ code: '1184' }])).toEqual(['dental']);
	expect(sort('bay centre', 'legal help and food', [])).toEqual(['food', 'legal']);
	expect(sort('kite club', '', [])).toEqual(['leisure']);
	expect(sort('x', '', [{ code: 'FT-3600', name: 'whatever' }])).toEqual(['legal', 'immigration']);
	expect(sort('refugees welcome', '', [])).toEqual(['immigration']);
});
