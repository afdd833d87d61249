/** How this looks on her phone: the choice of a disguise, and the cover screens that stand before the app. */
import Drama from '@lucide/svelte/icons/drama';
import type { Room } from '$platform/navigation';

export { default as Covered } from './Covered.svelte';

export const room: Room = {
	id: 'disguise',
	screens: { look: () => import('./LookScreen.svelte') },
	safety: [{ group: 'leave', order: 50, screen: 'look', title: 'disguise:title', icon: Drama }],
};

/** The choice itself, for the first run. */
export const loadLook = () => import('./Look.svelte');
