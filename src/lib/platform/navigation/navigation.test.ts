import { describe, expect, it } from 'vitest';
import { Navigation } from './navigation.svelte';

const places = [
	{ id: 'today', order: 1, screen: 'today' },
	{ id: 'coping', order: 2, screen: 'list' },
];

describe('navigation', () => {
	it('starts at the first place, where Back has nowhere to go', () => {
		const navigation = new Navigation(places);
		expect(navigation.current).toEqual({ room: 'today', screen: 'today' });
		expect(navigation.depth).toBe(1);
		expect(navigation.canGoBack).toBe(false);
	});

	it('goes back the way it came, then to the first place', () => {
		const navigation = new Navigation(places);
		navigation.home('coping');
		navigation.open({ room: 'coping', screen: 'breathing', params: { from: 'list' } });
		expect(navigation.place).toBe('coping');
		expect(navigation.depth).toBe(2);
		navigation.back();
		expect(navigation.current.screen).toBe('list');
		navigation.back();
		expect(navigation.current.room).toBe('today');
		navigation.back();
		expect(navigation.depth).toBe(1);
	});

	it('replaces a screen without a way back to it', () => {
		const navigation = new Navigation(places);
		navigation.open({ room: 'coping', screen: 'before' });
		navigation.replace({ room: 'coping', screen: 'after' });
		navigation.back();
		expect(navigation.current.room).toBe('today');
	});

	it('knows only places that there are', () => {
		expect(() => {
			new Navigation(places).home('nowhere');
		}).toThrow('Not a place');
	});
});
