/**
 * English that somebody tired and frightened can read: sentences of 15 words or fewer, Flesch-Kincaid grade 6 or below
 * over whole sentences (labels of one or two words would only flatter the figure). `instruments.json` is left out: those are
 * published questions, and every word of them is part of the measure.
 */
import { describe, expect, it } from 'vitest';
import appointments from '$locales/en/ui/appointments.json';
import calendar from '$locales/en/ui/calendar.json';
import calendarFiles from '$locales/en/ui/calendar-files.json';
import checkin from '$locales/en/ui/checkin.json';
import coping from '$locales/en/ui/coping.json';
import deleting from '$locales/en/ui/deleting.json';
import help from '$locales/en/ui/help.json';
import lessons from '$locales/en/ui/lessons.json';
import letters from '$locales/en/ui/letters.json';
import measures from '$locales/en/ui/measures.json';
import messages from '$locales/en/ui/messages.json';
import modules from '$locales/en/ui/modules.json';
import notices from '$locales/en/ui/notices.json';
import people from '$locales/en/ui/people.json';
import playerBody from '$locales/en/ui/player-body.json';
import player from '$locales/en/ui/player.json';
import reminders from '$locales/en/ui/reminders.json';
import safer from '$locales/en/ui/safer.json';
import safety from '$locales/en/ui/safety.json';
import second from '$locales/en/ui/second.json';
import today from '$locales/en/ui/today.json';
import welcome from '$locales/en/ui/welcome.json';

type Words = string | { [key: string]: Words };

const texts = (words: Words): string[] =>
	typeof words === 'string' ? [words.replace(/\{\{\w+\}\}/g, '5')] : Object.values(words).flatMap(texts);

const sentencesOf = (words: Words): string[][] =>
	texts(words)
		.flatMap((text) => text.split(/(?<=[.?!:])\s+/))
		.map((sentence) => sentence.split(/\s+/));

/** Groups of vowels, without a silent ending: near enough for a grade, as Flesch-Kincaid itself is. */
const syllables = (word: string): number =>
	word
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/(?:[^laeiouy]es|[^t]ed|[^l]e)$/, (ending) => ending.charAt(0))
		.match(/[aeiouy]+/g)?.length ?? 1;

function grade(sentences: string[][]): number {
	const words = sentences.flat();
	const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
	return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59;
}

describe.each(
	Object.entries({
		appointments,
		calendar,
		calendarFiles,
		checkin,
		coping,
		deleting,
		help,
		lessons,
		letters,
		measures,
		messages,
		modules,
		notices,
		people,
		playerBody,
		player,
		reminders,
		safer,
		safety,
		second,
		today,
		welcome,
	}),
)('%s in English', (_, words) => {
	it('has no sentence over 15 words', () => {
		expect(sentencesOf(words).filter(({ length }) => length > 15)).toEqual([]);
	});

	it('reads at grade 6 or below', () => {
		expect(grade(sentencesOf(words).filter(({ length }) => length >= 4))).toBeLessThanOrEqual(6);
	});
});
