/** Words that press, judge or name somebody by what was done to them. Found, pointed at, never forbidden. */

/** `victim`: for what was done to her; `must`: orders. By language, as stems or phrases. */
const AVOIDED: Record<string, { victim: RegExp; must: RegExp }> = {
	en: { victim: /\bvictim/iu, must: /\b(?:must|have to|should|ought to|need to)\b/iu },
	es: { victim: /\bv[íi]ctima/iu, must: /\b(?:debes|deber[íi]as|tienes que|hay que)(?![\p{L}\p{M}])/iu },
	fr: { victim: /\bvictime/iu, must: /\b(?:vous devez|vous devriez|tu dois|il faut)\b/iu },
	ar: { victim: /ضحي[ةا]|ضحايا/u, must: /يجب|ينبغي|لا بدّ? (?:أن|من)/u },
};

export type Avoided = 'victim' | 'must';

/** Which of these a text has; none for a language we have no list of. */
export function avoidedIn(text: string, language: string): Avoided[] {
	const list = AVOIDED[language.split('-')[0] ?? ''];
	return list ? (['victim', 'must'] as const).filter((one) => list[one].test(text)) : [];
}
