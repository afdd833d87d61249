/**
 * What she hands on, as plain text: only what she chose, and with it always that it is no diagnosis and in which words it
 * was filled in. Pure; it sends nothing.
 */
import { isLanguage, type Translator } from '$platform/i18n';
import { INSTRUMENT } from './instruments';
import { scored, type Measure } from './model';
import { answerOf, questionOf } from './wording';

export interface Chosen {
	date: boolean;
	number: boolean;
	answers: boolean;
}

type Words = Pick<Translator, 't' | 'date' | 'language'>;

function wordingOf({ t, language }: Words, measure: Measure): string {
	if (measure.language === 'en') return t('measures:handOn.text.wording');
	const names = new Intl.DisplayNames([language], { type: 'language' });
	const name = isLanguage(measure.language) ? names.of(measure.language) : undefined;
	return t('measures:handOn.text.otherWording', { language: name ?? measure.language });
}

function answersOf(words: Words, { instrument, exposed, answers }: Measure): string[] {
	const { t } = words;
	const event =
		INSTRUMENT[instrument].event && exposed !== null
			? [
					t('measures:handOn.text.event', {
						question: t(`instruments:${instrument}.eventQuestion`),
						answer: t(`instruments:answers.yesno.${exposed ? '1' : '0'}`),
					}),
				]
			: [];
	const lines = answers.map(
		(answer, index) =>
			`${String(index + 1)}. ${questionOf(words, instrument, index + 1)}\n   ${answerOf(words, instrument, answer)}`,
	);
	const stem = lines.length > 0 ? [t(`instruments:${instrument}.stem`)] : [];
	return [...event, ...stem, ...lines];
}

/** One time of a list. */
function partOf(words: Words, measure: Measure, chosen: Chosen): string {
	const { t } = words;
	const score = scored(measure);
	const number = score
		? t('measures:handOn.text.number', { total: score.total, most: INSTRUMENT[measure.instrument].most })
		: t('measures:handOn.text.noNumber');
	return [
		...(chosen.date
			? [t('measures:handOn.text.day', { day: words.date(measure.at, undefined, 'full') })]
			: []),
		...(chosen.number ? [number] : []),
		...(chosen.answers ? answersOf(words, measure) : []),
		wordingOf(words, measure),
	].join('\n');
}

/** Empty when nothing was chosen. @param measures all of one list */
export function textOf(words: Words, measures: readonly Measure[], chosen: Chosen): string {
	const [first] = measures;
	if (!first || !(chosen.date || chosen.number || chosen.answers)) return '';
	const { t } = words;
	const what = t('measures:handOn.text.what', {
		title: t(`measures:list.${first.instrument}.title`),
		name: INSTRUMENT[first.instrument].name,
	});
	return [
		what,
		...measures.map((measure) => partOf(words, measure, chosen)),
		t('measures:handOn.text.not'),
	].join('\n\n');
}
