/** Where a happening is opened, and what a screen was opened with. */
import type { ScreenRef } from '$platform/navigation';
import type { Happening } from './happening';

export const screenOf = (happening: Happening): ScreenRef =>
	happening.from === 'her'
		? { room: 'appointments', screen: 'own', params: { id: happening.id, start: happening.startKey } }
		: {
				room: 'appointments',
				screen: 'detail',
				params: {
					key: `${happening.conversation}/${happening.appointment}`,
					start: happening.startKey,
				},
			};

/** A new entry. @param day it is begun with */
export const newEntry = (day: string): ScreenRef => ({
	room: 'appointments',
	screen: 'entry',
	params: { day },
});
