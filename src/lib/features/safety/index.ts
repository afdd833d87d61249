/** Your safety here: lock, and a table of contents of all that rooms let her decide about her safety, and know. */
import Languages from '@lucide/svelte/icons/languages';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'safety',
	screens: {
		list: () => import('./List.svelte'),
		language: () => import('./LanguageChoice.svelte'),
		truths: () => import('./Truths.svelte'),
	},
	safety: [
		{ group: 'know', order: 10, screen: 'truths', title: 'safety:truths.title', icon: ScrollText },
		{ group: 'know', order: 90, screen: 'language', title: 'safety:language.title', icon: Languages },
	],
	today: { order: 90, card: () => import('./TodayCard.svelte') },
};
