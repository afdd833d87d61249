/** JSON that is almost JSON: comments, a comma too many, NaN, and the words Python has for true, false and nothing. */

const WORDS: Record<string, string> = {
	NaN: 'null',
	Infinity: 'null',
	None: 'null',
	undefined: 'null',
	True: 'true',
	False: 'false',
};
/** A string, whole, or what JSON does not have. */
const PARTS =
	/"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\/|\/\/[^\n]*|-?\b(?:NaN|Infinity|None|undefined|True|False)\b|,(?=(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*)*[}\]])/g;

/** @returns the value, or undefined when it is not even that. */
export function parseLeniently(text: string): unknown {
	const mended = text.replace(PARTS, (part) => {
		if (part.startsWith('"')) return part;
		return part.startsWith('/') || part === ',' ? ' ' : (WORDS[part.replace('-', '')] ?? part);
	});
	try {
		return JSON.parse(mended) as unknown;
	} catch {
		return undefined;
	}
}
