/** Telephone numbers, languages and terms of a service, each once. */
import type { ServicePhone } from '$protocol/directory';
import type { Problems } from '../problems';
import type { Term } from '../matching';
import { parseLanguages } from '../read/languages';
import { plainLine } from '../read/plain';
import { parsePhones } from '../read/values';
import type { Child, Stage } from '../stage';
import { put } from './places';

const TYPES = new Map<string, ServicePhone['type']>(
	Object.entries({
		text: 'text',
		sms: 'text',
		fax: 'fax',
		cell: 'cell',
		mobile: 'cell',
		video: 'video',
		pager: 'pager',
		textphone: 'textphone',
		tty: 'textphone',
		tdd: 'textphone',
	}),
);
/** Some programs number the types by a list of their own; then only the words beside the number tell a fax. */
const SAYS_FAX = /\bfax\b/i;
const SAYS_MORE = /\b(?:phone|telephone|tel|voice|call|no fax|or fax|and fax|fax or|fax and)\b|[/&]/i;
const MOST_PHONES = 12;

const typeSaid = (written: string, note = ''): ServicePhone['type'] =>
	/^\d*$/.test(written) && SAYS_FAX.test(note) && !SAYS_MORE.test(note) ? 'fax' : 'voice';

/** Each number once, in the order of the rows; a fax is no way to be heard and comes last. */
export function phonesOf(children: readonly Child[], problems: Problems): ServicePhone[] {
	const found = new Map<string, ServicePhone>();
	for (const { table, row, at } of children) {
		if (table !== 'phones' || row === null) continue;
		if (found.size >= MOST_PHONES) {
			problems.warn('a telephone number beyond the twelfth of a service; left out', at, row['number']);
			continue;
		}
		const numbers = parsePhones(row['number']);
		if (numbers.length === 0)
			problems.warn('a telephone number cannot be dialled; left out', at, row['number']);
		const written = row['type']?.toLowerCase() ?? '';
		const { languages } = parseLanguages(row['languages'] ?? row['language']);
		const codes = languages.filter((one) => /^[a-z]{2,3}$/.test(one));
		for (const dialled of numbers) {
			const extension =
				row['extension']?.replace(/^(?:ext|x)\.?\s*/i, '').replace(/\.0$/, '') ?? dialled.extension;
			const note = plainLine(
				[row['description'], row['department'], dialled.note].filter(Boolean).join(', '),
			)?.slice(0, 200);
			const key = `${dialled.number.replace(/\D/g, '')} ${extension ?? ''}`;
			if (!found.has(key))
				found.set(key, {
					number: dialled.number,
					...put('extension', extension),
					type: TYPES.get(written) ?? dialled.type ?? typeSaid(written, note),
					...put('note', note),
					...(codes.length > 0 && { languages: codes }),
				});
		}
	}
	return faxLast([...found.values()]);
}

export const faxLast = (phones: readonly ServicePhone[]): ServicePhone[] => [
	...phones.filter(({ type }) => type !== 'fax'),
	...phones.filter(({ type }) => type === 'fax'),
];

export function languagesOf(children: readonly Child[]): { languages: string[]; interpreting: string[] } {
	const [languages, interpreting] = [new Set<string>(), new Set<string>()];
	for (const { table, row } of children) {
		if (table !== 'languages' || row === null) continue;
		// A code that is one says more than a name; a row may have only its note.
		const said = parseLanguages(/^[a-z]{2,3}(?:-|$)/i.test(row['code'] ?? '') ? row['code'] : row['name']);
		for (const one of said.languages) languages.add(one);
		for (const one of said.interpreting) interpreting.add(one);
		const note = plainLine(row['note']);
		if (note !== undefined) interpreting.add(note);
	}
	return { languages: [...languages], interpreting: [...interpreting] };
}

/** AIRS codes and Open Eligibility numbers are ids and codes at once. */
const isCode = (id: string): boolean => /^[A-Z]{1,2}(?:-\d{4}|$)|^(?:1\d{3}|20\d{3})$/.test(id);

/** A term of the tables, read once. */
export class Terms {
	readonly #known = new Map<string, Term | null>();
	readonly #stage: Stage;
	readonly #problems: Problems;

	constructor(stage: Stage, problems: Problems) {
		this.#stage = stage;
		this.#problems = problems;
	}

	of(children: readonly Child[]): Term[] {
		const terms: Term[] = [];
		for (const { table, id, at } of children) {
			if (table !== 'terms') continue;
			const term = this.#term(id);
			if (term === null) this.#problems.warn('a taxonomy term is not in the data; left out', at, id);
			else if (!terms.includes(term)) terms.push(term);
		}
		return terms;
	}

	#term(id: string): Term | null {
		const known = this.#known.get(id);
		if (known !== undefined) return known;
		const row = this.#stage.row('terms', id);
		const code = plainLine(row?.['code']) ?? (isCode(id) ? id : undefined);
		const said = plainLine(row?.['name']);
		const name = said === code ? undefined : said;
		const term =
			code === undefined && name === undefined ? null : { ...put('code', code), ...put('name', name) };
		this.#known.set(id, term);
		return term;
	}
}
