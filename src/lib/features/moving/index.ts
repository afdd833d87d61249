/** Keeping a copy, having it back on another phone, and what the browser promises about what is saved. */
import Archive from '@lucide/svelte/icons/archive';
import type { Room } from '$platform/navigation';

export { loadRestore, type RestoreParams } from './restore';

export const room: Room = {
	id: 'moving',
	screens: {
		backup: () => import('./Backup.svelte'),
	},
	today: { order: 5, card: () => import('./TodayCard.svelte') },
	safety: [
		{
			group: 'keep',
			order: 10,
			screen: 'backup',
			title: 'moving:about.title',
			text: 'moving:entry',
			icon: Archive,
		},
	],
	safetyCard: () => import('./KeptCard.svelte'),
	keeps: [{ label: 'moving:keeps', collections: ['backups'] }],
};
