/** My plan: goals and small steps in her own words, what others may see of it, and what they propose. */
import type { Room } from '$platform/navigation';

export const room: Room = {
	id: 'plan',
	screens: {
		plan: () => import('./Plan.svelte'),
		goal: () => import('./GoalScreen.svelte'),
		write: () => import('./Write.svelte'),
		give: () => import('./Give.svelte'),
		given: () => import('./Given.svelte'),
		proposal: () => import('./ProposalScreen.svelte'),
	},
	today: { order: 50, card: () => import('./TodayCard.svelte') },
	keeps: [{ label: 'plan:keeps', collections: ['plan-goals', 'plan-decisions', 'plan-drafts'] }],
};
