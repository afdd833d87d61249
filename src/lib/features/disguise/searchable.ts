/** Without accents, marks and capitals, so that "pure" finds "purée" and Arabic is found with or without its vowels. */
export const searchable = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}|\u0640/gu, '')
		.toLowerCase()
		.trim();
