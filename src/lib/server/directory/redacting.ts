/** An address is not kept back if the words beside it tell it. */
import type { Draft } from './assemble/service';
import { isMapLink, withoutHidden, withoutStreets } from './streets';

type Told = Draft['service'];
const WORDS = [
	'name',
	'also',
	'description',
	'alert',
	'apply',
	'eligibility',
	'fees',
	'waiting',
	'interpreting',
] as const;

/** Every text of a service that people wrote, changed in the same way. */
function inAllWords(service: Told, change: (text: string) => string): Told {
	const told = { ...service };
	for (const name of WORDS) {
		const text = told[name];
		// A name that was nothing but the street is still a name.
		if (text !== undefined) told[name] = change(text);
	}
	if (service.organization !== undefined)
		told.organization = { ...service.organization, name: change(service.organization.name) };
	told.times = service.times.map(({ text, ...time }) => ({
		...time,
		...(text !== undefined && { text: change(text) }),
	}));
	told.phones = service.phones.map(({ note, ...phone }) => ({
		...phone,
		...(note !== undefined && { note: change(note) }),
	}));
	if (service.areas !== undefined) told.areas = service.areas.map(change);
	if (service.bring !== undefined) told.bring = service.bring.map(change);
	return told;
}

/** Of a service whose address is not told: no street at all, no link to a map, and no time that belongs to a place by its number. */
export function withoutPlace(service: Told, lines: readonly string[]): Told {
	const { url, ...told } = inAllWords(service, (text) => withoutStreets(text, lines));
	const words = lines.flatMap((line) => line.toLowerCase().match(/\p{L}{4,}|\d{3,}/gu) ?? []);
	const spelt = (link: string) => {
		const low = link.toLowerCase();
		return words.filter((word) => low.includes(word)).length >= 2;
	};
	const leads = (link: string | undefined): boolean => link !== undefined && (isMapLink(link) || spelt(link));
	return {
		...told,
		...(url !== undefined && !leads(url) && { url }),
		...(told.organization !== undefined && {
			organization: {
				id: told.organization.id,
				name: told.organization.name,
				...(told.organization.url !== undefined &&
					!leads(told.organization.url) && { url: told.organization.url }),
			},
		}),
		times: told.times.map(({ place: _, ...time }) => time),
	};
}

/** Of a service whose address is told: only streets that are kept back for another one. */
export const withoutTold = (service: Told, isHidden: (street: string) => boolean): Told =>
	inAllWords(service, (text) => withoutHidden(text, isHidden));
