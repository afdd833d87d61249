/** Reminders of what is in her calendar: what she chose, and the room's own screen. */
import type { Room } from '$platform/navigation';

export { chooseUsual, keptUsual, usualOf } from './settings';

/** What is shown of them while the app is open; it also tells when the closed app is to be woken. */
export const loadDueReminders = () => import('./DueReminders.svelte');

export const reminders: Room = {
	id: 'reminders',
	screens: { usual: () => import('./Usual.svelte') },
	keeps: [{ label: 'reminders:kept', collections: ['reminders', 'reminders-put-away'] }],
};
