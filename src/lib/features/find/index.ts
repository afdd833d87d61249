/** Find: peer groups and services of a region she chose, searched on this phone alone. */
import Search from '@lucide/svelte/icons/search';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'find',
	screens: {
		find: () => import('./Find.svelte'),
		region: () => import('./Region.svelte'),
		/** Before the phone is asked where it is. */
		here: () => import('./Here.svelte'),
		/** One service: `number` of the open directory, or `saved`, a record of hers. */
		service: () => import('./ServiceScreen.svelte'),
		kept: () => import('./KeptScreen.svelte'),
		saved: () => import('./SavedScreen.svelte'),
		/** What somebody suggested: `message` is what brought it. */
		suggested: () => import('./SuggestedScreen.svelte'),
	},
	place: { order: 4, icon: Search, screen: 'find' },
	today: { order: 27, card: () => import('./TodayCard.svelte') },
	keeps: [
		{ label: 'find:keeps.saved', collections: ['find-saved', 'find-decisions'] },
		{
			label: 'find:keeps.region',
			collections: ['find-region'],
			deleted: async () => (await import('./deleted')).regionDeleted(),
		},
	],
};
