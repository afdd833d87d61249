/** Notices of the closed app: off until she turns them on, in words she chooses. */
import Bell from '@lucide/svelte/icons/bell';
import type { Room } from '$platform/navigation';
import type { Session } from '$platform/session';

/** To be called each time something is opened, and when conversations come or go. */
export const settleNotices = async (session: Session): Promise<void> =>
	(await import('./settle')).settle(session);

export const room: Room = {
	id: 'notices',
	screens: { choose: () => import('./Notices.svelte') },
	safety: [
		{
			group: 'leave',
			order: 60,
			screen: 'choose',
			title: 'notices:title',
			text: 'notices:entry',
			icon: Bell,
		},
	],
	keeps: [
		{
			label: 'notices:kept',
			collections: ['notices'],
			deleted: async () => (await import('./settle')).silence(),
		},
	],
};
