/** My papers: which there are and where they lie, in her own words, and pictures of them. Hers alone; nothing is sent. */
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'papers',
	screens: {
		list: () => import('./Papers.svelte'),
		/** One paper: a `kind` of the list, or one of her own (`id`, or new). */
		paper: () => import('./Paper.svelte'),
		pictures: () => import('./Pictures.svelte'),
	},
	keeps: [
		{ label: 'papers:keeps', collections: ['papers'] },
		{ label: 'own-pictures:keeps.papers', collections: ['paper-pictures', 'paper-picture-bytes'] },
	],
};
