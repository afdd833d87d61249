/** Home: a greeting without a name, and the cards that the other rooms contribute. It knows none of them. */
import House from '@lucide/svelte/icons/house';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'today',
	screens: { today: () => import('./Today.svelte') },
	place: { order: 1, icon: House, screen: 'today' },
};
