/** Her safety plan: short lists in her own words, to be read in a hard moment. Hers alone; nothing is sent by itself. */
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'safety-plan',
	screens: {
		plan: () => import('./Plan.svelte'),
		/** One of the lists: `list`. */
		list: () => import('./OneList.svelte'),
		/** One line of `list`, known (`id`) or new. */
		line: () => import('./Line.svelte'),
		give: () => import('./Give.svelte'),
		print: () => import('./Print.svelte'),
	},
	today: { order: 28, card: () => import('./TodayCard.svelte') },
	safety: [
		{
			group: 'know',
			order: 5,
			screen: 'plan',
			title: 'safety-plan:title',
			text: 'safety-plan:entry',
			icon: LifeBuoy,
		},
	],
	keeps: [{ label: 'safety-plan:keeps', collections: ['safety-plan'] }],
};
