/** Words, dates and numbers in her language. */
export { I18n, provideI18n, useI18n, type I18nSources } from './i18n.svelte';
export { LANGUAGES, isLanguage, languageInfo, matchLanguage } from './languages';
export type { Direction, Language, LanguageInfo, Review } from './languages';
export type { DateStyle } from './format';
export {
	firstDayOfWeek,
	monthTitle,
	OTHER_CALENDARS,
	otherDate,
	regionalCalendar,
	weekdayNames,
	type OtherCalendar,
	type Weekday,
} from './calendars';
export type { Params, Translator } from './translator';
export { isolate } from './isolate';
