/** How names of languages, numbers and addresses are written in hers. Pure. */

export const languageNames = (codes: readonly string[], language: string): string[] => {
	const names = new Intl.DisplayNames([language], { type: 'language' });
	return codes.map((code) => names.of(code) ?? code);
};

export const hostOf = (source: string): string => new URL(source).host.replace(/^www\./, '');

/** A number or address stands left to right and in one piece, also in the middle of Arabic: Unicode's marks do it. */
export const leftToRight = (value: string): string =>
	String.fromCodePoint(0x2066) +
	value.replaceAll(' ', String.fromCodePoint(0xa0)).replaceAll('-', String.fromCodePoint(0x2011)) +
	String.fromCodePoint(0x2069);
