/** Languages as codes, where it is known which one is meant; else the source's own words. */
import { fold } from '$protocol/directory-words';
import { plainLine } from './plain';

/** Which English, and own, names stand for which code. Built once from what the runtime knows of the world's languages. */
const CODES =
	'aa ab af ak am ar as ay az be bg bi bm bn bo bs ca ceb chr chk cs cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu ha haw he hi hil hmn hr ht hu hy id ig ilo is it ja jv ka kk km kn ko kok kri ku ky la lb lg ln lo lt lv mai mg mh mi mk ml mn mr ms mt my ne nl no nv ny om or pa pl ps pt qu rm rn ro ru rw sa sd si sk sl sm sn so sq sr ss st su sv sw ta te tet tg th ti tk tl tn to tr ts tt tw ug uk ur uz ve vi wo xh yi yo zh zu ase bfi yue cmn nan wuu gaa quc mam kek kaq prs fil ckb kmr rhg war bem luo kam ki ln tpi'.split(
		' ',
	);

const names = new Map<string, string>();
for (const spoken of ['en', 'es', 'fr']) {
	const known = new Intl.DisplayNames(spoken, { type: 'language', fallback: 'none' });
	for (const code of CODES) {
		const name = known.of(code);
		if (name !== undefined && !names.has(fold(name))) names.set(fold(name), code);
	}
}
for (const code of CODES) {
	const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code);
	if (own !== undefined && !names.has(fold(own))) names.set(fold(own), code);
	names.set(code, code);
}
const ALSO: Record<string, string> = {
	creole: 'ht',
	kreyol: 'ht',
	'haitian-creole': 'ht',
	'haitian creole': 'ht',
	mandarin: 'cmn',
	cantonese: 'yue',
	tagalog: 'tl',
	filipino: 'fil',
	'filipino (tagalog)': 'tl',
	'chinese (mandarin)': 'cmn',
	'chinese (cantonese)': 'yue',
	farsi: 'fa',
	dari: 'prs',
	hmong: 'hmn',
	'american sign language': 'ase',
	asl: 'ase',
	'british sign language': 'bfi',
	bsl: 'bfi',
	castellano: 'es',
	eng: 'en',
	spa: 'es',
	fra: 'fr',
	fre: 'fr',
	ara: 'ar',
	por: 'pt',
	rus: 'ru',
	zho: 'zh',
	vie: 'vi',
	kor: 'ko',
	som: 'so',
	amh: 'am',
	tir: 'ti',
	urd: 'ur',
	pol: 'pl',
};
for (const [name, code] of Object.entries(ALSO)) names.set(name, code);

export interface Languages {
	/** Codes, and what could not be told, in its own words. */
	languages: string[];
	/** Not a language but a way to speak any: an interpreter, a telephone line. */
	interpreting: string[];
}

const INTERPRETING =
	/interpret|translat|language ?line|tele|other|upon request|any language|all languages|multiple|bilingual|bi-lingual/i;

/** The languages of one cell: `English and Spanish`, `Spanish (limited)`, `Language line available`. */
export function parseLanguages(written: string | undefined): Languages {
	const found: Languages = { languages: [], interpreting: [] };
	for (const part of plainLine(written)?.split(/\s*(?:[,;/|]|\band\b|\by\b|&|\n)\s*/) ?? []) {
		const word = fold(part)
			.replace(/[.:]+$/, '')
			.trim();
		if (word === '') continue;
		const code = names.get(word) ?? names.get(word.replace(/\s*\([^)]*\)\s*$/, ''));
		if (code !== undefined) found.languages.push(code);
		else if (INTERPRETING.test(word)) found.interpreting.push(part.trim());
		else if (word.length <= 40) found.languages.push(part.trim());
		else found.interpreting.push(part.trim());
	}
	return found;
}
