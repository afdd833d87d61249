import { describe, expect, it } from 'vitest';
import type { Service } from '$protocol/directory';
import { waysOf } from './contacts';

const service = (change: Partial<Service>): Service => ({
	id: '1',
	name: 'A',
	status: 'active',
	phones: [],
	places: [],
	times: [],
	languages: [],
	kinds: [],
	terms: [],
	...change,
});
const ways = (change: Partial<Service>) => waysOf(service(change)).map(({ contact }) => contact);

describe('ways to reach a service', () => {
	it('are its numbers, its address for letters and its page', () => {
		expect(
			ways({
				phones: [
					{ number: '(305) 555-0101', type: 'voice' },
					{ number: '+44 20 5550 0102', type: 'text', languages: ['es'] },
				],
				email: 'a@b.example',
				url: 'https://b.example/',
			}),
		).toEqual([
			{ method: 'call', value: '(305) 555-0101', dial: '3055550101' },
			{ method: 'text', value: '+44 20 5550 0102', dial: '+442055500102', languages: ['es'] },
			{ method: 'mail', value: 'a@b.example' },
			{ method: 'page', url: 'https://b.example/' },
		]);
	});

	it('are not what no phone dials, nor a page that is no page', () => {
		expect(
			ways({
				phones: [
					{ number: '1-800-HELP', type: 'voice' },
					{ number: '555 0103', type: 'fax' },
				],
				email: 'not one',
				url: 'javascript:alert(1)',
			}),
		).toEqual([]);
	});

	it('say what the source says about them', () => {
		const [way] = waysOf(
			service({ phones: [{ number: '555 0104', type: 'voice', extension: '12', note: 'after six' }] }),
		);
		expect(way?.note).toBe('+ 12 · after six');
	});
});
