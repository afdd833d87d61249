/** Where the quick exit leads: chosen by her, and tried out before she needs it. Leaving itself is app.html's. */
import DoorOpen from '@lucide/svelte/icons/door-open';
import type { Room } from '$platform/navigation';

export { tellOwnSite } from './kept';

export const room: Room = {
	id: 'exit',
	screens: { site: () => import('./ExitSite.svelte') },
	safety: [
		{ group: 'leave', order: 10, screen: 'site', title: 'exit:title', text: 'exit:entry', icon: DoorOpen },
	],
	keeps: [{ label: 'exit:kept', collections: ['exit'] }],
};
