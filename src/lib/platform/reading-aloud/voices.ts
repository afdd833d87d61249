/**
 * Which voice reads a language: one that lives on this phone, or none. A voice that is not local sends every sentence to
 * its maker's server, and what she reads is nobody's business.
 */
export interface Voice {
	/** BCP 47, or with an underscore, as some Android phones write it. */
	lang: string;
	localService: boolean;
	default: boolean;
}

const tagOf = (lang: string): string => lang.replaceAll('_', '-').toLowerCase();
const baseOf = (tag: string): string => tag.split('-')[0] ?? '';

/**
 * The best local voice for a language: her region's own, else the phone's default, else the first. `undefined` where there
 * is none, and then nothing is read: another language's voice would only make noise of it.
 * @param regional the reader's own variant (`ar-MA`), for which of several
 */
export function voiceFor<V extends Voice>(
	voices: readonly V[],
	language: string,
	regional = language,
): V | undefined {
	const fitting = voices.filter(
		// A browser that does not say so is not trusted.
		({ localService, lang }) => localService && baseOf(tagOf(lang)) === baseOf(tagOf(language)),
	);
	return (
		fitting.find(({ lang }) => tagOf(lang) === tagOf(language)) ??
		fitting.find(({ lang }) => tagOf(lang) === tagOf(regional)) ??
		fitting.find((voice) => voice.default) ??
		fitting[0]
	);
}
