import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANGED, hadConversation, NEVER_COPIED, toCopy } from './contents';

const record = (collection: string, value: unknown, id = 'id') => ({ collection, id, value });

describe('what goes along', () => {
	it('is everything but the channel’s state and what says something about this phone', () => {
		const kept = [record('distress', 1), record('settings', { country: 'GB' }), record('lessons', 'x')];
		const left = [...NEVER_COPIED].map((collection) => record(collection, { secret: 1 }));
		expect(toCopy([...left, ...kept])).toEqual(kept);
	});

	it('conversations are over there, and those not begun are left out', () => {
		const open = { name: 'Mariam', state: 'open', startedAt: '', unreadable: 0 };
		const there = toCopy([record('conversations', open), record('conversations', { state: 'pairing' })]);
		expect(there).toEqual([record('conversations', { ...open, state: 'closed' })]);
		expect(hadConversation(there)).toBe(true);
		expect(hadConversation([record('distress', 1)])).toBe(false);
	});

	it('what was said is copied; what was never sent is not, since nobody would send it any more', () => {
		const said = ['sent', 'delivered'].map((delivery) => record('messages', { from: 'me', delivery }));
		const came = record('messages', { from: 'them' });
		const waiting = record('messages', { from: 'me', delivery: 'waiting' });
		expect(toCopy([...said, came, waiting])).toEqual([...said, came]);
	});

	it('values of no known shape do no harm', () => {
		for (const value of [null, 1, 'x', [], {}])
			expect(() => toCopy([record('conversations', value), record('messages', value)])).not.toThrow();
	});

	/** A collection the channel gets one day must be thought about here before it can leave a phone. */
	it('knows every collection of the channel', () => {
		const source = readFileSync('src/lib/platform/channel/store.ts', 'utf8');
		const names = [...source.matchAll(/new Table\('(\w+)'/g)].map(([, name]) => name ?? '');
		expect(names).toHaveLength(10);
		expect(names.filter((name) => !NEVER_COPIED.has(name) && !CHANGED.has(name))).toEqual([]);
	});
});
