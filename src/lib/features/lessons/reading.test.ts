/**
 * English that somebody tired and frightened can read, on every screen of hers. `instruments.json` is left out: those are
 * published questions, and every word of them is part of the measure.
 */
import { describe, expect, it } from 'vitest';
import { gradeOf, sentencesIn, tooLong } from '../../../../tests/support/reading-level';
import appointments from '$locales/en/ui/appointments.json';
import calendar from '$locales/en/ui/calendar.json';
import calendarFiles from '$locales/en/ui/calendar-files.json';
import checkin from '$locales/en/ui/checkin.json';
import content from '$locales/en/ui/content.json';
import coping from '$locales/en/ui/coping.json';
import deleting from '$locales/en/ui/deleting.json';
import find from '$locales/en/ui/find.json';
import help from '$locales/en/ui/help.json';
import lessons from '$locales/en/ui/lessons.json';
import letters from '$locales/en/ui/letters.json';
import measures from '$locales/en/ui/measures.json';
import messages from '$locales/en/ui/messages.json';
import modules from '$locales/en/ui/modules.json';
import notices from '$locales/en/ui/notices.json';
import ownPictures from '$locales/en/ui/own-pictures.json';
import papers from '$locales/en/ui/papers.json';
import people from '$locales/en/ui/people.json';
import plan from '$locales/en/ui/plan.json';
import playerBody from '$locales/en/ui/player-body.json';
import player from '$locales/en/ui/player.json';
import reminders from '$locales/en/ui/reminders.json';
import safer from '$locales/en/ui/safer.json';
import safetyPlan from '$locales/en/ui/safety-plan.json';
import safety from '$locales/en/ui/safety.json';
import second from '$locales/en/ui/second.json';
import today from '$locales/en/ui/today.json';
import welcome from '$locales/en/ui/welcome.json';
import writing from '$locales/en/ui/writing.json';

type Words = string | { [key: string]: Words };

const texts = (words: Words): string[] =>
	typeof words === 'string' ? [words] : Object.values(words).flatMap(texts);

describe.each(
	Object.entries({
		appointments,
		calendar,
		calendarFiles,
		checkin,
		content,
		coping,
		deleting,
		find,
		help,
		lessons,
		letters,
		measures,
		messages,
		modules,
		notices,
		ownPictures,
		papers,
		people,
		plan,
		playerBody,
		player,
		reminders,
		safer,
		safety,
		safetyPlan,
		second,
		today,
		welcome,
		writing,
	}),
)('%s in English', (_, words) => {
	const sentences = sentencesIn(texts(words));

	it('has no sentence over 15 words', () => {
		expect(tooLong(sentences)).toEqual([]);
	});

	it('reads at grade 6 or below', () => {
		expect(gradeOf(sentences)).toBeLessThanOrEqual(6);
	});
});
