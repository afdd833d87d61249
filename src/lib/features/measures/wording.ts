/** How a question, an answer and a number are written in her language, for the screens and for what she hands on. */
import type { Translator } from '$platform/i18n';
import { INSTRUMENT, type InstrumentId } from './instruments';
import type { Answer } from './scoring';

/** Names and addresses stand left to right and in one piece, also in the middle of Arabic: Unicode's marks do it. */
export const leftToRight = (value: string): string =>
	String.fromCodePoint(0x2066) + value + String.fromCodePoint(0x2069);

export const questionOf = (words: Pick<Translator, 't'>, instrument: InstrumentId, item: number): string =>
	words.t(`instruments:${instrument}.${String(item)}`);

/** The words of an answer; those of a skipped one when there is none. */
export function answerOf(words: Pick<Translator, 't'>, instrument: InstrumentId, answer: Answer): string {
	return answer === null
		? words.t('measures:handOn.text.skipped')
		: words.t(`instruments:answers.${INSTRUMENT[instrument].scale}.${String(answer)}`);
}
