/**
 * What she hands on, as plain text: only what she chose, and with it always that it is no diagnosis and in which words it
 * was filled in. Pure; it sends nothing.
 */
import { isLanguage, type Translator } from '$platform/i18n';
import { INSTRUMENT } from './instruments';
import { scored, type Measure } from './model';
import { answerOf, leftToRight, questionOf } from './wording';

export interface Chosen {
	date: boolean;
	number: boolean;
	answers: boolean;
}

type Words = Pick<Translator, 't' | 'date' | 'language'>;

function wordingOf(words: Words, measure: Measure): string {
	if (measure.language === 'en') return words.t('measures:handOn.text.wording');
	const names = new Intl.DisplayNames([words.language], { type: 'language' });
	const name = isLanguage(measure.language) ? names.of(measure.language) : undefined;
	return words.t('measures:handOn.text.otherWording', { language: name ?? measure.language });
}

function answersOf(words: Words, { instrument, exposed, answers }: Measure): string[] {
	const event =
		INSTRUMENT[instrument].event && exposed !== null
			? [
					words.t('measures:handOn.text.event', {
						question: words.t(`instruments:${instrument}.eventQuestion`),
						answer: words.t(`instruments:answers.yesno.${exposed ? '1' : '0'}`),
					}),
				]
			: [];
	const lines = answers.map(
		(answer, index) =>
			`${String(index + 1)}. ${questionOf(words, instrument, index + 1)}\n   ${answerOf(words, instrument, answer)}`,
	);
	const stem = lines.length > 0 ? [words.t(`instruments:${instrument}.stem`)] : [];
	return [...event, ...stem, ...lines];
}

/** One time of a list. */
function partOf(words: Words, measure: Measure, chosen: Chosen): string {
	const score = scored(measure);
	const number = score
		? words.t('measures:handOn.text.number', {
				total: score.total,
				most: INSTRUMENT[measure.instrument].most,
			})
		: words.t('measures:handOn.text.noNumber');
	return [
		...(chosen.date
			? [words.t('measures:handOn.text.day', { day: words.date(measure.at, undefined, 'full') })]
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
	const what = words.t('measures:handOn.text.what', {
		title: words.t(`measures:list.${first.instrument}.title`),
		name: leftToRight(INSTRUMENT[first.instrument].name),
	});
	return [
		what,
		...measures.map((measure) => partOf(words, measure, chosen)),
		words.t('measures:handOn.text.not'),
	].join('\n\n');
}
