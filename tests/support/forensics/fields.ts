/** Every place in the app where a person can write words of her own, read from the source. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));
/**
 * What a person writes free text into, and parts made around one of them that are handed its label. What can only be
 * chosen (Choice, Check, Scale, SelectField) holds no words.
 */
const FIELDS = ['TextField', 'NoteField', 'TrySecret', 'WordsAgain'];
const FIELD = new RegExp(`<(${FIELDS.join('|')})\\b([\\s\\S]*?)(?:/>|</\\1>)`, 'g');
const LABEL = /\blabel(?:=\{|: )(?:[\w$.]*\bt\(\s*)?'?([^'",)}\s]+)|\{(label)\}/;

/**
 * The fields of all rooms, by the key of their label (`caseload:form.note`); by file where it cannot be read. A field that
 * is not walked with a canary makes the forensic test fail: it has to be added there.
 */
export function textFields(): string[] {
	const files = readdirSync(src, { recursive: true })
		.map(String)
		.filter((file) => file.endsWith('.svelte') && !file.startsWith('lib/ui/'));
	const fields = files.flatMap((file) =>
		[...readFileSync(`${src}${file}`, 'utf8').matchAll(FIELD)].flatMap(([, , props]) => {
			const [, key, handed] = LABEL.exec(props ?? '') ?? [];
			const isPart = FIELDS.some((name) => file.endsWith(`/${name}.svelte`));
			if (isPart && (handed ?? key)?.endsWith('label')) return [];
			return key?.includes(':') ? [key] : [`${file}: ${key ?? handed ?? ''}`];
		}),
	);
	return [...new Set(fields)].sort();
}
