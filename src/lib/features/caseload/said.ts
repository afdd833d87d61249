/** What the desk says of a nudge, in the desk's language. */
import type { Translator } from '$platform/i18n';
import { OWN_TEMPLATE } from '$protocol/appointments';
import { ownWordsIn } from '$protocol/own-words';
import { isSeries, nextStart, type Nudge } from './nudge';
import { lengthOf } from './span';

export const titleOf = (i18n: Translator, { body }: Nudge): string =>
	(body.template === OWN_TEMPLATE ? ownWordsIn(body.words ?? [], i18n.language)?.title : undefined) ??
	i18n.t(`appointments:template.${body.template}.title`);

/** The one time there is; or the first of several. */
export const whenOf = (i18n: Translator, { body, times }: Nudge): string =>
	i18n.date(times[0]?.startsAt ?? body.startsAt, body.zone, 'full');

/** All that was sent, by the names of its fields; of a series, the next of its times. */
export function factsOf(i18n: Translator, nudge: Nudge, now: string): { term: string; text: string }[] {
	const { body, times } = nudge;
	const next =
		isSeries(nudge) && nudge.step !== 'cancelled' ? i18n.date(nextStart(nudge, now), body.zone, 'full') : '';
	return [
		{ term: i18n.t('caseload:nudge.when'), text: times.length > 1 ? '' : whenOf(i18n, nudge) },
		{ term: i18n.t('caseload:nudge.next'), text: times.length > 1 ? next : '' },
		{
			term: i18n.t('caseload:nudge.length'),
			text: body.minutes === undefined ? '' : lengthOf(i18n.locale, body.minutes),
		},
		{ term: i18n.t('caseload:nudge.place'), text: body.place },
		{
			term: i18n.t('caseload:nudge.phrases'),
			text: (body.phrases ?? []).map((phrase) => i18n.t(`appointments:phrase.${phrase}`)).join('\n'),
		},
		{ term: i18n.t('caseload:nudge.note'), text: body.note },
	].filter(({ text }) => text !== '');
}
