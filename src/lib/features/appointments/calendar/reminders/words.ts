/** The words of what she is reminded of, and where it is shown whole. */
import { instantOf } from '$platform/calendar';
import { ownZone } from '$platform/clock';
import type { Translator } from '$platform/i18n';
import type { ScreenRef } from '$platform/navigation';
import { titleOf as titleOfKind } from '../../words';
import type { Happening } from '../happening';

export function titleOf(i18n: Translator, happening: Happening): string {
	if (happening.from === 'her') return happening.title;
	return titleOfKind(i18n, happening.standing.body);
}

export const whenOf = (i18n: Translator, { start }: Happening): string =>
	start.type === 'date'
		? i18n.date(start.date)
		: i18n.date(new Date(instantOf(start, ownZone())).toISOString(), undefined, 'daytime');

export const screenOf = (happening: Happening): ScreenRef | null =>
	happening.from === 'her'
		? null
		: {
				room: 'appointments',
				screen: 'detail',
				params: { key: `${happening.conversation}/${happening.appointment}` },
			};
