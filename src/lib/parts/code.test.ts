import { describe, expect, it } from 'vitest';
import { digitGroups, groupCode, isWholeCode } from './code';

const CODE = 'ABCDEFGHJKMNPQRSTVWXYZ0123';

describe('a code being typed', () => {
	it('falls into groups of four, however it was typed or pasted', () => {
		expect(groupCode('abcd efgh jk')).toBe('ABCD-EFGH-JK');
		expect(groupCode(`  ${CODE.toLowerCase()}\n`)).toBe('ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23');
		expect(groupCode(groupCode(CODE))).toBe(groupCode(CODE));
		expect(groupCode('')).toBe('');
	});

	it('is whole at 26 characters', () => {
		expect(isWholeCode(CODE.slice(1))).toBe(false);
		expect(isWholeCode(groupCode(CODE))).toBe(true);
	});
});

it('shows six digits as two groups of three', () => {
	expect(digitGroups('482917')).toEqual(['482', '917']);
});
