/**
 * From bytes to the lines that were meant. Unfolding happens in bytes: programs that fold after 75 of them cut letters in
 * two, and only after they are joined again is it text. It knows no property.
 */

export interface Line {
	/** Of its beginning in the file, the first being 1. */
	number: number;
	text: string;
}

export interface Lines {
	lines: Line[];
	/** The first line that is no UTF-8, or `null`. It was read as UTF-8 with a fault or as Windows-1252, whichever it is more. */
	notUtf8: number | null;
}

const [LF, CR, SPACE, TAB, EQUALS] = [0x0a, 0x0d, 0x20, 0x09, 0x3d];
/** Of one line, in bytes: more is a picture, or an attack. */
const LONGEST_LINE = 1_000_000;
const QUOTED = /^[^:]*;ENCODING=(?:QUOTED-PRINTABLE|Q)\b/i;
/** Programs that do not escape line breaks leave the rest of a text on lines of its own. */
const PROPERTY = /^[A-Za-z0-9_-]+[;:]/;
const TEXT = /^(?:DESCRIPTION|SUMMARY|LOCATION|COMMENT|CONTACT|X-[A-Za-z0-9-]+)[;:]/i;

function asUtf8(bytes: Uint8Array): Uint8Array {
	const [first, second, third] = bytes;
	const wide =
		(first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
			? 'utf-16le'
			: (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined)
				? 'utf-16be'
				: null;
	if (wide !== null) return new TextEncoder().encode(new TextDecoder(wide).decode(bytes));
	return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
	const [only] = pieces;
	if (only !== undefined && pieces.length === 1) return only;
	const whole = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

/** Somebody has indented it to be read: then a space at the beginning of a line joins nothing. */
function isIndented(source: Uint8Array): boolean {
	const text = new TextDecoder('windows-1252').decode(source);
	return /^[ \t]+BEGIN:VEVENT[ \t]*$/im.test(text) && !/^BEGIN:VEVENT/im.test(text);
}

/** @param bytes a whole file; any bytes will do */
export function bytesToLines(bytes: Uint8Array): Lines {
	const source = asUtf8(bytes);
	const indented = isIndented(source);
	const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	const lines: Line[] = [];
	let notUtf8: number | null = null;
	let pieces: Uint8Array[] = [];
	let [began, size, soft] = [1, 0, false];

	const decode = (whole: Uint8Array): string => {
		try {
			return strict.decode(whole);
		} catch {
			notUtf8 ??= began;
			const faulty = new TextDecoder().decode(whole);
			const [right, wrong] = [/[\u0080-\uFFFC]/g, /\uFFFD/g].map((kind) => faulty.match(kind)?.length ?? 0);
			return (right ?? 0) > (wrong ?? 0) ? faulty : new TextDecoder('windows-1252').decode(whole);
		}
	};
	let unescaped: string[] | null = null;
	let room = 0;
	const finish = (): void => {
		const last = lines.at(-1);
		if (last !== undefined && unescaped !== null) last.text += unescaped.join('');
		unescaped = null;
	};
	const flush = (): void => {
		if (pieces.length === 0) return;
		const text = decode(join(pieces));
		pieces = [];
		size = 0;
		if (PROPERTY.test(text)) {
			finish();
			lines.push({ number: began, text });
			unescaped = TEXT.test(text) ? [] : null;
			room = LONGEST_LINE - text.length;
		} else if (/^\s*(BEGIN|END)\s*:/i.test(text)) {
			finish();
			lines.push({ number: began, text: text.trim() });
		} else if (unescaped !== null && room > 0 && text.trim() !== '') {
			unescaped.push(`\\n${text.trim()}`);
			room -= text.length;
		}
	};

	let number = 0;
	for (let at = 0; at < source.length;) {
		number += 1;
		let end = at;
		while (end < source.length && source[end] !== LF && source[end] !== CR) end += 1;
		if (indented) while (at < end && (source[at] === SPACE || source[at] === TAB)) at += 1;
		const piece = source.subarray(at, end);
		at = source[end] === CR && source[end + 1] === LF ? end + 2 : end + 1;

		const folded = piece[0] === SPACE || piece[0] === TAB;
		if (piece.length === 0 || (folded && pieces.length === 0)) {
			if (folded) {
				began = number;
				pieces.push(piece);
				size = piece.length;
			}
			continue;
		}
		if (soft || (folded && pieces.length > 0)) {
			const rest = soft ? (folded ? piece.subarray(1) : piece) : piece.subarray(1);
			if (size + rest.length <= LONGEST_LINE) {
				pieces.push(rest);
				size += rest.length;
			}
		} else {
			flush();
			began = number;
			pieces.push(piece.length <= LONGEST_LINE ? piece : piece.subarray(0, LONGEST_LINE));
			size = Math.min(piece.length, LONGEST_LINE);
		}
		soft = false;
		if (piece[piece.length - 1] === EQUALS) {
			const head = new TextDecoder('windows-1252').decode((pieces[0] ?? piece).subarray(0, 200));
			soft = QUOTED.test(head);
			const last = pieces.at(-1);
			// The sign itself is not part of the text.
			if (soft && last !== undefined) pieces[pieces.length - 1] = last.subarray(0, last.length - 1);
		}
	}
	flush();
	finish();
	return { lines, notUtf8 };
}
