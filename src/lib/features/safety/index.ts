/** Your safety here: lock, the way out, the language, and the truths about what this can and cannot do. */
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'safety',
	screens: {
		list: () => import('./List.svelte'),
		language: () => import('./LanguageChoice.svelte'),
		truths: () => import('./Truths.svelte'),
	},
	today: { order: 90, card: () => import('./TodayCard.svelte') },
};
