/** What an import left out or changed, sorted for a person: by reason, by file, with the rows. Pure. */
import * as z from 'zod';

const placed = { file: z.string(), row: z.number() };
/** Of the import's report (`import.ts`), what a review needs. */
export const reportSchema = z.object({
	region: z.string(),
	services: z.number(),
	groups: z.number(),
	addresses: z.object({
		coarsened: z.number(),
		withheld: z.number(),
		services: z.array(
			z.object({ id: z.string(), name: z.string(), only: z.enum(['town', 'nothing']), because: z.string() }),
		),
	}),
	/** Absent in reports of imports before there were any. */
	groupsFound: z
		.array(z.object({ id: z.string(), name: z.string(), by: z.string(), what: z.string() }))
		.optional(),
	groupsDoubted: z.array(z.object({ id: z.string(), name: z.string(), what: z.string() })).optional(),
	skipped: z.array(z.object({ ...placed, reason: z.string() })),
	skippedMore: z.number(),
	warnings: z.array(
		z.object({
			reason: z.string(),
			count: z.number(),
			examples: z.array(z.object({ ...placed, value: z.string().optional() })),
		}),
	),
});
export type Report = z.infer<typeof reportSchema>;

export interface ReviewGroup {
	reason: string;
	count: number;
	/** Every row there is to name, by file. */
	files: { file: string; rows: number[] }[];
	examples: Report['warnings'][number]['examples'];
}
interface Marked {
	id: string;
	name: string;
	what: string;
}
export interface Review {
	region: string;
	services: number;
	groups: number;
	leftOut: ReviewGroup[];
	/** Left out, and too many to be listed. */
	unlisted: number;
	kept: ReviewGroup[];
	addresses: { because: string; services: Report['addresses']['services'] }[];
	marked: { because: string; services: Marked[] }[];
	/** What a term calls a peer group and its words do not. */
	doubted: Marked[];
	/** Addresses not told like those, of services too many to be listed. */
	unnamed: number;
}

const unnamedIn = ({ addresses: { coarsened, withheld, services } }: Report): number =>
	Math.max(0, coarsened + withheld - services.length);

const byCount = (one: { count: number }, other: { count: number }) => other.count - one.count;

const BY = new Map([
	['name', 'its name'],
	['term', 'a term'],
	['description', 'its words'],
	['rule', 'a rule'],
]);

/** The most frequent reason first. */
export function reviewOf(report: Report): Review {
	const reasons = new Map<string, Map<string, number[]>>();
	for (const { reason, file, row } of report.skipped) {
		const files = reasons.get(reason) ?? new Map<string, number[]>();
		reasons.set(reason, files);
		const rows = files.get(file) ?? [];
		files.set(file, rows);
		rows.push(row);
	}
	const leftOut = [...reasons].map(([reason, files]) => ({
		reason,
		count: [...files.values()].reduce((sum, rows) => sum + rows.length, 0),
		files: [...files].map(([file, rows]) => ({ file, rows: rows.toSorted((a, b) => a - b) })),
		examples: [],
	}));
	const addresses = new Map<string, Report['addresses']['services']>();
	for (const service of report.addresses.services) {
		const those = addresses.get(service.because) ?? [];
		addresses.set(service.because, those);
		those.push(service);
	}
	const marked = new Map<string, Marked[]>();
	for (const { by, ...one } of report.groupsFound ?? []) {
		const because = BY.get(by) ?? by;
		const those = marked.get(because) ?? [];
		marked.set(because, those);
		those.push(one);
	}
	return {
		marked: [...marked].map(([because, services]) => ({ because, services })),
		doubted: report.groupsDoubted ?? [],
		...{ region: report.region, services: report.services, groups: report.groups },
		leftOut: leftOut.sort(byCount),
		unlisted: report.skippedMore,
		kept: report.warnings.map((warning) => ({ ...warning, files: [] })).sort(byCount),
		addresses: [...addresses]
			.map(([because, services]) => ({ because, services }))
			.sort((one, other) => other.services.length - one.services.length),
		unnamed: unnamedIn(report),
	};
}

/** Sorted numbers as runs, first and last: what is wrong with a file is often wrong with a stretch of it. */
export function runsOf(rows: readonly number[]): [number, number][] {
	const runs: [number, number][] = [];
	for (const row of rows) {
		const last = runs.at(-1);
		if (last && row <= last[1] + 1) last[1] = row;
		else runs.push([row, row]);
	}
	return runs;
}

/** A cell that a spreadsheet takes for text: what begins like a formula is not one. */
export const cell = (value: string | number): string => {
	const text = String(value).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
	const safe = typeof value === 'string' && /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
	return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line for every row that was left out, every example and every address, as CSV with a header. */
export function* reviewLines(report: Report): Generator<string> {
	const line = (...cells: (string | number)[]) => `${cells.map(cell).join(',')}\r\n`;
	yield line('what', 'reason', 'file', 'row', 'value', 'count');
	for (const { reason, file, row } of report.skipped) yield line('left out', reason, file, row, '', 1);
	if (report.skippedMore > 0) yield line('left out', 'too many to list', '', '', '', report.skippedMore);
	for (const { reason, count, examples } of report.warnings) {
		if (examples.length === 0) yield line('kept', reason, '', '', '', count);
		for (const { file, row, value = '' } of examples) yield line('kept', reason, file, row, value, count);
	}
	for (const { id, name, only, because } of report.addresses.services)
		yield line(only === 'town' ? 'only the town is told' : 'no address is told', because, id, '', name, 1);
	for (const { id, name, by, what } of report.groupsFound ?? [])
		yield line('marked as a peer group', `by ${BY.get(by) ?? by}: ${what}`, id, '', name, 1);
	for (const { id, name, what } of report.groupsDoubted ?? [])
		yield line('not marked as a peer group', `only a term says so: ${what}`, id, '', name, 1);
	if (unnamedIn(report) > 0) yield line('address', 'too many to list', '', '', '', unnamedIn(report));
}
