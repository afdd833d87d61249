/**
 * From whatever a file calls a time zone to the IANA name that Intl knows. It does not read VTIMEZONE; where the name alone
 * says nothing, vtimezone.ts compares how the clocks went.
 */
import { WINDOWS_ZONES } from './windows-zones';

const windows = new Map(
	Object.entries(WINDOWS_ZONES).map(([name, zone]) => [name.toLowerCase(), zone] as const),
);
/** How Outlook writes North America, beside the names of the table. */
const AMERICA = /\b(atlantic|eastern|central|mountain|pacific)\b/i;
const LONGEST = 200;

/** The name as Intl has it, or `null`. Offsets like `+01:00` are no zone: they know nothing of summer. */
export function ianaZone(name: string): string | null {
	if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return null;
	try {
		const zone = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
		return /^(etc\/)?(utc|gmt|uct|zulu|universal|greenwich)$/i.test(zone) ? 'UTC' : zone;
	} catch {
		return null;
	}
}

/** `Amsterdam, Berlin, Bern` names a zone by its first city that has one. */
let cities: Map<string, string> | null = null;
function zoneOfCity(text: string): string | null {
	cities ??= new Map(
		Intl.supportedValuesOf('timeZone').map((zone) => [
			zone
				.slice(zone.lastIndexOf('/') + 1)
				.replaceAll('_', ' ')
				.toLowerCase(),
			zone,
		]),
	);
	for (const part of text.split(/[,;/]|\s-\s/)) {
		const zone = cities.get(part.trim().toLowerCase());
		if (zone !== undefined) return zone;
	}
	return null;
}

/** `(UTC+03:00)`, `GMT -0500`, `UTC-05`: whole hours have a zone of their own, written the other way round. */
function zoneOfOffset(text: string): string | null {
	const found = /(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?:[:.]?(\d{2}))?(?!\d)/i.exec(text);
	if (!found) return /^\(?(UTC|GMT)\)?$/i.test(text.trim()) ? 'UTC' : null;
	const [, sign, hours, minutes = '00'] = found;
	if (minutes !== '00') return null;
	return Number(hours) === 0 ? 'UTC' : ianaZone(`Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`);
}

const windowsZone = (name: string): string | null =>
	windows.get(
		name
			.replace(/\s+\d$/, '')
			.replace(/ (standard|daylight|summer) time$/i, '')
			.toLowerCase(),
	) ?? null;

/** By the name itself: IANA, also at the end of a path as old programs wrote it, or Windows. */
export function zoneByName(tzid: string): string | null {
	const name = tzid.trim().slice(0, LONGEST);
	const direct = ianaZone(name) ?? windowsZone(name);
	if (direct !== null) return direct;
	const parts = name.replaceAll(' ', '_').split('/');
	for (const take of [3, 2, 1]) {
		if (parts.length <= take) continue;
		const tail = ianaZone(parts.slice(-take).join('/'));
		if (tail !== null && (take > 1 || tail === 'UTC')) return tail;
	}
	return null;
}

/** By what the name says to a person: cities, North American names, an offset. Less sure than {@link zoneByName}. */
export function zoneByDescription(tzid: string): string | null {
	const name = tzid.trim().slice(0, LONGEST);
	const place = name.replace(/^\((?:UTC|GMT)[^)]*\)\s*/i, '');
	const city = zoneOfCity(place);
	if (city !== null) return city;
	const [american] = /US|U\.S\.|Canada/.test(name) ? (AMERICA.exec(name) ?? []) : [];
	if (american !== undefined) return windowsZone(american);
	return windowsZone(place) ?? zoneOfOffset(name);
}
