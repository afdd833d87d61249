import type { i18n as Engine } from 'i18next';
import { createContext } from 'svelte';
import {
	keepLanguage,
	keptLanguage,
	loadLanguagePack,
	type LanguagePack,
	type PackUnavailable,
} from '$platform/packs';
import { ok, type Result } from '$protocol/result';
import type { DateStyle } from './format';
import { isLanguage, languageInfo, matchLanguage, type Direction, type Language } from './languages';
import { addPack, createEngine, createTranslator, type Params, type Translator } from './translator';

/** Where words come from and where the choice is kept; the browser's own unless a test says otherwise. */
export interface I18nSources {
	load(language: string): Promise<Result<LanguagePack, PackUnavailable>>;
	keep(language: string): Promise<void>;
	kept(): Promise<string | undefined>;
	/** The person's languages, best first (BCP 47). */
	preferred: readonly string[];
	/** False for words inside a page that speaks another language, such as a preview: the page's own stays as it is. */
	page: boolean;
}

const browserSources = (): I18nSources => ({
	load: loadLanguagePack,
	keep: keepLanguage,
	kept: keptLanguage,
	preferred: typeof navigator === 'undefined' ? [] : navigator.languages,
	page: true,
});

/**
 * The app's language, reactive: whatever was written with `t`, `date` or `number` is written anew when it changes.
 * Until `start()` (or `use()`) has resolved there are no words; show nothing that needs them before `ready`.
 */
export class I18n implements Translator {
	readonly #sources: I18nSources;
	readonly #engine: Engine;
	readonly #loaded = new Set<Language>();
	#translator: Translator;
	#ready = $state(false);
	#chosen = $state(false);

	constructor(sources: Partial<I18nSources> = {}) {
		this.#sources = { ...browserSources(), ...sources };
		this.#engine = createEngine(this.#sources.preferred);
		this.#translator = $state.raw(
			createTranslator(this.#engine, matchLanguage(this.#sources.preferred), this.#sources.preferred),
		);
	}

	get language(): Language {
		return this.#translator.language;
	}
	get dir(): Direction {
		return this.#translator.dir;
	}
	get locale(): string {
		return this.#translator.locale;
	}
	/** There are words. */
	get ready(): boolean {
		return this.#ready;
	}
	/** She has chosen this language on this phone, now or before. */
	get chosen(): boolean {
		return this.#chosen;
	}

	/** Begin with the language kept on this phone, else the browser's, else English. */
	async start(): Promise<Result<null, PackUnavailable>> {
		const kept = await this.#sources.kept();
		this.#chosen = isLanguage(kept);
		return this.#show(isLanguage(kept) ? kept : matchLanguage(this.#sources.preferred));
	}

	/** Change to a language and keep it on this phone. Without its words nothing changes. */
	async use(language: Language): Promise<Result<null, PackUnavailable>> {
		const shown = await this.#show(language);
		if (!shown.ok) return shown;
		this.#chosen = true;
		await this.#sources.keep(language);
		return shown;
	}

	/** Another language beside the current one, for a preview. */
	async translator(language: Language): Promise<Result<Translator, PackUnavailable>> {
		const loaded = await this.#load(language);
		return loaded.ok ? ok(createTranslator(this.#engine, language, this.#sources.preferred)) : loaded;
	}

	t(key: string, params?: Params): string {
		return this.#translator.t(key, params);
	}
	date(iso: string, zone?: string, style?: DateStyle): string {
		return this.#translator.date(iso, zone, style);
	}
	number(value: number): string {
		return this.#translator.number(value);
	}
	list(items: readonly string[]): string {
		return this.#translator.list(items);
	}
	relative(iso: string, now?: Date): string {
		return this.#translator.relative(iso, now);
	}

	async #show(language: Language): Promise<Result<null, PackUnavailable>> {
		const loaded = await this.#load(language);
		if (!loaded.ok) return loaded;
		this.#translator = createTranslator(this.#engine, language, this.#sources.preferred);
		this.#ready = true;
		if (this.#sources.page && typeof document !== 'undefined') {
			document.documentElement.lang = language;
			document.documentElement.dir = languageInfo(language).dir;
		}
		return loaded;
	}

	async #load(language: Language): Promise<Result<null, PackUnavailable>> {
		if (this.#loaded.has(language)) return ok(null);
		const pack = await this.#sources.load(language);
		if (!pack.ok) return pack;
		addPack(this.#engine, language, pack.value);
		this.#loaded.add(language);
		return ok(null);
	}
}

export const [useI18n, provideI18n] = createContext<I18n>();
