/** The words of one appointment, from its template, in whatever language the translator speaks. */
import type { Translator } from '$platform/i18n';
import { clocksDiffer, isKnownZone, type Appointment } from './model';

type Told = Pick<Appointment, 'template' | 'startsAt' | 'zone'>;

export const titleOf = (i18n: Translator, { template }: Told): string =>
	i18n.t(`appointments:template.${template}.title`);

export const leadOf = (i18n: Translator, { template }: Told): string =>
	i18n.t(`appointments:template.${template}.lead`);

/** A zone this phone has never heard of is left out: her own clock is then the honest one. */
const zoneOf = ({ zone }: Told): string | undefined => (isKnownZone(zone) ? zone : undefined);

export const dayOf = (i18n: Translator, told: Told): string => i18n.date(told.startsAt, zoneOf(told), 'day');
export const timeOf = (i18n: Translator, told: Told): string =>
	i18n.date(told.startsAt, zoneOf(told), 'time');
export const dayAndTimeOf = (i18n: Translator, told: Told): string =>
	i18n.date(told.startsAt, zoneOf(told), 'daytime');

/** Said only when the clock at the place and the one on her phone read differently. */
export function zoneNoteOf(i18n: Translator, { startsAt, zone }: Told): string | undefined {
	const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
	if (!clocksDiffer(startsAt, zone, own)) return undefined;
	return i18n.t('appointments:zone', { when: i18n.date(startsAt, own, 'daytime') });
}
