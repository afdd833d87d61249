/** Find: phone numbers by country, offline. Leads from public pages; none is confirmed by a person yet, and it says so. */
import Phone from '@lucide/svelte/icons/phone';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'help',
	screens: {
		list: () => import('./List.svelte'),
		/** What one way to reach somebody leaves behind: `contact`. */
		reaching: () => import('./Reaching.svelte'),
	},
	place: { order: 4, icon: Phone, screen: 'list' },
	keeps: [{ label: 'help:keeps', collections: ['settings'] }],
};
