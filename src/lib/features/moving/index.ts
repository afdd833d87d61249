/** Keeping a copy, having it back on another phone, and what the browser promises about what is saved. */
import Archive from '@lucide/svelte/icons/archive';
import Smartphone from '@lucide/svelte/icons/smartphone';
import type { Room } from '$platform/navigation';

export { loadRestore, type RestoreParams } from './restore';

export const room: Room = {
	id: 'moving',
	screens: {
		backup: () => import('./Backup.svelte'),
		phone: () => import('./ToPhone.svelte'),
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
		{
			group: 'keep',
			order: 20,
			screen: 'phone',
			title: 'moving:phone.title',
			text: 'moving:phone.entry',
			icon: Smartphone,
		},
	],
	safetyCard: () => import('./KeptCard.svelte'),
	keeps: [{ label: 'moving:keeps', collections: ['backups'] }],
};
