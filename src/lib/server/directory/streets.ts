/** Streets: one spelling to know them again by, and taking them out of words about a place whose address is not told. */
import { fold } from '$protocol/directory-words';

const SHORT: readonly [RegExp, string][] = [
	[/\bstreet\b/g, 'st'],
	[/\bavenue\b/g, 'ave'],
	[/\broad\b/g, 'rd'],
	[/\bboulevard\b/g, 'blvd'],
	[/\bdrive\b/g, 'dr'],
	[/\bplace\b/g, 'pl'],
	[/\bcourt\b/g, 'ct'],
	[/\blane\b/g, 'ln'],
	[/\bterrace\b/g, 'ter'],
	[/\bhighway\b/g, 'hwy'],
	[/\bparkway\b/g, 'pkwy'],
	[/\bsquare\b/g, 'sq'],
	[/\bnorth\b/g, 'n'],
	[/\bsouth\b/g, 's'],
	[/\beast\b/g, 'e'],
	[/\bwest\b/g, 'w'],
	[/\bnorthwest\b/g, 'nw'],
	[/\bnortheast\b/g, 'ne'],
	[/\bsouthwest\b/g, 'sw'],
	[/\bsoutheast\b/g, 'se'],
];

/** One spelling of a street with its number, without what is inside the house; '' for none. */
export function streetKey(line: string): string {
	let street = fold(line)
		.replace(/\b(?:suite|ste|unit|apt|apartment|floor|fl|room|rm)\b.*$|#.*$/, '')
		.replace(/\b([nsew])\.\s*([nsew])\.?(?=\W|$)/g, '$1$2');
	for (const [long, short] of SHORT) street = street.replace(long, short);
	return street
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.replace(/\b([ns]) ([ew])\b/g, '$1$2')
		.trim();
}

/** One spelling of a street and town, so that the same address is known again in another row. */
export function addressKey(
	lines: readonly string[],
	city: string | undefined,
	postal: string | undefined,
): string {
	const street = streetKey(lines.join(' '));
	if (street === '') return '';
	return `${street}|${
		fold(postal ?? '')
			.replace(/[^\p{L}\p{N}]/gu, '')
			.slice(0, 5) || fold(city ?? '')
	}`;
}

/** A street address in running text, as far as one can be told: a house number and a kind of street behind it. */
const STREET =
	/\b\d{1,6}(?:-\d{1,6})?[a-z]?,?\s+(?:[nsew]{1,2}\.?\s+|[nsew]\.\s?[nsew]\.\s+)?(?:[\p{L}\p{N}'’.-]+\s+){0,4}?(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|way|place|pl|court|ct|circle|cir|terrace|ter|highway|hwy|parkway|pkwy|square|crescent|close|gardens|grove|mews|row|walk|hill|trail|pike|turnpike|loop)\b\.?(?:\s+(?:n\.?w\.?|n\.?e\.?|s\.?w\.?|s\.?e\.?|north|south|east|west)\b\.?)?(?:,?\s*(?:suite|ste|unit|apt|#)\.?\s*[\p{L}\p{N}-]+)?/giu;
/** The number in front or behind, in languages that say the kind of street first. */
const STREET_FIRST =
	/(?:\b\d{1,5}(?:\s?bis|\s?ter)?,?\s+)?(?<![\p{L}])(?:calle|c\/|avenida|avda\.?|carrera|paseo|plaza|rue|avenue|boulevard|bd\.?|allee|allée|impasse|chemin|quai|place|via|viale|piazza|rua|شارع|طريق|نهج|زنقة)\s+(?:(?:de|del|de la|de los|du|des|la|le|les|el|al|da|do|d[’']|l[’'])\s*)*[\p{L}’'.-]+(?:\s+[\p{L}’'.-]+){0,3}?,?\s*(?:n[º°o.]+\s*)?\d{1,5}\b|\b\d{1,5}(?:\s?bis|\s?ter)?,?\s+(?:rue|avenue|boulevard|bd|allée|allee|impasse|chemin|quai|place)\s+(?:de\s+|du\s+|des\s+|la\s+|les?\s+|d[’']|l[’'])*[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+){0,3}|\b\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|straat|laan|plein|ulica|caddesi|sokak)\s*\d{1,4}\s?[a-z]?\b/giu;
/** Where two streets meet is as good as a number. */
const CORNER =
	/\b(?:(?:at|on|near|by) )?the (?:corner|intersection) of\s+[^.,;\n]{3,60}|\bcross streets?:?\s+[^.,;\n]{3,60}|\b(?:esquina|cruce) (?:de|con)\s+[^.,;\n]{3,60}/giu;
/** A place by letters alone: what3words, plus codes, coordinates, a link to a map. */
const BY_CODE =
	/\/\/\/\p{L}+\.\p{L}+\.\p{L}+|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b|-?\b\d{1,3}\.\d{3,},\s*-?\d{1,3}\.\d{3,}\b|\b(?:https?:\/\/)?(?:maps\.app\.goo\.gl|goo\.gl\/maps|maps\.google\.[a-z.]+|(?:www\.)?google\.[a-z.]+\/maps|(?:www\.)?openstreetmap\.org|maps\.apple\.com|what3words\.com|w3w\.co)\S*/giu;
/** A British postcode is a handful of houses. */
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/g;

const GONE = '…';
const escaped = (text: string): string =>
	text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[\s,]+/g, '[\\s,]+');
/** The street alone also tells: there are few houses in it. */
const named = (line: string): string[] => {
	const street = line
		.replace(/^\s*\d+(?:-\d+)?[a-z]?\s+/i, '')
		.replace(/,?\s*\b(?:suite|ste|unit|apt|apartment|floor|room)\b.*$/i, '');
	return street !== line && /\s/.test(street.trim()) && street.length >= 8 ? [street] : [];
};

/** Takes street addresses out of words about a place whose address is not told. */
export function withoutStreets(text: string, known: readonly string[]): string {
	const told = known.flatMap((line) => [line, ...named(line)]).filter((line) => line.length >= 4);
	const left = [STREET, STREET_FIRST, CORNER, BY_CODE, POSTCODE].reduce(
		(words, pattern) => words.replace(pattern, GONE),
		text,
	);
	if (told.length === 0) return left;
	return left.replace(
		new RegExp(`(?<![\\p{L}\\p{N}])(?:${told.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
		GONE,
	);
}

/** Takes out only the streets that are hidden for somebody else, from the words of a service whose own address is told. */
export function withoutHidden(text: string, isHidden: (key: string) => boolean): string {
	return text.replace(STREET, (street) => (isHidden(streetKey(street)) ? GONE : street));
}

/** A link that leads to a place on a map. */
export const isMapLink = (url: string): boolean => new RegExp(BY_CODE.source, 'iu').test(url);
