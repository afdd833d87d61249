/** A service in a few lines, to give to somebody: nothing of what she looked for, only what it is and how to reach it. Pure. */
import { isolate, type Translator } from '$platform/i18n';
import type { Service } from '$protocol/directory';
import { timeLine } from './wording';

/** What a share can hold. */
const LONGEST = 4_000;
const LONGEST_TITLE = 200;

export function givenOf(
	service: Service,
	sample: boolean,
	i18n: Translator,
): { title: string; text: string } {
	const { organization, phones, email, url, places, times } = service;
	// Each line by itself: in the middle of Arabic a number of two parts would else change places with itself. Not what is copied to
	// where a mark that nobody sees would be wrong.
	const apart = (line: string | undefined) => (line ? isolate(line) : undefined);
	const lines = [
		...(sample ? [i18n.t('find:sample.short')] : []),
		apart(organization?.name),
		...times.map((time) => timeLine(time, i18n) || apart(time.text)),
		...places.map(({ name, lines: street = [], city, online }) =>
			online === true
				? i18n.t('find:flag.online')
				: apart([name, ...street, city].filter((one) => one !== undefined).join(', ')),
		),
		...phones.map(({ number }) => apart(number)),
		email,
		url,
	];
	return {
		title: service.name.slice(0, LONGEST_TITLE),
		text: lines
			.filter((line) => line !== undefined && line !== '')
			.join('\n')
			.slice(0, LONGEST),
	};
}
