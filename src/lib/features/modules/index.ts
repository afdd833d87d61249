/** Lessons and exercises that others wrote: how they come, what of them is kept, and how they are passed on. */
import type { Room } from '$platform/navigation';

export { onLinked } from './linked';

export const room: Room = {
	id: 'modules',
	screens: {
		library: () => import('./Library.svelte'),
		module: () => import('./Module.svelte'),
		play: () => import('./Play.svelte'),
		pass: () => import('./Pass.svelte'),
		receive: () => import('./Receive.svelte'),
		/** Through a link this page was opened with. */
		linked: () => import('./Linked.svelte'),
		/** In a letter: `message`. */
		sent: () => import('./Sent.svelte'),
		people: () => import('./People.svelte'),
		person: () => import('./Person.svelte'),
	},
	keeps: [
		{ label: 'modules:keeps', collections: ['modules'] },
		{ label: 'modules:keepsPeople', collections: ['module-signers'] },
	],
};
