/**
 * A table as rows. A row that cannot be taken apart (a quote that never closes would swallow the rest of the file) is left out,
 * and reading goes on at the next line.
 */
import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import type { Place, Problems } from '../problems';
import { cellOf, columnOf, type Table } from '../tables';
import { encodingOf, textOf, type Encoding, type SourceFile } from './text';

export type Row = Record<string, string>;

const LONGEST_ROW = 512 * 1_024;
/** Each one costs reading the file from its start again. */
const MOST_RESTARTS = 25;
const DELIMITERS = [',', ';', '\t', '|'];

/** A line that tells a spreadsheet how the others are to be read. */
const SEPARATOR_LINE = /^sep=(.)$/i;

/** The sign that stands most often in the first line with anything in it, outside quotes. */
function delimiterOf(head: string): string {
	const first = /[^\r\n]+/.exec(head)?.[0] ?? '';
	const said = SEPARATOR_LINE.exec(first)?.[1];
	if (said !== undefined && DELIMITERS.includes(said)) return said;
	const line = first.replace(/"[^"]*"/g, '');
	const counts = DELIMITERS.map((sign) => line.split(sign).length);
	return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

async function headOf(file: SourceFile, encoding: Encoding): Promise<string> {
	for await (const piece of textOf(file, encoding)) return piece;
	return '';
}

/** The file's text after so many of its lines. */
async function* textAfter(file: SourceFile, encoding: Encoding, lines: number): AsyncGenerator<string> {
	let left = lines;
	for await (const piece of textOf(file, encoding)) {
		let at = 0;
		while (left > 0 && at >= 0) {
			const end = piece.indexOf('\n', at);
			at = end < 0 ? -1 : end + 1;
			if (end >= 0) left -= 1;
		}
		if (at >= 0) yield piece.slice(at);
	}
}

/** The text of the line after so many. */
async function lineAfter(file: SourceFile, encoding: Encoding, lines: number): Promise<string> {
	let text = '';
	for await (const piece of textAfter(file, encoding, lines)) {
		text += piece;
		if (text.includes('\n') || text.length > LONGEST_ROW) break;
	}
	return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** A line by itself, taking a quote in the middle of a cell as it stands; null when it does not fit the table. */
function loosely(line: string, delimiter: string, cells: number): string[] | null {
	try {
		const [record] = parseNow(line, { delimiter, relax_quotes: true, relax_column_count: true });
		return record?.length === cells ? record : null;
	} catch {
		return null;
	}
}

/** Cells under their names: trimmed, the empty ones left out; a name that comes twice is a second source for the first. */
function rowOf(columns: readonly string[], record: readonly string[]): Row | null {
	const row: Row = {};
	let filled = false;
	for (let index = 0; index < columns.length; index += 1) {
		const name = columns[index] ?? '';
		const cell = cellOf(name, record[index] ?? '');
		if (cell === '' || name in row) continue;
		row[name] = cell;
		filled = true;
	}
	return filled ? row : null;
}

const saysWidth = (record: readonly string[], columns: readonly string[]): string | null => {
	if (record.length < columns.length) return 'the row has fewer cells than the table has columns';
	return record.slice(columns.length).some((cell) => cell.trim() !== '')
		? 'the row has more cells than the table has columns; the last ones were not read'
		: null;
};

interface Read {
	record: string[];
	/** Lines of the file up to its end. */
	lines: number;
}

/**
 * The records from a line on. When one cannot be taken apart, those before it have come, and then it throws; a stream of
 * records would have lost them.
 */
async function* recordsOf(
	file: SourceFile,
	encoding: Encoding,
	before: number,
	options: Options,
): AsyncGenerator<Read> {
	let queue: Read[] = [];
	const failures: Error[] = [];
	let settle = () => {};
	const parser = parse({
		...options,
		on_record: (record: string[], { lines }) => {
			queue.push({ record, lines: before + lines });
			return null;
		},
	});
	parser.on('error', (error: Error) => {
		failures.push(error);
		settle();
	});
	parser.on('end', () => {
		settle();
	});
	parser.resume();
	const after = (act: () => void) =>
		new Promise<void>((resolve) => {
			settle = resolve;
			act();
		});
	const taken = function* (): Generator<Read> {
		const all = queue;
		queue = [];
		yield* all;
	};
	for await (const piece of textAfter(file, encoding, before)) {
		await after(() => parser.write(piece, () => settle()));
		yield* taken();
		if (failures[0] !== undefined) throw failures[0];
	}
	await after(() => parser.end());
	yield* taken();
	if (failures[0] !== undefined) throw failures[0];
}

/** Reads one table. Rows come with where they stand. */
export async function* csvRows(
	file: SourceFile,
	table: Table,
	problems: Problems,
): AsyncGenerator<{ at: Place; row: Row }> {
	const encoding = await encodingOf(file);
	if (encoding !== 'utf-8')
		problems.warn(`read as ${encoding}, because it is not UTF-8`, { file: file.name, row: 1 });
	const delimiter = delimiterOf(await headOf(file, encoding));

	let columns: string[] | null = null;
	let [number, line, restarts] = [0, 0, 0];
	for (;;) {
		const options: Options = {
			delimiter,
			// First by the book; when a table has many stray quotes, as they come.
			relax_quotes: restarts > MOST_RESTARTS,
			relax_column_count: true,
			skip_empty_lines: true,
			// One file may have been put together from several: a line ends however it ends.
			record_delimiter: ['\r\n', '\n', '\r'],
			max_record_size: LONGEST_ROW,
		};
		try {
			for await (const { lines, record } of recordsOf(file, encoding, line, options)) {
				line = lines;
				number += 1;
				const at = { file: file.name, row: number };
				if (columns === null) {
					if (SEPARATOR_LINE.test(record.join(delimiter))) continue;
					columns = record.map((name) => columnOf(table, name));
					continue;
				}
				const width = saysWidth(record, columns);
				if (width !== null) problems.warn(width, at);
				const row = rowOf(columns, record);
				if (row === null) problems.skip(at, 'the row is empty');
				else yield { at, row };
			}
			return;
		} catch (error) {
			if (!(error instanceof CsvError)) throw error;
			number += 1;
			restarts += 1;
			const at = { file: file.name, row: number };
			const record: string[] | null =
				columns === null ? null : loosely(await lineAfter(file, encoding, line), delimiter, columns.length);
			const row: Row | null = record === null || columns === null ? null : rowOf(columns, record);
			// What else may hang on it, reading goes on at the line after.
			line += 1;
			if (row === null)
				problems.skip(
					at,
					error.code === 'CSV_MAX_RECORD_SIZE'
						? 'the row is too long to be one, or a quote does not close'
						: 'the row cannot be taken apart: a quote does not close',
				);
			else yield { at, row };
			if (restarts <= 2 * MOST_RESTARTS) continue;
			problems.warn('too many broken rows: the rest of the file was not read', at);
			return;
		}
	}
}
