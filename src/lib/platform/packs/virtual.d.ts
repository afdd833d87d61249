declare module 'virtual:language-packs' {
	/** Address of each language's pack of words, by language code. Content-addressed: the same address never changes. */
	export const languagePacks: Readonly<Record<string, string>>;
}
