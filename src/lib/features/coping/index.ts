/** Feel better: exercises she can do alone, offline, and what calms her. */
import Leaf from '@lucide/svelte/icons/leaf';
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'coping',
	screens: {
		list: () => import('./List.svelte'),
		/** The card for the moment a memory comes. */
		here: () => import('./Here.svelte'),
		/** Her words on that card. */
		words: () => import('./CardWords.svelte'),
		/** For a `feeling`, or all; `time`, `place`, `without` as chosen there. */
		exercises: () => import('./Exercises.svelte'),
		/** One of them: `module`. */
		play: () => import('./Play.svelte'),
		/** What calms her: words and pictures of her own. */
		calm: () => import('./Calm.svelte'),
		/** One piece of those words: `id`, or a new one. */
		'calm-words': () => import('./CalmWords.svelte'),
	},
	early: ['list', 'here'],
	place: { order: 2, icon: Leaf, screen: 'list' },
	today: { order: 30, card: () => import('./TodayCard.svelte') },
	keeps: [
		{ label: 'coping:keeps', collections: ['distress'] },
		{ label: 'coping:keepsFavourites', collections: ['favourites'] },
		{ label: 'coping:keepsCard', collections: ['card-words'] },
		{ label: 'coping:keepsCalm', collections: ['calm-words'] },
		{ label: 'own-pictures:keeps.calm', collections: ['calm-pictures', 'calm-picture-bytes'] },
	],
};
