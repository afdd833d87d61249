/**
 * Changes of what records look like, numbered and append-only. A vault says in its list which version its records are;
 * on opening, the steps after it run over everything in memory, and one transaction puts the rewritten rows in place of
 * the old: they stand beside each other until it commits, so there is no half-migrated vault.
 *
 * To change a record's shape: append a step, raise nothing by hand (the version is the last step's), and freeze a
 * vector of the new version in tests/vectors; the old vectors must go on opening for ever.
 */
import type { Change, Stored } from './contract';

export interface Migration {
	/** The version after this step. */
	readonly to: number;
	/** What must be saved to get there; may look at every collection. */
	readonly changes: (all: (collection: string) => Stored[]) => Change[];
}

export const MIGRATIONS: readonly [Migration, ...Migration[]] = [{ to: 1, changes: () => [] }];

/** The version a list of steps ends at. Throws unless they are 1, 2, 3 ... without a gap. */
export function lastVersion(migrations: readonly Migration[]): number {
	for (const [at, { to }] of migrations.entries()) {
		if (to !== at + 1) throw new Error(`Migration ${String(at + 1)} says ${String(to)}`);
	}
	return migrations.length;
}

export const SCHEMA_VERSION = lastVersion(MIGRATIONS);
