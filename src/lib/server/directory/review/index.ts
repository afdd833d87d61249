/** An import's problems for the operator, out of what the import kept: as one page or as a table. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regionFolder } from '../folders';
import { reviewPage } from './page';
import { reportSchema, reviewLines, reviewOf } from './review';

/** As what it can be written. */
export const REVIEW_ENDINGS = ['.html', '.csv'] as const;
export type ReviewEnding = (typeof REVIEW_ENDINGS)[number];

/** @returns `null` when there is no such region, or its report cannot be read */
export function reviewFile(data: string, region: string, ending: ReviewEnding): string | null {
	let report;
	try {
		report = reportSchema.parse(
			JSON.parse(readFileSync(join(regionFolder(data, region), 'report.json'), 'utf8')),
		);
	} catch {
		return null;
	}
	return ending === '.html' ? reviewPage(reviewOf(report)) : [...reviewLines(report)].join('');
}
