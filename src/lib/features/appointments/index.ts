/**
 * Her calendar: entries of her own, appointments a caseworker has sent, in her language, and her answers. No place of its
 * own: it is reached from Today and Talk.
 */
import type { Room } from '$platform/navigation';

export { loadDueReminders, reminders } from './calendar/reminders';

export const room: Room = {
	id: 'appointments',
	screens: {
		list: () => import('./List.svelte'),
		detail: () => import('./Detail.svelte'),
		own: () => import('./calendar/Own.svelte'),
		entry: () => import('./calendar/Entry.svelte'),
		import: () => import('./calendar/files/Import.svelte'),
		export: () => import('./calendar/files/Export.svelte'),
	},
	today: { order: 10, card: () => import('./TodayCard.svelte') },
	keeps: [
		{
			label: 'calendar:keeps',
			collections: ['calendar', 'calendar-asides', 'calendar-drafts', 'calendar-settings'],
		},
	],
};
