/** From a path to staged rows: finds the files, tells what each is, reads them, and says which rows belong to nothing. */
import { basename } from 'node:path';
import { NothingRead, type Problems } from './problems';
import { csvRows } from './source/csv';
import { findSources, type Found } from './source/find';
import { JsonReader } from './source/json';
import { isObject, type Take } from './source/records';
import { encodingOf, textOf, type SourceFile } from './source/text';
import { Stage } from './stage';
import { looseTableOf, tableOf, type Table } from './tables';
import { parseRules, type Rules } from './rules';

const LONGEST_RULES = 4_000_000;

async function wholeText(file: SourceFile): Promise<string> {
	let text = '';
	for await (const piece of textOf(file, await encodingOf(file))) {
		text += piece;
		if (text.length > LONGEST_RULES) throw new NothingRead(`${file.name} is too long.`);
	}
	return text;
}

/** What a data package calls its files. What it names outside of the folder is nothing of ours. */
async function packagedTables(
	{ datapackage: file, csv, other }: Found,
	problems: Problems,
): Promise<Map<string, Table>> {
	const tables = new Map<string, Table>();
	if (file === null) return tables;
	const there = new Set(
		[...csv.map(({ name }) => name), ...other].map((name) => basename(name).toLowerCase()),
	);
	try {
		const json = JSON.parse(await wholeText(file)) as unknown;
		const resources =
			isObject(json) && Array.isArray(json['resources']) ? json['resources'].filter(isObject) : [];
		for (const { name, path, url } of resources) {
			const table = typeof name === 'string' ? tableOf(name) : null;
			const paths = (Array.isArray(path) ? (path as unknown[]) : [path ?? url]).filter(
				(one) => typeof one === 'string',
			);
			for (const one of paths) {
				const named = basename(one).toLowerCase();
				if (table !== null && table !== 'unused' && !there.has(named))
					problems.warn(
						'the data package names a file that is not there; nothing outside of it is read',
						{ file: file.name, row: 1 },
						one,
					);
				if (table !== null) tables.set(named, table);
			}
		}
	} catch {
		// One that is broken or only a pointer says nothing; the files' own names do.
	}
	return tables;
}

async function readTables(found: Found, stage: Stage, problems: Problems): Promise<boolean> {
	const packaged = await packagedTables(found, problems);
	const named = new Map<SourceFile, Table | null>(
		found.csv.map((file) => {
			const name = basename(file.name);
			return [file, tableOf(name) ?? packaged.get(name.toLowerCase()) ?? null];
		}),
	);
	const own = new Set(named.values());
	let any = false;
	for (const file of found.csv) {
		const name = basename(file.name);
		const loose = looseTableOf(name);
		const table = named.get(file) ?? (own.has(loose) ? null : loose);
		if (table === null) {
			if (!/readme|licen[cs]e/i.test(name))
				problems.warn('a file is no table of HSDS; passed over', { file: file.name, row: 1 });
			continue;
		}
		if (table === 'unused') continue;
		let rows = 0;
		for await (const { at, row } of csvRows(file, table, problems)) {
			stage.add(table, at, row);
			rows += 1;
			any = true;
		}
		if (rows === 0) problems.warn('a table has no rows', { file: file.name, row: 1 });
	}
	return any;
}

const NAMES: Partial<Record<Table, string>> = {
	terms: 'a term of a service',
	addresses: 'an address',
	schedules: 'a schedule',
	phones: 'a telephone number',
	languages: 'a language',
	service_at_locations: 'a service at a location',
	service_areas: 'an area',
	eligibilities: 'who it is for',
	accessibilities: 'how it can be entered',
};

function sayOrphans(stage: Stage, problems: Problems): void {
	for (const { table, at, says } of stage.orphans()) {
		if (table === 'metadata' || table === 'services' || table === 'organizations') continue;
		problems.skip(at, `${NAMES[table] ?? table}: ${says}`);
	}
	for (const { table, at, id } of stage.dangling())
		problems.warn(`a row points at one of ${table} that is not in the data`, at, id);
}

/** Where to look next, in a sentence or two. */
function whyNothing({ csv, json, other }: Found, problems: Problems): string {
	const [first] = problems.skipped;
	if (first !== undefined)
		return `The first row that could not be read: ${first.file} row ${first.row}, ${first.reason}.`;
	const files = [...csv, ...json].map(({ name }) => name);
	if (files.length > 0)
		return `No table of HSDS and no record in ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}.`;
	return other.length > 0
		? `It reads .csv, .tsv, .json, .ndjson and .zip; there is ${other.slice(0, 3).join(', ')}.`
		: 'There are no files.';
}

export interface Read {
	stage: Stage;
	rules: Rules;
}

/** @throws {NothingRead} when nothing of a directory is there. The stage is the caller's to close. */
export async function readAll(path: string, given: Rules | null, problems: Problems): Promise<Read> {
	const found = await findSources(path);
	const stage = new Stage(problems);
	try {
		const rules = given ?? (found.rules === null ? {} : parseRules(await wholeText(found.rules)));
		const tables = await readTables(found, stage, problems);
		if (tables && found.json.length > 0)
			problems.warn('there are tables, so JSON files beside them were passed over', {
				file: found.json[0]?.name ?? '',
				row: 1,
			});
		if (!tables) {
			const take: Take = Object.assign(stage.add.bind(stage), { seen: new Set<string>() });
			const reader = new JsonReader(take, problems);
			for (const file of found.json) await reader.read(file);
		}
		stage.seal();
		const many = (['services', 'organizations', 'locations'] as const).some(
			(table) => (stage.counts.get(table) ?? 0) > 0,
		);
		if (!many)
			throw new NothingRead(
				`Nothing of a directory could be read there: no services, organisations or locations. ${whyNothing(found, problems)}`,
			);
		if ((stage.counts.get('services') ?? 0) === 0)
			problems.warn('there is no service in the data, so there is nothing to be found in this region');
		sayOrphans(stage, problems);
		return { stage, rules };
	} catch (error) {
		stage.close();
		throw error;
	} finally {
		found.close();
	}
}
