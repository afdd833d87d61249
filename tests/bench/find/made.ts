/** Services that are nobody's, any number of them, always the same; and what somebody types who looks for one of them. */
import type { Service } from '$protocol/directory';

const PIECES =
	'ba ce dil fo gra hun ila jor ke lun mira no ost pel qui ras sen tov ul ves wil yan zo bri cal dor em fin gal'.split(
		' ',
	);
const HELPS =
	'night shelter|rent help|lawyer|asylum advice|counselling|trauma care|peer support group|clinic|dentist|recovery|job training|childcare|food bank|bus tickets|language class|interpreter|safety planning|school grants|art evening|parents circle'.split(
		'|',
	);
const ENDS = 'House Centre Project Network Circle Clinic'.split(' ');
const SAID =
	'free private help for people who were hurt or used no papers needed come or call first we speak with you in your language every week near the bus children are welcome online too'.split(
		' ',
	);

/** Mulberry32: small, and the same everywhere. */
export function drawn(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export interface Plain {
	name: string;
	description: string;
	helps: string;
	city: string;
}
const KINDS_OF_QUERY = ['word', 'two', 'prefix', 'typo', 'service+place'] as const;
export type QueryKind = (typeof KINDS_OF_QUERY)[number];
export interface Query {
	kind: QueryKind;
	text: string;
	/** Found is: this one; for a word, any of that name; for service and place, any there. */
	target: number;
}

export function madeServices(many: number): Service[] {
	const random = drawn(7);
	const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
	const word = () => {
		const made = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(PIECES)).join('');
		return made.charAt(0).toUpperCase() + made.slice(1);
	};
	const names = Array.from({ length: Math.max(400, Math.floor(many / 4)) }, word);
	const towns = Array.from({ length: 300 }, () => ({
		city: word(),
		lat: 30 + random() * 15,
		lon: -110 + random() * 40,
	}));
	return Array.from({ length: many }, (_, id): Service => {
		const { city, lat, lon } = towns[Math.floor(random() ** 2 * towns.length)]!;
		const helps = [...new Set([pick(HELPS), pick(HELPS)])];
		return {
			id: String(id),
			name: `${pick(names)} ${pick(names)} ${pick(ENDS)}`,
			description: Array.from({ length: 36 }, () => pick(SAID)).join(' '),
			status: 'active',
			phones: [],
			places: [{ city, lat: lat + random() * 0.4, lon: lon + random() * 0.4, exact: true }],
			times: [{ repeats: 'weekly', days: ['TU'], opens: 600, closes: 960 }],
			languages: ['en', pick(['es', 'ar', 'fr', 'ht', 'vi'])],
			kinds: ['legal'],
			terms: helps.map((name) => ({ name })),
		};
	});
}

export const plainOf = ({ name, description = '', terms, places }: Service): Plain => ({
	name,
	description,
	helps: terms.map((term) => term.name).join(' | '),
	city: places[0]?.city ?? '',
});

export function queriesFor(services: readonly Plain[], many: number): Query[] {
	const random = drawn(99);
	/** One letter left out, never the first or the last. */
	const slip = (word: string) => {
		const at = 1 + Math.floor(random() * (word.length - 2));
		return word.slice(0, at) + word.slice(at + 1);
	};
	return Array.from({ length: many }, (_, number) => {
		const kind = KINDS_OF_QUERY[number % KINDS_OF_QUERY.length]!;
		const target = Math.floor(random() * services.length);
		const { name, helps, city } = services[target]!;
		const [one = '', two = ''] = name.split(' ');
		const text = {
			word: one,
			two: `${one} ${two}`,
			prefix: `${one} ${two.slice(0, Math.max(3, two.length - 2))}`,
			typo: `${slip(one)} ${two}`,
			'service+place': `${helps.split(' | ')[0] ?? ''} ${city}`,
		}[kind];
		return { kind, text, target };
	});
}

/** Whether the first ten hold what was looked for. */
export function isFound(
	{ kind, text, target }: Query,
	found: readonly number[],
	services: readonly Plain[],
): boolean {
	const ten = found.slice(0, 10);
	if (kind === 'word') return ten.some((one) => services[one]?.name.split(' ').includes(text));
	if (kind !== 'service+place') return ten.includes(target);
	const { helps, city } = services[target]!;
	const [help = ''] = helps.split(' | ');
	return ten.some((one) => services[one]?.city === city && services[one].helps.includes(help));
}
