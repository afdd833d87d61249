/** All content of `locales/<language>/content`, compiled: what the app brings with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '$protocol/module';
import { MODULE_KINDS } from '$protocol/module';
import { DRAWING_NAMES } from '../../lib/ui/drawings/lines/names';
import { compileMarkdown, type Compiled } from './compile';
import type { ContentProblem } from './report';

/** The language everything is written in first. */
export const ORIGINAL = 'en';

export interface Content {
	/** By language, in the order of their names. One without a translation is there as it was written. */
	readings: Record<string, Reading[]>;
	/** Translations that nobody has made yet. */
	missing: { language: string; id: string }[];
	problems: ContentProblem[];
	/** By module: its numbers that have a source, or are examples. */
	numbers: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Place {
	id: string;
	kind: string;
	/** Below the language's folder. */
	path: string;
}

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

function placesOf(root: string, language: string): Place[] {
	return MODULE_KINDS.flatMap((kind) =>
		names(join(root, language, 'content', `${kind}s`))
			.filter((name) => name.endsWith('.md'))
			.map((name) => ({
				id: `in:${name.slice(0, -'.md'.length)}`,
				kind,
				path: join('content', `${kind}s`, name),
			})),
	);
}

export function readContent(root: string): Content {
	const languages = readdirSync(root, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'about.json')))
		.map(({ name }) => name)
		.sort((a, b) => (a === ORIGINAL ? -1 : b === ORIGINAL ? 1 : a < b ? -1 : 1));
	const originals = placesOf(root, ORIGINAL);
	const known = { drawings: new Set<string>(DRAWING_NAMES), modules: new Set(originals.map(({ id }) => id)) };
	const compiled = new Map<string, Compiled>();
	const numbers = new Map<string, ReadonlySet<string>>();
	const content: Content = { readings: {}, missing: [], problems: [], numbers };

	const compile = (language: string, { id, kind, path }: Place, of?: Compiled): Compiled | null => {
		const file = join('locales', language, path);
		const text = readFileSync(join(root, language, path), 'utf8');
		const result = compileMarkdown(text, file, { id, language, known, ...(of ? { of } : {}) });
		if (!result.ok) {
			content.problems.push(...result.problems);
			return null;
		}
		if (result.structure.kind === kind) return result;
		const message = `This is a ${result.structure.kind}: it belongs into the folder ${result.structure.kind}s.`;
		content.problems.push({ file, line: 1, message });
		return null;
	};
	for (const place of originals) {
		const made = compile(ORIGINAL, place);
		if (!made) continue;
		compiled.set(place.id, made);
		numbers.set(place.id, made.numbers);
	}
	for (const language of languages) {
		const there = new Map(placesOf(root, language).map((place) => [place.id, place]));
		for (const { id, path } of there.values())
			if (!known.modules.has(id))
				content.problems.push({
					file: join('locales', language, path),
					line: 1,
					message: `There is no original of this in locales/${ORIGINAL}.`,
				});
		content.readings[language] = originals.flatMap(({ id }) => {
			const of = compiled.get(id);
			if (!of) return [];
			const { structure } = of;
			const place = there.get(id);
			if (language === ORIGINAL) return [{ structure, language, texts: of.texts }];
			if (!place) {
				content.missing.push({ language, id });
				return [{ structure, language: ORIGINAL, texts: of.texts }];
			}
			const made = compile(language, place, of);
			return made ? [{ structure, language, texts: made.texts }] : [];
		});
	}
	return content;
}
