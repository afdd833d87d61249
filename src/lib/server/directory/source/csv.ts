/**
 * A table as rows. A row that cannot be taken apart (a quote that never closes would swallow the rest of the file) is left out,
 * and reading goes on at the next line.
 */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Place, Problems } from '../problems';
import { columnOf, type Table } from '../tables';
import { encodingOf, textOf, type SourceFile } from './text';

export type Row = Record<string, string>;

const LONGEST_ROW = 512 * 1_024;
/** Each one costs reading the file from its start again. */
const MOST_RESTARTS = 25;
const DELIMITERS = [',', ';', '\t', '|'];

interface Parsed {
	info: { lines: number };
	record: string[];
}

/** The sign that stands most often in the first line, outside quotes. */
function delimiterOf(head: string): string {
	const line = (/^[^\r\n]*/.exec(head)?.[0] ?? '').replace(/"[^"]*"/g, '');
	const counts = DELIMITERS.map((sign) => line.split(sign).length);
	return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

async function headOf(file: SourceFile, encoding: Parameters<typeof textOf>[1]): Promise<string> {
	for await (const piece of textOf(file, encoding)) return piece;
	return '';
}

/** The header's columns under their right names; a name that comes twice is a second source for the first. */
const columnsOf = (table: Table, header: string[]): string[] => header.map((name) => columnOf(table, name));

/** Reads one table. Rows come with where they stand, empty cells left out, cells trimmed. */
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
		const source = Readable.from(textOf(file, encoding));
		const parser = parse({
			delimiter,
			info: true,
			relax_quotes: true,
			relax_column_count: true,
			skip_empty_lines: true,
			max_record_size: LONGEST_ROW,
			from_line: line + 1,
		});
		source.on('error', (error) => parser.destroy(error));
		source.pipe(parser);
		try {
			for await (const { info, record } of parser as AsyncIterable<Parsed>) {
				line = info.lines;
				number += 1;
				const at = { file: file.name, row: number };
				if (columns === null) {
					columns = columnsOf(table, record);
					continue;
				}
				if (record.length > columns.length && record.slice(columns.length).some((cell) => cell.trim() !== ''))
					problems.warn('the row has more cells than the table has columns; the last ones were not read', at);
				else if (record.length < columns.length)
					problems.warn('the row has fewer cells than the table has columns', at);
				const row: Row = {};
				let filled = false;
				for (let index = 0; index < columns.length; index += 1) {
					const name = columns[index] ?? '';
					const cell = record[index]?.trim() ?? '';
					if (cell === '' || /^(null|nil|n\/a|undefined)$/i.test(cell) || name in row) continue;
					row[name] = cell;
					filled = true;
				}
				if (filled) yield { at, row };
				else problems.skip(at, 'the row is empty');
			}
			return;
		} catch (error) {
			if (!(error instanceof CsvError)) throw error;
			source.destroy();
			number += 1;
			restarts += 1;
			problems.skip(
				{ file: file.name, row: number },
				'the row cannot be taken apart: a quote does not close',
			);
			if (restarts > MOST_RESTARTS) {
				problems.warn('too many broken rows: the rest of the file was not read', {
					file: file.name,
					row: number,
				});
				return;
			}
			// The line the broken row begins on is left out.
			line += 1;
		}
	}
}
