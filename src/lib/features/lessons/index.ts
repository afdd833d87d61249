/** Learn: lessons, read page by page. */
import BookOpen from '@lucide/svelte/icons/book-open';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'lessons',
	screens: {
		list: () => import('./List.svelte'),
		/** One of them: `module`. */
		play: () => import('./Play.svelte'),
	},
	place: { order: 3, icon: BookOpen, screen: 'list' },
	today: { order: 40, card: () => import('./TodayCard.svelte') },
	keeps: [{ label: 'lessons:keeps', collections: ['lessons', 'progress'] }],
};
