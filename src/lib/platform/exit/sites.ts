/**
 * Pages the exit can lead to, chosen so that nobody wonders at them on anyone's screen: weather, news, an encyclopedia, a
 * search page. Each is whole without signing in, shows the same to everyone (never a name, a picture or an earlier
 * search), and is known where its language is spoken. Google, Yahoo, YouTube and shops are left out: they greet by name.
 *
 * Append only, at most 35: a phone keeps the place in this list (one character), and app.html carries the same
 * addresses in the same order, because it must know the way before anything of ours has come. A test compares them.
 * Nobody has tried these from every country; some countries block some of them, so each language has several.
 */
export interface ExitSite {
	address: string;
	kind: 'weather' | 'news' | 'reading' | 'search';
	/** For whom it is offered; `*`: for everyone. */
	language: 'en' | 'es' | 'ar' | 'fr' | '*';
}

const site = (
	language: ExitSite['language'],
	kind: ExitSite['kind'],
	address: `https://${string}`,
): ExitSite => ({ address, kind, language });

export const EXIT_SITES: readonly [ExitSite, ...ExitSite[]] = [
	// Looked at by everyone, every day; it asks for no place and needs little data. The one without a choice.
	site('*', 'weather', 'https://www.bbc.com/weather'),
	site('en', 'news', 'https://www.bbc.com/news'),
	site('en', 'reading', 'https://en.wikipedia.org/'),
	// Keeps no searches and has no accounts, unlike the search pages people know best.
	site('*', 'search', 'https://duckduckgo.com/'),
	// Spain and the Americas.
	site('es', 'weather', 'https://www.eltiempo.es/'),
	site('es', 'news', 'https://www.bbc.com/mundo'),
	site('es', 'reading', 'https://es.wikipedia.org/'),
	// From Morocco to the Gulf.
	site('ar', 'weather', 'https://www.arabiaweather.com/'),
	site('ar', 'news', 'https://www.bbc.com/arabic'),
	site('ar', 'reading', 'https://ar.wikipedia.org/'),
	// France and its overseas regions; the news page is read in West Africa as well.
	site('fr', 'weather', 'https://meteofrance.com/'),
	site('fr', 'news', 'https://www.france24.com/fr/'),
	site('fr', 'reading', 'https://fr.wikipedia.org/'),
];

/** As a mark: the place in the list, from 1, in one character. */
export const siteToMark = (chosen: ExitSite): string => (EXIT_SITES.indexOf(chosen) + 1).toString(36);

/** The site of a mark; without one, or with one that is not ours, the first. */
export const markToSite = (mark: string | null): ExitSite =>
	EXIT_SITES[parseInt(mark ?? '', 36) - 1] ?? EXIT_SITES[0];

/** What is offered in a language: its own first, then what is for everyone; always the one that is chosen now. */
export function sitesFor(language: string, chosen: ExitSite): ExitSite[] {
	const offered = EXIT_SITES.filter(
		(one) => one.language === language || one.language === '*' || one === chosen,
	);
	return offered.sort((a, b) => Number(a.language === '*') - Number(b.language === '*'));
}
