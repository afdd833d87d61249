/**
 * `npx rosebay module pack FILE.md`: Markdown, as the app's own content is written (`locales/README.md`), to a module that an
 * author can sign, or to the words that a translator can. The compiler is the build's own, and is fetched only here: it is
 * larger than all the other commands together.
 */
import { newModuleId, readingOf } from '$platform/modules';
import { readAny } from '$platform/modules/carriers';
import { NotDone, oneLine, readGiven } from './command-line';
import { problemSentence } from './module-words';

async function originalOf(path: string, language: string) {
	const read = await readAny(await readGiven(path));
	if (!read.ok) throw new NotDone(`${oneLine(path)}: ${problemSentence(read.error, null)}`);
	const { module } = read.value;
	if (module.language === language) throw new NotDone(`It was written in ${oneLine(language)} already.`);
	const { structure } = readingOf(read.value, module.language);
	return { id: module.id, of: { structure, texts: module.texts } };
}

/**
 * @param given `id` of the module where this is a further revision of one; `of`, a signed module, where this translates it
 * @returns JSON text: an unsigned module, or `{ language, texts }`
 */
export async function modulePack(
	path: string,
	language: string,
	given: { id?: string | undefined; of?: string | undefined },
): Promise<string> {
	const text = new TextDecoder().decode(await readGiven(path));
	const original = given.of === undefined ? null : await originalOf(given.of, language);
	const { compileMarkdown, said } = await import('../../build/content');
	const result = compileMarkdown(text, oneLine(path, 200), {
		language,
		...(original ?? { id: given.id ?? newModuleId() }),
	});
	if (!result.ok) throw new NotDone(result.problems.map((problem) => said(problem)).join('\n'));
	const { structure, texts } = result;
	return JSON.stringify(original ? { language, texts } : { ...structure, texts }, null, '\t');
}
