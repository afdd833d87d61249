/** Feel better: exercises she can do alone, offline. Slow breathing and feet on the floor. */
import Leaf from '@lucide/svelte/icons/leaf';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'coping',
	screens: {
		list: () => import('./List.svelte'),
		breathing: () => import('./Breathing.svelte'),
		ground: () => import('./Ground.svelte'),
	},
	place: { order: 2, icon: Leaf, screen: 'list' },
	today: { order: 30, card: () => import('./TodayCard.svelte') },
	keeps: [{ label: 'coping:keeps', collections: ['distress'] }],
};
