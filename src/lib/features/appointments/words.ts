/** The words of one appointment, from its template, in whatever language the translator speaks. */
import type { Translator } from '$platform/i18n';
import { OWN_TEMPLATE, type AppointmentBody, type OwnWords } from '$protocol/appointments';
import { ownWordsIn } from '$protocol/own-words';
import { clocksDiffer, isKnownZone } from './model';

type Kind = Pick<AppointmentBody, 'template' | 'words'>;
/** One time at a place. */
interface When {
	startsAt: string;
	/** IANA zone of the place. */
	zone: string;
}

/** The words of a kind of the worker's own, as she wrote them, in the language that this translator speaks if she has it. */
export const ownOf = ({ language }: Translator, { template, words = [] }: Kind): OwnWords | undefined =>
	template === OWN_TEMPLATE ? ownWordsIn(words, language) : undefined;

export const titleOf = (i18n: Translator, kind: Kind): string =>
	ownOf(i18n, kind)?.title ?? i18n.t(`appointments:template.${kind.template}.title`);

export const leadOf = (i18n: Translator, kind: Kind): string =>
	ownOf(i18n, kind)?.lead ?? i18n.t(`appointments:template.${kind.template}.lead`);

/** A zone this phone has never heard of is left out: her own clock is then the honest one. */
const zoneOf = ({ zone }: When): string | undefined => (isKnownZone(zone) ? zone : undefined);

export const dayOf = (i18n: Translator, when: When): string => i18n.date(when.startsAt, zoneOf(when), 'day');
export const timeOf = (i18n: Translator, when: When): string =>
	i18n.date(when.startsAt, zoneOf(when), 'time');
export const dayAndTimeOf = (i18n: Translator, when: When): string =>
	i18n.date(when.startsAt, zoneOf(when), 'daytime');

/** The same moment on her phone's clock, where the one at the place reads differently. */
export function ownClockOf(i18n: Translator, { startsAt, zone }: When): string | undefined {
	const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
	return clocksDiffer(startsAt, zone, own) ? i18n.date(startsAt, own, 'daytime') : undefined;
}

/** Said only when the clock at the place and the one on her phone read differently. */
export function zoneNoteOf(i18n: Translator, told: When): string | undefined {
	const when = ownClockOf(i18n, told);
	return when === undefined ? undefined : i18n.t('appointments:zone', { when });
}
