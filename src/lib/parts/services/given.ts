/** A service in a few lines, to give to somebody: nothing of what she looked for, only what it is and how to reach it. Pure. */
import type { Translator } from '$platform/i18n';
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
	const lines = [
		...(sample ? [i18n.t('find:sample.short')] : []),
		organization?.name,
		...times.map((time) => timeLine(time, i18n) || time.text),
		...places.map(({ name, lines: street = [], city, online }) =>
			online === true
				? i18n.t('find:flag.online')
				: [name, ...street, city].filter((one) => one !== undefined).join(', '),
		),
		...phones.map(({ number }) => number),
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
