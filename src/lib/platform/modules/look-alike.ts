/**
 * Names that one could take for another. A name is only a claim: anybody may call themselves like somebody she trusts, in
 * letters that look the same. What is compared is a skeleton (after Unicode's UTS 39), made small: its table has ten thousand
 * entries and weighs more than the whole player; names here are read by people, and a warning too many does no harm. So: one
 * table for what Latin, Cyrillic, Greek and Arabic letters are taken for, and everything that Unicode itself calls a variant
 * (full width, mathematical, presentation forms, circled) by NFKC.
 */

/**
 * What is taken for what: Latin, Cyrillic, Greek, Armenian letters, small and large apart because В is a B and в hardly is;
 * Arabic letters that differ by language or keyboard only; digits of every row. `l` stands for i, l and 1, which no one tells
 * apart in every typeface.
 */
const TAKEN_FOR = new Map(
	Object.entries({
		a: 'аАαΑɑᴀ',
		b: 'вВβΒьЬƅʙ',
		c: 'сСϲϹᴄ',
		d: 'ԁđɗδ',
		e: 'еЕεΕєЄᴇəә',
		f: 'ƒſ',
		g: 'ɡԌɢց',
		h: 'нНһҺΗհħʜ',
		j: 'јЈյ',
		k: 'кКκΚᴋ',
		l: 'iIl1|!ıіІΙιӀӏɩłʟɪǀון',
		m: 'мМΜᴍ',
		n: 'пηΝոɴ',
		o: '0оОοΟσοօøᴏסە',
		p: 'рРρΡᴘ',
		q: 'ԛԚզ',
		r: 'гʀɾ',
		s: 'ѕЅꜱʂ',
		t: 'тТτΤŧᴛ',
		u: 'υսцᴜμ',
		v: 'νѵѴᴠ',
		w: 'ԝԜωшᴡ',
		x: 'хХχΧ',
		y: 'уУүҮγΥʏ',
		z: 'ΖᴢƵƶ',
		ك: 'کڪگ',
		ي: 'ىیېےئ',
		ه: 'ہھةۃ',
		ا: 'ٱأإآ',
		'2': '٢۲',
		'3': '٣۳зЗ',
		'4': '٤۴',
		'5': '٥۵',
		'6': '٦۶б',
		'7': '٧۷',
		'8': '٨۸',
		'9': '٩۹',
		ae: 'æӕ',
		oe: 'œ',
		ss: 'ß',
	}).flatMap(([one, others]) => Array.from(others, (other) => [other, one] as const)),
);

/** What the eye compares. For comparing alone: it is no name and never shown. */
export const skeleton = (name: string): string =>
	Array.from(name.normalize('NFKC').normalize('NFD'), (sign) => TAKEN_FOR.get(sign) ?? sign.toLowerCase())
		.map((letter) => TAKEN_FOR.get(letter) ?? letter)
		.join('')
		// Accents, joiners, blanks, dots and dashes: nobody remembers whether a name had them.
		.replaceAll(/[^\p{L}\p{N}]/gu, '')
		.replaceAll('ـ', '')
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w')
		.replaceAll('cl', 'd');

/**
 * Which of these names somebody might take this one for; also the very same one. Null when none.
 * @param trusted the names of signers with other keys than this one's
 */
export function lookAlike(name: string, trusted: readonly string[]): string | null {
	const seen = skeleton(name);
	return trusted.find((other) => skeleton(other) === seen) ?? null;
}

const SCRIPTS = [
	/\p{Script=Latin}/u,
	/\p{Script=Cyrillic}/u,
	/\p{Script=Greek}/u,
	/\p{Script=Armenian}/u,
	/\p{Script=Georgian}/u,
	/\p{Script=Cherokee}/u,
	/\p{Script=Coptic}/u,
	/\p{Script=Arabic}/u,
	/\p{Script=Hebrew}/u,
	/\p{Script=Ethiopic}/u,
	/\p{Script=Devanagari}/u,
	/\p{Script=Thai}/u,
	// Written together in Japanese and Korean.
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
];

/** Whether one word of it is written in two scripts at once, as no language does. Two words may differ: "مريم, Harbour House". */
export const isMixedScript = (name: string): boolean =>
	name.split(/[^\p{L}\p{M}]+/u).some((word) => SCRIPTS.filter((script) => script.test(word)).length > 1);
