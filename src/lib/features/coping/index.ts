/** Feel better: exercises she can do alone, offline. */
import Leaf from '@lucide/svelte/icons/leaf';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'coping',
	screens: {
		list: () => import('./List.svelte'),
		/** One of them: `module`. */
		play: () => import('./Play.svelte'),
	},
	place: { order: 2, icon: Leaf, screen: 'list' },
	today: { order: 30, card: () => import('./TodayCard.svelte') },
	keeps: [
		{ label: 'coping:keeps', collections: ['distress'] },
		{ label: 'own-pictures:keeps.calm', collections: ['calm-pictures', 'calm-picture-bytes'] },
	],
};
