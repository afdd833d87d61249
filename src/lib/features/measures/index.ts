/** Question lists: four published measures, for her alone and only if she asks for them. No diagnosis, nothing is sent. */
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'measures',
	screens: {
		list: () => import('./List.svelte'),
		about: () => import('./About.svelte'),
		fill: () => import('./Fill.svelte'),
		result: () => import('./OneResult.svelte'),
		history: () => import('./History.svelte'),
		'hand-on': () => import('./HandOn.svelte'),
	},
	keeps: [{ label: 'measures:keeps', collections: ['measures', 'measure-choices'] }],
};
