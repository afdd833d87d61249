import { expect, it } from 'vitest';
import { lineOf } from './past';

const visit = (change: { before?: number | null; after?: number | null } = {}) => ({
	v: 1 as const,
	exercise: 'in:slow-breathing',
	at: '2026-05-12T09:00:00.000Z',
	before: 7,
	after: 4,
	done: true,
	...change,
});

it('writes a line with whatever numbers there are', () => {
	expect(lineOf(visit(), String)).toEqual(['coping:past.both', { before: '7', after: '4' }]);
	expect(lineOf(visit({ after: null }), String)[0]).toBe('coping:past.before');
	expect(lineOf(visit({ before: null, after: 0 }), String)).toEqual(['coping:past.after', { after: '0' }]);
});
