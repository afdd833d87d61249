/** Packs: what the server offers whole and the phone keeps. Today: languages. */
export { keepLanguage, keptLanguage, languagePackAddresses, loadLanguagePack } from './language-pack';
export type { LanguagePack, PackUnavailable } from './language-pack';
