/** The app's own words, so that tests find controls by what a person reads and go on holding when a sentence is mended. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const LANGUAGES = ['en', 'es', 'ar', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const packs = new Map<string, unknown>();
const pack = (language: Language, room: string): unknown => {
	const path = fileURLToPath(new URL(`../../locales/${language}/ui/${room}.json`, import.meta.url));
	if (!packs.has(path)) packs.set(path, JSON.parse(readFileSync(path, 'utf8')));
	return packs.get(path);
};

/** `words('ar')('today:place')`, with `{{name}}` filled in from the second argument. Throws for a key that is not there. */
export const words =
	(language: Language) =>
	(key: string, parameters: Record<string, string> = {}): string => {
		const [room = '', path = ''] = key.split(':');
		const found = path
			.split('.')
			.reduce<unknown>(
				(at, part) => (at as Record<string, unknown> | undefined)?.[part],
				pack(language, room),
			);
		if (typeof found !== 'string') throw new Error(`No words for ${key} in ${language}`);
		return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parameters[name] ?? '');
	};

/** The title of an exercise or lesson that comes with the app: `titleIn('ar', 'lessons/safer-phone')`. */
export function titleIn(language: Language, path: string): string {
	const file = fileURLToPath(new URL(`../../locales/${language}/content/${path}.md`, import.meta.url));
	const [, title] = /^title: "?(.*?)"?$/m.exec(readFileSync(file, 'utf8')) ?? [];
	if (title === undefined) throw new Error(`No title in ${file}`);
	return title;
}
