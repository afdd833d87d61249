/** `npx rosebay directory ...`: what the operator sees of regions and their imports. */
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { regionIdSchema } from '$protocol/directory';
import {
	exportRegion,
	importDirectory,
	listRegions,
	NothingRead,
	parseRules,
	publishRegion,
	removeRegion,
	REVIEW_ENDINGS,
	reviewFile,
	type ImportReport,
	type Rules,
} from './directory';
import { Misunderstood, notWritten, oneLine, type Outcome, type Output } from './command-line';
import { dataFolder } from './data';

export const DIRECTORY_USAGE = {
	commands: `       npx rosebay directory import PATH --region ID [--rules FILE] [--publish] [--json]
       npx rosebay directory list [--json]
       npx rosebay directory review ID FILE
       npx rosebay directory publish ID
       npx rosebay directory remove ID
       npx rosebay directory export ID [FILE]`,
	meaning: `  PATH is a directory of services in Open Referral's HSDS: a folder, zip or data package of CSV (1.x, 2.x, 3.x), or JSON
  (3.x, also the UK profile): one file, a folder, lines, or saved pages of an API. Prints what was read, what was not and why;
  with --json { organizations, services, groups, locations, schedules, skipped, warnings, ... }. Addresses of shelters and
  other confidential ones are made coarser or left out; FILE with rules says more (default: rosebay-rules.json in PATH).
  Nothing is published by it: look at the problems, then publish. ID is a short name, like miami or uk-leeds.
  Exit 0 also when there are problems; 1 when nothing could be read.
  review writes what the last import of ID left out or changed, by reason with files and rows: as a page to search in any
  browser (FILE.html, needs no network) or as a table (FILE.csv). It names confidential services: delete it when you are done.
  export writes HSDS 3.1 (JSON) to FILE, or prints it.`,
};

interface Words {
	names: string[];
	flags: Set<string>;
	options: Map<string, string>;
}

function wordsOf(words: readonly string[], flags: string[], options: string[]): Words {
	const found: Words = { names: [], flags: new Set(), options: new Map() };
	for (let at = 0; at < words.length; at += 1) {
		const word = words[at] ?? '';
		if (flags.includes(word)) found.flags.add(word);
		else if (options.includes(word)) {
			const value = words[at + 1];
			if (value === undefined || value.startsWith('--')) throw new Misunderstood(`${word} needs a value.`);
			found.options.set(word, value);
			at += 1;
		} else if (word.startsWith('-')) throw new Misunderstood(`There is no option ${word}.`);
		else found.names.push(word);
	}
	return found;
}

function regionOf(id: string | undefined): string {
	if (id === undefined) throw new Misunderstood('Which region? Give its short name, like miami.');
	if (!regionIdSchema.safeParse(id).success)
		throw new Misunderstood(
			'A region has a short name of small letters, digits and hyphens, like miami or uk-leeds.',
		);
	return id;
}

async function rulesOf(path: string | undefined): Promise<Rules | null> {
	if (path === undefined) return null;
	const text = await readFile(path, 'utf8').catch(() => {
		throw new NothingRead(`The rules cannot be read: ${path}`);
	});
	return parseRules(text);
}

const count = (number: number, word: string, more = `${word}s`) =>
	`${number.toLocaleString('en')} ${number === 1 ? word : more}`;
const MOST_SHOWN = 20;

function readable(report: ImportReport, published: boolean): string {
	const { addresses, skipped, skippedMore, warnings } = report;
	const byReason = new Map<string, { many: number; first: string }>();
	for (const { reason, file, row } of skipped) {
		const known = byReason.get(reason);
		if (known === undefined) byReason.set(reason, { many: 1, first: `${file} row ${row}` });
		else known.many += 1;
	}
	const groups = Object.entries(report.groupsBy).map(([by, many]) => `${many} by ${by}`);
	const lines = [
		`${count(report.services, 'service')} of ${count(report.organizations, 'organisation')}, ${count(report.locations, 'location')}, ${count(report.schedules, 'schedule')}`,
		`${count(report.groups, 'peer group')}${groups.length > 0 ? ` (${groups.join(', ')})` : ''}`,
		`Addresses: ${addresses.coarsened} told only by town, ${addresses.withheld} not at all` +
			(addresses.becauseOfAnotherServiceThere > 0
				? `; of places, ${addresses.becauseOfAnotherServiceThere} because of another service at the same address`
				: ''),
		`Pack: ${Math.ceil(Math.max(...Object.values(report.pack.bytesPerLanguage)) / 1_024).toLocaleString('en')} KB for a phone`,
		...(skipped.length > 0
			? [`Left out: ${count(skipped.length + skippedMore, 'row')}`]
			: ['Left out: nothing']),
		...[...byReason]
			.sort(([, one], [, other]) => other.many - one.many)
			.slice(0, MOST_SHOWN)
			.map(
				([reason, { many, first }]) =>
					`  ${many.toLocaleString('en')} x ${oneLine(reason, 200)} (first: ${oneLine(first, 200)})`,
			),
		...(warnings.length > 0 ? ['Kept, and worth a look:'] : []),
		...warnings.slice(0, MOST_SHOWN).map(({ reason, count: many, examples: [first] }) => {
			const where =
				first === undefined
					? ''
					: ` (first: ${first.file} row ${first.row}${first.value === undefined ? '' : `, "${first.value}"`})`;
			return `  ${many.toLocaleString('en')} x ${oneLine(reason, 200)}${oneLine(where, 200)}`;
		}),
		...(skipped.length + warnings.length > 0
			? [`All of it, to search: npx rosebay directory review ${report.region} problems.html`]
			: []),
		published
			? 'Published.'
			: `Not published yet. When it looks right: npx rosebay directory publish ${report.region}`,
	];
	return `${lines.join('\n')}\n`;
}

