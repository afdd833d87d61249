/** Find: peer groups and services of a region she chose, searched on this phone alone. */
import Search from '@lucide/svelte/icons/search';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'find',
	screens: {
		find: () => import('./Find.svelte'),
		region: () => import('./Region.svelte'),
		/** One service: `number` of the open directory, or `saved`, a record of hers. */
		service: () => import('./ServiceScreen.svelte'),
		saved: () => import('./SavedScreen.svelte'),
	},
	place: { order: 4, icon: Search, screen: 'find' },
	keeps: [
		{ label: 'find:keeps.saved', collections: ['find-saved'] },
		{
			label: 'find:keeps.region',
			collections: ['find-region'],
			deleted: async () => (await import('./deleted')).regionDeleted(),
		},
	],
};
