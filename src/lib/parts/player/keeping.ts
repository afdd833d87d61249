/** Where a phone keeps what the player gives it: two collections of her vault. */
import { openCollection, type Collection, type Session } from '$platform/session';
import { progressSchema, type PlayerHost } from './types';
import { visitSchema, type Visit } from './visit';

/** Where she is in modules, and what she answered and wrote in them: one record a module. */
export function progressIn(session: Session): NonNullable<PlayerHost['progress']> {
	const all = openCollection(session, 'progress', progressSchema);
	const of = (module: string) => all.items.find(({ value }) => value.module === module);
	return {
		load: async (module) => {
			await all.load();
			return of(module)?.value ?? null;
		},
		save: async (progress) => (await all.put(progress, of(progress.module)?.id)).ok,
	};
}

/** How hard it was before and after exercises. Call `load` before reading. */
export const visitsIn = (session: Session): Collection<Visit> =>
	openCollection(session, 'distress', visitSchema);
