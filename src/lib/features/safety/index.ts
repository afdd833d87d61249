/** Your safety here: lock, and a table of contents of all that rooms let her decide about her safety, and know. */
import Eraser from '@lucide/svelte/icons/eraser';
import Eye from '@lucide/svelte/icons/eye';
import Glasses from '@lucide/svelte/icons/glasses';
import KeyRound from '@lucide/svelte/icons/key-round';
import KeySquare from '@lucide/svelte/icons/key-square';
import Languages from '@lucide/svelte/icons/languages';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Smartphone from '@lucide/svelte/icons/smartphone';
import type { Room } from '$platform/navigation';

export { loadGone } from './deleting/gone';

export const room: Room = {
	id: 'safety',
	screens: {
		list: () => import('./List.svelte'),
		language: () => import('./LanguageChoice.svelte'),
		truths: () => import('./Truths.svelte'),
		deleting: () => import('./deleting/Deleting.svelte'),
		everything: () => import('./deleting/Everything.svelte'),
		second: () => import('./second/Second.svelte'),
		wipe: () => import('./second/Wipe.svelte'),
		check: () => import('./reading/Check.svelte'),
		signs: () => import('./reading/Signs.svelte'),
		reading: () => import('./reading/SaferReading.svelte'),
	},
	safety: [
		{ group: 'lock', order: 50, screen: 'second', title: 'second:second.title', icon: KeyRound },
		{ group: 'lock', order: 60, screen: 'wipe', title: 'second:wipe.title', icon: KeySquare },
		{
			group: 'keep',
			order: 90,
			screen: 'deleting',
			title: 'deleting:entry.title',
			text: 'deleting:entry.text',
			icon: Eraser,
		},
		{ group: 'know', order: 10, screen: 'truths', title: 'safety:truths.title', icon: ScrollText },
		{ group: 'know', order: 20, screen: 'check', title: 'safer:check.title', icon: Smartphone },
		{ group: 'know', order: 30, screen: 'signs', title: 'safer:signs.title', icon: Eye },
		{ group: 'know', order: 40, screen: 'reading', title: 'safer:read.title', icon: Glasses },
		{ group: 'know', order: 90, screen: 'language', title: 'safety:language.title', icon: Languages },
	],
	today: { order: 90, card: () => import('./TodayCard.svelte') },
};
