/** Notices of the closed app: off until she turns them on, in words she chooses. */
import Bell from '@lucide/svelte/icons/bell';
import type { Room } from '$platform/navigation';
import type { Session } from '$platform/session';
import type { WakeMoment } from '$platform/wakes';

/**
 * To be called each time something is opened, and when conversations or reminders come or go.
 * @param moments when she is to be reminded, soonest first; `null` while that is not known
 */
export const settleNotices = async (session: Session, moments: readonly WakeMoment[] | null): Promise<void> =>
	(await import('./settle')).settle(session, moments);

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
