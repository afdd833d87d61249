/**
 * Imports a directory: reads everything that can be read, judges addresses, makes the region's pack. Nothing is published by it: the
 * operator looks at the problems first (`store.ts`).
 */
import { Assembler } from './assemble/service';
import { Terms } from './assemble/contacts';
import { Drafts } from './drafts';
import { Judging, type Judged } from './judging';
import { PackBuilder } from './pack/build';
import { Problems, type Skipped, type Warning } from './problems';
import { readAll } from './reading';
import type { Rules } from './rules';
import { RegionDraft, type Dates } from './store';

export interface ImportReport {
	region: string;
	organizations: number;
	services: number;
	/** Peer groups, also by what they were recognised. */
	groups: number;
	locations: number;
	/** Rows that were taken; one may hold several times. */
	schedules: number;
	groupsBy: Record<string, number>;
	/** Rows that came of each table, kept or not; not those in which nothing stood. */
	read: Record<string, number>;
	/** Which, and by what, for the operator to look at. */
	groupsFound: Judging['groups'];
	/** What a term calls a group and its words do not: not marked, for the operator to decide. */
	groupsDoubted: Judging['doubted'];
	addresses: {
		coarsened: number;
		withheld: number;
		becauseOfAnotherServiceThere: number;
		/** Which, and why, for the operator to look at. */
		services: Judging['told'];
	};
	pack: { services: number; bytes: number; bytesPerLanguage: Record<string, number> };
	skipped: Skipped[];
	/** Left out like those in `skipped`, but too many to list. */
	skippedMore: number;
	warnings: Warning[];
}

export interface ImportOptions {
	region: string;
	/** What the operator gave; null: what lies beside the data, if anything. */
	rules: Rules | null;
	/** `ROSEBAY_DATA`. */
	data: string;
	/** Now, for the day of the import. */
	now: Date;
}

/** Services are kept in an order in which neighbours are alike: smaller packs, and a list by place reads few blocks. */
const orderOf = ({ service }: Judged): string => {
	const [place] = service.places;
	return [place?.region, place?.city, service.organization?.name, service.name]
		.map((part) => part ?? '\uffff')
		.join('\u0001');
};

/** @throws {NothingRead} when nothing could be read; then nothing has changed. */
export async function importDirectory(
	path: string,
	{ region, rules: given, data, now }: ImportOptions,
): Promise<ImportReport> {
	const problems = new Problems();
	const { stage, rules } = await readAll(path, given, problems);
	const drafts = new Drafts<Judged>();
	const today = now.toISOString().slice(0, 10);
	try {
		const judging = new Judging(rules);
		const assembler = new Assembler(stage, problems, new Terms(stage, problems), now);
		for (const { row, at } of stage.all('services')) {
			const draft = assembler.draft(row, at);
			if (draft === null) continue;
			const judged = judging.first(draft);
			if (judged === null) problems.skip(at, 'left out by a rule');
			else drafts.add(orderOf(judged), judged);
		}
		const zone = rules.zone ?? judging.zone;
		const pack = new PackBuilder(today);
		const draft = new RegionDraft(data, region);
		const groupsBy: Record<string, number> = {};
		const dates: Dates = {};
		let services = 0;
		try {
			for (const judged of drafts.inOrder()) {
				const service = judging.second(judged, zone);
				pack.add(service);
				await draft.add(service);
				services += 1;
				if (service.group !== undefined) groupsBy[service.group.by] = (groupsBy[service.group.by] ?? 0) + 1;
				for (const day of [service.assured, service.modified])
					if (day !== undefined && day <= today) {
						if (dates.newest === undefined || day > dates.newest) dates.newest = day;
						if (dates.oldest === undefined || day < dates.oldest) dates.oldest = day;
					}
			}
			const groups = Object.values(groupsBy).reduce((sum, many) => sum + many, 0);
			const organizations = stage.counts.get('organizations') ?? 0;
			const made = pack.finish();
			const bytesPerLanguage = draft.pack(made, {
				rules,
				zone,
				services,
				groups,
				organizations,
				imported: today,
				dates,
			});
			const report: ImportReport = {
				region,
				organizations,
				services,
				groups,
				locations: stage.counts.get('locations') ?? 0,
				schedules: stage.counts.get('schedules') ?? 0,
				groupsBy,
				read: Object.fromEntries(stage.read),
				groupsFound: judging.groups,
				groupsDoubted: judging.doubted,
				addresses: {
					coarsened: judging.counts.coarsened,
					withheld: judging.counts.withheld,
					becauseOfAnotherServiceThere: judging.counts.beside,
					services: judging.told,
				},
				pack: { services, bytes: made.index.bytes + made.texts.bytes, bytesPerLanguage },
				skipped: problems.skipped,
				skippedMore: problems.unlisted,
				warnings: problems.warnings,
			};
			await draft.finish(report);
			return report;
		} catch (error) {
			draft.discard();
			throw error;
		}
	} finally {
		drafts.close();
		stage.close();
	}
}
