/** Talk: connecting with a caseworker, writing to each other, and what of hers they have. */
import MessageCircle from '@lucide/svelte/icons/message-circle';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'messages',
	screens: {
		talk: () => import('./Talk.svelte'),
		connect: () => import('./Connect.svelte'),
		who: () => import('./Who.svelte'),
		past: () => import('./Past.svelte'),
		about: () => import('./About.svelte'),
		has: () => import('./has/Has.svelte'),
		share: () => import('./has/Share.svelte'),
	},
	place: { order: 5, icon: MessageCircle, screen: 'talk' },
	today: { order: 20, card: () => import('./TodayCard.svelte') },
	keeps: [
		{
			label: 'messages:keeps',
			collections: [
				'messages',
				'parts',
				'conversations',
				'groups',
				'identity',
				'outbox',
				'errands',
				'pairing',
				'handovers',
				'watches',
				'letter-drafts',
				// What she would rather have than an appointment's time, half written.
				'reply-drafts',
			],
		},
	],
};
