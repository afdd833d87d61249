/** Packs: what the server offers whole and the phone keeps. Today: languages. */
export { keepLanguage, keptLanguage, loadLanguagePack } from './language-pack';
export type { LanguagePack, PackUnavailable } from './language-pack';
