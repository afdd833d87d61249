/** One language's words and ways of writing: what both the app's own language and a preview in another are made of. */
import { createInstance, type FormatterModule, type i18n as Engine } from 'i18next';
import type { LanguagePack } from '$platform/packs';
import {
	formatDate,
	formatList,
	formatNumber,
	formatRelative,
	regionalLocale,
	type DateStyle,
} from './format';
import { languageInfo, type Direction, type Language } from './languages';

export type Params = Record<string, string | number>;

export interface Translator {
	readonly language: Language;
	readonly dir: Direction;
	/** The language as her region writes it (`ar-MA`), for whatever asks Intl. */
	readonly locale: string;
	/** Words for `room:key.sub`, with `{{params}}` put in (numbers in the language's own numerals). */
	t(key: string, params?: Params): string;
	date(iso: string, zone?: string, style?: DateStyle): string;
	number(value: number): string;
	list(items: readonly string[]): string;
	/** "in 3 days". */
	relative(iso: string, now?: Date): string;
}

/** Numbers put into a sentence are written in the numerals of the person's region, like all others. */
const numerals = (preferred: readonly string[]): FormatterModule => ({
	type: 'formatter',
	init: () => undefined,
	add: () => undefined,
	addCached: () => undefined,
	format: (value: unknown, _format, language) =>
		typeof value === 'number'
			? formatNumber(regionalLocale(language ?? 'en', preferred), value)
			: String(value),
});

/**
 * The engine all translators share; packs are put into it as they come.
 * @param preferred the person's languages as the browser lists them, for regional forms
 */
export function createEngine(preferred: readonly string[]): Engine {
	const engine = createInstance();
	void engine.use(numerals(preferred)).init({
		initAsync: false,
		lng: 'en',
		fallbackLng: 'en',
		ns: [],
		defaultNS: 'shell',
		resources: {},
		// Svelte escapes; doing it twice would show `&amp;` to people.
		interpolation: { escapeValue: false, alwaysFormat: true },
	});
	return engine;
}

/** Take a language's words in. */
export function addPack(engine: Engine, language: Language, pack: LanguagePack): void {
	for (const [room, words] of Object.entries(pack))
		engine.addResourceBundle(language, room, words, true, true);
}

/** @param preferred the person's languages as the browser lists them, for regional forms */
export function createTranslator(
	engine: Engine,
	language: Language,
	preferred: readonly string[],
): Translator {
	const locale = regionalLocale(language, preferred);
	const translate = engine.getFixedT(language);
	return {
		language,
		dir: languageInfo(language).dir,
		locale,
		t: (key, params = {}) => translate(key, params),
		date: (iso, zone, style) => formatDate(locale, iso, zone, style),
		number: (value) => formatNumber(locale, value),
		list: (items) => formatList(locale, items),
		relative: (iso, now = new Date()) => formatRelative(locale, iso, now),
	};
}
