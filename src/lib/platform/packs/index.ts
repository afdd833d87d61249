/** Packs: what the server offers whole and the phone keeps. Languages, and the exercises and lessons of each. */
export { loadContent } from './content-pack';
export { keptLanguage } from './cache';
export type { PackUnavailable } from './cache';
export { keepLanguage, languagePackAddresses, loadLanguagePack } from './language-pack';
export type { LanguagePack } from './language-pack';
