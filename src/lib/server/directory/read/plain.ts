/**
 * Any text of a source to plain text: no markup, no control characters, its letters repaired where a program between had read
 * them in the wrong encoding. Links keep their address in the open, because nobody should follow one unseen.
 */

const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	rsquo: '’',
	lsquo: '‘',
	rdquo: '”',
	ldquo: '“',
	ndash: '–',
	mdash: '—',
	hellip: '…',
	bull: '•',
	trade: '™',
	euro: '€',
	rarr: '→',
	larr: '←',
	sbquo: '‚',
	bdquo: '„',
	oelig: 'œ',
	OElig: 'Œ',
	Scaron: 'Š',
	scaron: 'š',
	check: '✓',
	zwnj: '',
	zwj: '',
	ensp: ' ',
	emsp: ' ',
	thinsp: ' ',
};
// Latin-1, from U+00A1 on in order.
'iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
	.split(' ')
	.forEach((name, index) => (ENTITIES[name] = String.fromCharCode(0xa1 + index)));

const unescapeOnce = (text: string): string =>
	text.replace(
		/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}\d{0,2}));/g,
		(whole, dec, hex, name) => {
			if (typeof name === 'string') return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
			const code = typeof dec === 'string' ? Number(dec) : parseInt(String(hex), 16);
			return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
				? String.fromCodePoint(code)
				: ' ';
		},
	);

/** UTF-8 read as an IBM code page, its first sign flattened to a G: `GÇÖ` was an apostrophe. */
const DOS: Record<string, string> = {
	Ö: '’',
	ÿ: '‘',
	'£': '“',
	'¥': '”',
	ô: '–',
	ö: '—',
	ª: '…',
	ó: '•',
	æ: '-',
	ï: '',
};
const DOS_SIGNS = new RegExp(`[GΓ]Ç([${Object.keys(DOS).join('')}])`, 'g');
/** What bytes 0x80 to 0x9f are in Windows-1252. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const TWICE = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}/g;

/** UTF-8 read as Windows-1252: `Ã©` was an é. Only where the bytes really make a letter. */
function readAgain(signs: string): string {
	const bytes = Array.from(signs, (sign) => {
		const at = WINDOWS.indexOf(sign);
		return at >= 0 ? 0x80 + at : sign.charCodeAt(0);
	});
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
	} catch {
		return signs;
	}
}

/** @returns the text with wrongly read letters put right; the same text when there were none. */
export const repaired = (text: string): string =>
	text.replace(DOS_SIGNS, (_, sign: string) => DOS[sign] ?? '').replace(TWICE, readAgain);

const BLOCK = /<\/?(?:p|div|br|ul|ol|table|tr|h[1-6]|section|article|blockquote|hr)\b[^<>]*>/gi;
const HIDDEN = /<(script|style|iframe|object|template|noscript|svg|head)\b[^]*?(?:<\/\1\s*>|$)/gi;
const ITEM = /<li\b[^<>]*>/gi;
const LINK = /<a\b[^<>]*?href\s*=\s*["']?(https?:[^"'\s<>]+)["']?[^<>]*>([^]*?)<\/a>/gi;
/** A tag begins with a letter: "under < 18 and > 5" is none. */
const TAG = /<\/?[a-z!][^<>]*>/gi;
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

function withoutTags(text: string): string {
	return text
		.replace(/<!--[^]*?(?:-->|$)/g, '')
		.replace(HIDDEN, ' ')
		.replace(LINK, (_, address: string, words: string) => {
			const said = words.replace(TAG, '').trim();
			return said === '' || said.includes(address) ? address : `${said} (${address})`;
		})
		.replace(ITEM, '\n• ')
		.replace(BLOCK, '\n')
		.replace(TAG, '');
}

/** Lines of plain text, at most one empty line between them; `undefined` when nothing is left. */
export function plainText(source: string | undefined): string | undefined {
	if (source === undefined) return undefined;
	let text = repaired(source);
	// Some exports write line ends as two characters.
	if (/\\r|\\n/.test(text)) text = text.replace(/\\r\\n|\\n|\\r/g, '\n');
	if (text.includes('<')) text = withoutTags(text);
	if (text.includes('&')) {
		text = unescapeOnce(text);
		// Escaped twice, tags too.
		if (/&(?:#\d+|#x[0-9a-f]+|[a-z]+);|<[a-z/!]/i.test(text)) text = unescapeOnce(withoutTags(text));
		if (/<[a-z/!]/i.test(text)) text = withoutTags(text);
	}
	text = text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/\t/g, ' ')
		.replace(CONTROL, (sign) => (sign === '\n' ? sign : ''))
		// Markers of one exporter, for the county.
		.replace(/###[A-Z]{2,4}###/g, '')
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		// Markdown, as far as it is only decoration.
		.replace(/[*_=]{5,}/g, ' ')
		.replace(/^#{1,6}\s+/gm, '')
		.replace(/(\*\*|__)(?=\S)([^]{1,400}?\S)\1/g, '$2')
		.replace(/\[([^\][]{1,200})\]\((https?:[^\s()]{1,500})\)/g, '$1 ($2)')
		.replace(/^[*-][ ]+/gm, '• ')
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
	return text === '' ? undefined : text;
}

/** The same, as one line. */
export function plainLine(source: string | undefined): string | undefined {
	return plainText(source)?.replace(/\s*\n\s*/g, ' ');
}
