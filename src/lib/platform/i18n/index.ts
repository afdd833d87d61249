/** Words, dates and numbers in her language. */
export { I18n, provideI18n, useI18n, type I18nSources } from './i18n.svelte';
export { LANGUAGES, isLanguage, languageInfo, matchLanguage } from './languages';
export type { Direction, Language, LanguageInfo, Review } from './languages';
export type { DateStyle } from './format';
export type { Params, Translator } from './translator';
export { isolate } from './isolate';
