/** Talk: connecting with a caseworker, and what came and went. */
import MessageCircle from '@lucide/svelte/icons/message-circle';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'messages',
	screens: {
		talk: () => import('./Talk.svelte'),
		connect: () => import('./Connect.svelte'),
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
			],
		},
	],
};
