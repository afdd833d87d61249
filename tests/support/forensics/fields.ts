/** Every place in the app where a person can write words of her own, read from the source. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));
/** Parts of $ui a person writes free text into. What can only be chosen (Choice, Check, Scale, SelectField) holds no words. */
const FIELD = /<(?:TextField|NoteField)\b([\s\S]*?)(?:\/>|<\/(?:TextField|NoteField)>)/g;
const LABEL = /label=\{(?:[\w$.]*\bt\(\s*)?'?([^'",)}\s]+)/;

/**
 * The fields of all rooms, by the key of their label (`caseload:form.note`); by file where the label is handed in.
 * A field that is not walked with a canary makes the forensic test fail: it has to be added there.
 */
export function textFields(): string[] {
	const files = readdirSync(src, { recursive: true })
		.map(String)
		.filter((file) => file.endsWith('.svelte') && !file.startsWith('lib/ui/'));
	const fields = files.flatMap((file) =>
		[...readFileSync(`${src}${file}`, 'utf8').matchAll(FIELD)].map(([, props]) => {
			const label = LABEL.exec(props ?? '')?.[1] ?? '';
			return label.includes(':') ? label : `${file}: ${label}`;
		}),
	);
	return [...new Set(fields)].sort();
}
