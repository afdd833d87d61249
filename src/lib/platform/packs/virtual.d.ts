declare module 'virtual:language-packs' {
	/** Address of each language's pack of words, by language code. Content-addressed: the same address never changes. */
	export const languagePacks: Readonly<Record<string, string>>;
}

declare module 'virtual:content-packs' {
	/** Address of each language's exercises and lessons, by language code. Content-addressed, as above. */
	export const contentPacks: Readonly<Record<string, string>>;
}
