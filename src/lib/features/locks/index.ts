/** Locks: what she can set about them. */
import Hourglass from '@lucide/svelte/icons/hourglass';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'locks',
	screens: {
		times: () => import('./Times.svelte'),
	},
	safety: [{ group: 'lock', order: 20, screen: 'times', title: 'locks:times.title', icon: Hourglass }],
	keeps: [{ label: 'locks:keeps', collections: ['lock-times'] }],
};
