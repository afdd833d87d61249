/** How I am: mood, sleep and feeling safe of a day, and a look back. Hers alone; nothing is counted or sent. */
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'checkin',
	screens: {
		days: () => import('./Days.svelte'),
		note: () => import('./Note.svelte'),
	},
	today: { order: 25, card: () => import('./TodayCard.svelte') },
	keeps: [{ label: 'checkin:keeps', collections: ['checkins', 'checkin-choices'] }],
};