async function importPath(words: readonly string[], env: NodeJS.ProcessEnv, say: Output): Promise<Outcome> {
	const { names, flags, options } = wordsOf(words, ['--json', '--publish'], ['--region', '--rules']);
	const [path, another] = names;
	if (path === undefined || path === '')
		throw new Misunderstood('Import what? npx rosebay directory import PATH --region ID');
	if (another !== undefined) throw new Misunderstood('One path at a time.');
	const region = regionOf(options.get('--region'));
	const rules = await rulesOf(options.get('--rules'));
	const data = dataFolder(env);
	const report = await importDirectory(path, { region, rules, data, now: new Date() });
	if (flags.has('--publish')) publishRegion(data, region);
	say.out(
		flags.has('--json')
			? `${JSON.stringify(report, null, '\t')}\n`
			: readable(report, flags.has('--publish')),
	);
	return { exit: 0 };
}

function list(words: readonly string[], env: NodeJS.ProcessEnv, say: Output): Outcome {
	const { names, flags } = wordsOf(words, ['--json'], []);
	if (names.length > 0) throw new Misunderstood('list takes no name.');
	const regions = listRegions(dataFolder(env));
	if (flags.has('--json')) {
		say.out(
			`${JSON.stringify(
				regions.map(({ manifest, ...state }) => ({ ...state, ...manifest })),
				null,
				'\t',
			)}\n`,
		);
		return { exit: 0 };
	}
	if (regions.length === 0)
		say.out('There are no regions yet. npx rosebay directory import PATH --region ID\n');
	for (const { manifest, published, current } of regions) {
		const state = !published
			? 'not published'
			: current
				? 'published'
				: 'published as it was before the last import';
		const looked =
			manifest.newest === undefined
				? 'no dates in it'
				: `last looked at between ${manifest.oldest ?? ''} and ${manifest.newest}`;
		say.out(
			`${manifest.region}  ${oneLine(manifest.name)}${manifest.sample ? ' (made-up sample)' : ''}: ${count(manifest.services, 'service')}, ${count(manifest.groups, 'group')}, imported ${manifest.imported}, ${looked}; ${state}\n`,
		);
	}
	return { exit: 0 };
}

async function writeOut(words: readonly string[], env: NodeJS.ProcessEnv, say: Output): Promise<Outcome> {
	const { names } = wordsOf(words, [], []);
	const [id, file, another] = names;
	if (another !== undefined) throw new Misunderstood('One file at a time.');
	const region = regionOf(id);
	const pieces = exportRegion(dataFolder(env), region);
	if (pieces === null) {
		say.err(`There is no region ${region}.\n`);
		return { exit: 1 };
	}
	if (file === undefined) {
		for await (const piece of pieces) say.out(piece);
		return { exit: 0 };
	}
	const stream = createWriteStream(file);
	const failure = new Promise<never>((_, reject) => {
		stream.on('error', () => {
			reject(new NothingRead(`This file cannot be written: ${file}`));
		});
	});
	const write = async () => {
		for await (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
		stream.end();
		await once(stream, 'close');
	};
	await Promise.race([write(), failure]);
	return { exit: 0 };
}

async function review(words: readonly string[], env: NodeJS.ProcessEnv, say: Output): Promise<Outcome> {
	const { names } = wordsOf(words, [], []);
	const [id, file, another] = names;
	if (another !== undefined) throw new Misunderstood('One file at a time.');
	const region = regionOf(id);
	const ending = REVIEW_ENDINGS.find((one) => file?.toLowerCase().endsWith(one));
	if (file === undefined || ending === undefined)
		throw new Misunderstood('Where to? Give a file that ends in .html or .csv.');
	const text = reviewFile(dataFolder(env), region, ending);
	if (text === null) {
		say.err(`There is no region ${region}, or its report cannot be read.\n`);
		return { exit: 1 };
	}
	// For this account alone, and never over something else.
	await writeFile(file, text, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
		throw notWritten(file, error);
	});
	say.out(
		`Written to ${oneLine(file, 200)}. It names services with confidential addresses: delete it when you are done.\n`,
	);
	return { exit: 0 };
}

/** @throws {Misunderstood} or {NothingRead}, each with a sentence for the operator. */
export async function runDirectory(
	words: readonly string[],
	env: NodeJS.ProcessEnv,
	say: Output,
): Promise<Outcome> {
	const [command, ...rest] = words;
	if (command === 'import') return importPath(rest, env, say);
	if (command === 'list') return list(rest, env, say);
	if (command === 'export') return writeOut(rest, env, say);
	if (command === 'review') return review(rest, env, say);
	if (command !== 'publish' && command !== 'remove')
		throw new Misunderstood(`There is no command "${['directory', command].filter(Boolean).join(' ')}".`);
	const { names } = wordsOf(rest, [], []);
	if (names.length > 1) throw new Misunderstood('One region at a time.');
	const region = regionOf(names[0]);
	const data = dataFolder(env);
	const done = command === 'publish' ? publishRegion(data, region) !== null : removeRegion(data, region);
	if (!done) {
		say.err(`There is no region ${region}.\n`);
		return { exit: 1 };
	}
	say.out(
		command === 'publish'
			? `${region} is published.\n`
			: `${region} is removed. Phones that have it keep what they fetched.\n`,
	);
	return { exit: 0 };
}
