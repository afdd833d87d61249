/**
 * Where the rows of an import lie until all of them are there: a temporary SQLite file, because tables come in any order, point
 * at each other both ways, and a large directory does not fit into memory. It is deleted when the import ends.
 *
 * Links are kept apart from rows. A link says that a child belongs to a parent, either from the child's row or from a list in
 * the parent's; whether both ends exist is known only at the end.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { fold } from '$protocol/directory-words';
import type { Place, Problems } from './problems';
import {
	CHILD_COLUMNS,
	CONTENT,
	idsOf,
	kindOf,
	LINK_TABLES,
	ORDER,
	PARENT_COLUMNS,
	PARENTS,
	UNIQUE,
	type Parent,
} from './links';
import type { Row } from './source/csv';
import type { Table } from './tables';

export interface Child {
	table: Table;
	/** The staged row; null when the link leads to nothing. */
	row: Row | null;
	id: string;
	at: Place;
}

const SCHEMA = `
	CREATE TABLE rows (n INTEGER PRIMARY KEY, kind INT, id TEXT, body TEXT, file INT, line INT);
	CREATE TABLE links (parent_kind INT, parent TEXT, kind INT, n INT, child TEXT, own INT, file INT, line INT);
`;
const INDEXES = `
	CREATE INDEX rows_id ON rows (kind, id);
	CREATE INDEX links_parent ON links (parent_kind, parent);
	CREATE INDEX links_child ON links (kind, child) WHERE child IS NOT NULL;
`;

export class Stage {
	readonly #folder = mkdtempSync(join(tmpdir(), 'rosebay-directory-'));
	readonly #db = new Database(join(this.#folder, 'stage.sqlite'));
	readonly #files: string[] = [];
	readonly #fileNumbers = new Map<string, number>();
	readonly #known = new Map<Table, Map<string, number>>(UNIQUE.map((table) => [table, new Map()]));
	/** Ids that stand for two different things, so that nobody knows what a link to them means. */
	readonly #ambiguous = new Map<Table, Set<string>>(UNIQUE.map((table) => [table, new Set()]));
	readonly counts = new Map<Table, number>();
	/** Every row that came, kept or not. */
	readonly read = new Map<Table, number>();
	/** Before 1.0 no service did: its place did. */
	servicesNameOrganizations = false;
	readonly #insertRow;
	readonly #insertLink;
	// Prepared once: what a statement holds is not the garbage collector's to see.
	readonly #byId;
	readonly #byNumber;
	readonly #update;
	readonly #problems: Problems;
	#children: Database.Statement | null = null;
	#pending = 0;
	#made = 0;

	constructor(problems: Problems) {
		this.#problems = problems;
		this.#db.pragma('journal_mode = OFF');
		this.#db.pragma('synchronous = OFF');
		this.#db.pragma('cache_size = -16000');
		this.#db.exec(SCHEMA);
		this.#insertRow = this.#db.prepare(
			'INSERT INTO rows (kind, id, body, file, line) VALUES (?, ?, ?, ?, ?)',
		);
		this.#insertLink = this.#db.prepare('INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
		this.#byId = this.#db.prepare('SELECT body FROM rows WHERE kind = ? AND id = ?').raw();
		this.#byNumber = this.#db.prepare('SELECT body, file, line FROM rows WHERE n = ?').raw();
		this.#update = this.#db.prepare('UPDATE rows SET body = ? WHERE n = ?');
		this.#db.exec('BEGIN');
	}

	#fileNumber(file: string): number {
		const known = this.#fileNumbers.get(file);
		if (known !== undefined) return known;
		this.#fileNumbers.set(file, this.#files.length);
		return this.#files.push(file) - 1;
	}

	#link(
		parent: Parent,
		id: string,
		kind: number,
		at: Place,
		child: { n: number } | { id: string },
		own: boolean,
	) {
		const [n, childId] = 'n' in child ? [child.n, null] : [null, child.id];
		const file = this.#fileNumber(at.file);
		this.#insertLink.run([kindOf(parent), id, kind, n, childId, own ? 1 : 0, file, at.row]);
	}

	/**
	 * Takes a row in.
	 * @returns the id by which its children find it, or null when it was not taken (and then it is among the problems).
	 */
	add(table: Table, at: Place, row: Row): string | null {
		this.read.set(table, (this.read.get(table) ?? 0) + 1);
		const [what, columns] = CONTENT[table] ?? ['', ['id']];
		if (what !== '' && columns.every((column) => row[column] === undefined)) {
			this.#problems.skip(at, `${what}: there is none in the row`);
			return null;
		}
		if (table === 'services' && row['organization_id'] !== undefined) this.servicesNameOrganizations = true;
		const link = LINK_TABLES[table];
		if (link !== undefined) return this.#addLink(table, link, at, row);
		let id = row['id'];
		if (id === undefined) {
			this.#made += 1;
			id = `${table}-${this.#fileNumber(at.file)}-${at.row}-${this.#made}`;
			if (UNIQUE.includes(table)) this.#problems.warn(`a row of ${table} has no id; it was given one`, at);
		}
		if (UNIQUE.includes(table)) {
			const other = this.#again(table, id, at, row);
			if (other !== null) return other;
			if (this.#known.get(table)?.has(id) === true) id = `${id}#${at.row}`;
		}
		const { lastInsertRowid } = this.#insertRow.run([
			kindOf(table),
			id,
			JSON.stringify({ ...row, id }),
			this.#fileNumber(at.file),
			at.row,
		]);
		const n = Number(lastInsertRowid);
		this.#known.get(table)?.set(id, n);
		this.counts.set(table, (this.counts.get(table) ?? 0) + 1);
		this.#linkRow(table, id, n, at, row);
		this.#pending += 1;
		if (this.#pending % 50_000 === 0) this.#db.exec('COMMIT; BEGIN');
		return id;
	}

	/** The same id once more: more of the same, and then its id; or another thing under its name, or new, and then null. */
	#again(table: Table, id: string, at: Place, row: Row): string | null {
		const n = this.#known.get(table)?.get(id);
		if (n === undefined) return null;
		const [body, file, line] = this.#byNumber.get([n]) as [string, number, number];
		const first = JSON.parse(body) as Row;
		const names = [first['name'], row['name']].map((name) => (name === undefined ? null : fold(name)));
		const same = names[0] === names[1] || names.includes(null);
		const where = this.#files[file] === at.file ? `row ${line}` : `${this.#files[file] ?? ''}, row ${line}`;
		if (!same) {
			this.#ambiguous.get(table)?.add(id);
			this.#problems.warn(
				`an id of ${table} is used for two different things; both are kept, and what points at it is not followed`,
				at,
				id,
			);
			return null;
		}
		const missing = Object.keys(row).filter((name) => !(name in first));
		if (missing.length > 0) {
			for (const name of missing) first[name] = row[name] ?? '';
			this.#update.run([JSON.stringify(first), n]);
			this.#linkRow(table, id, n, at, Object.fromEntries(missing.map((name) => [name, row[name] ?? ''])));
		}
		// A page of a list and the whole record are meant to be the same; only services are counted one by one.
		if (table === 'services')
			this.#problems.skip(
				at,
				`the same service as in ${where}: same id, same name; what was new in it was taken over`,
			);
		return id;
	}

	#linkRow(table: Table, id: string, n: number, at: Place, row: Row): void {
		const kind = kindOf(table);
		let parents = 0;
		for (const [parent, columns] of Object.entries(PARENT_COLUMNS[table] ?? {}))
			for (const column of columns)
				for (const one of idsOf(row[column])) {
					parents += 1;
					this.#link(parent as Parent, one, kind, at, { n }, false);
				}
		if (parents === 0 && PARENT_COLUMNS[table] !== undefined)
			this.#link('services', '', kind, at, { n }, false);
		for (const [column, child] of Object.entries(CHILD_COLUMNS[table] ?? {}))
			if (child !== undefined)
				for (const one of idsOf(row[column]))
					this.#link(table as Parent, id, kindOf(child), at, { id: one }, true);
		if (table === 'locations')
			for (const one of idsOf(row['service_ids']))
				this.#link('services', one, kindOf('locations'), at, { id }, true);
	}

	#addLink(table: Table, [column, child]: [string, Table], at: Place, row: Row): null {
		const entity = (row['link_entity'] ?? '').toLowerCase();
		const parents: [Parent, string | undefined][] = [
			['services', row['service_id']],
			['locations', row['location_id']],
			['organizations', row['organization_id']],
			['service_at_locations', row['service_at_location_id']],
		];
		if (row['link_id'] !== undefined) {
			const named = PARENTS.find((parent) => parent === `${entity.replace(/s$/, '')}s`);
			parents.push([named ?? 'services', row['link_id']]);
		}
		const children = idsOf(row[column] ?? row['taxonomy_detail']);
		let links = 0;
		for (const [parent, cell] of parents)
			for (const id of idsOf(cell))
				for (const one of children) {
					links += 1;
					this.#link(parent, id, kindOf(child), at, { id: one }, false);
				}
		if (links === 0) this.#problems.skip(at, 'the row does not say what it belongs to');
		this.counts.set(table, (this.counts.get(table) ?? 0) + 1);
		return null;
	}

	/** Rows are all in: from here on it is read. */
	seal(): void {
		this.#db.exec('COMMIT');
		this.#db.exec(INDEXES);
		// One row with all of them: `all` and `iterate` of libsql keep about a kilobyte with every call.
		this.#children = this.#db
			.prepare(
				`SELECT json_group_array(json_array(kind, id, json(body), file, line, child, own, lfile, lline)) FROM (
				SELECT l.kind, r.id, r.body, coalesce(r.file, l.file) AS file, coalesce(r.line, l.line) AS line, l.child,
					l.own, l.file AS lfile, l.line AS lline
				FROM links l LEFT JOIN rows r
				ON r.n = coalesce(l.n, (SELECT x.n FROM rows x WHERE x.kind = l.kind AND x.id = l.child))
				WHERE l.parent_kind = ? AND l.parent = ? ORDER BY l.rowid)`,
			)
			.raw();
	}

	isAmbiguous(table: Table, id: string): boolean {
		return this.#ambiguous.get(table)?.has(id) === true;
	}

	/**
	 * Everything that says it belongs to this parent, each row once.
	 * @param again Told of each row that only says what another one said: the same term, the same number.
	 */
	childrenOf(parent: Parent, id: string, again?: (at: Place) => void): Child[] {
		if (this.#children === null || this.isAmbiguous(parent, id)) return [];
		const [json] = this.#children.get([kindOf(parent), id]) as [string];
		const found = JSON.parse(json) as [
			...[kind: number, id: string | null, body: Row | null, file: number, line: number],
			...[child: string | null, own: number, linkFile: number, linkLine: number],
		][];
		const said = new Set<string>();
		const seen = new Set<string>();
		const children: Child[] = [];
		for (const [kind, rowId, body, file, line, child, own, linkFile, linkLine] of found) {
			const table = ORDER[kind] ?? 'unused';
			const childId = rowId ?? child ?? '';
			const key = `${kind} ${childId} ${body === null ? '' : `${file} ${line}`}`;
			if (seen.has(key)) {
				// A list in the parent's row and the child's own say one thing twice, and are meant to.
				if (table === 'terms' && own === 0) again?.({ file: this.#files[linkFile] ?? '', row: linkLine });
				continue;
			}
			seen.add(key);
			if (again !== undefined && body !== null && CONTENT[table] !== undefined) {
				const content = `${kind} ${JSON.stringify({ ...body, id: undefined, location_id: undefined })}`;
				if (said.has(content)) again({ file: this.#files[file] ?? '', row: line });
				said.add(content);
			}
			const row = this.isAmbiguous(table, childId) ? null : body;
			children.push({ table, id: childId, row, at: { file: this.#files[file] ?? '', row: line } });
		}
		return children;
	}

	/** One row by its id. */
	row(table: Table, id: string): Row | null {
		if (this.isAmbiguous(table, id)) return null;
		const body = this.#byId.get([kindOf(table), id]) as [string] | undefined;
		return body === undefined ? null : (JSON.parse(body[0]) as Row);
	}

	*all(table: Table): Generator<{ row: Row; at: Place }> {
		const rows = this.#db.prepare('SELECT body, file, line FROM rows WHERE kind = ? ORDER BY n').raw();
		for (const one of rows.iterate([kindOf(table)])) {
			const [body, file, line] = one as [string, number, number];
			yield { row: JSON.parse(body) as Row, at: { file: this.#files[file] ?? '', row: line } };
		}
	}

	/** Rows of which no parent, or of a link table no end, is there. `both`: it needs all of its parents. */
	*orphans(): Generator<{ table: Table; at: Place; says: string }> {
		const found = this.#db
			.prepare(
				`SELECT kind, file, line, max(named), sum(good), count(*), max(there) FROM (
					SELECT l.kind, l.file, l.line, l.parent <> '' AS named,
						EXISTS (SELECT 1 FROM rows t WHERE t.kind = l.parent_kind AND t.id = l.parent) AS there,
						EXISTS (SELECT 1 FROM rows p WHERE p.kind = l.parent_kind AND p.id = l.parent)
						AND (l.n IS NOT NULL OR l.kind = ${kindOf('terms')} OR EXISTS (SELECT 1 FROM rows c WHERE c.kind = l.kind AND c.id = l.child)) AS good,
						EXISTS (SELECT 1 FROM rows r JOIN links o ON o.kind = l.kind AND o.child = r.id AND o.n IS NULL
							WHERE r.n = l.n) AS wanted
					FROM links l WHERE l.own = 0) WHERE wanted = 0
				GROUP BY kind, file, line ORDER BY file, line`,
			)
			.raw();
		for (const one of found.iterate()) {
			const [kind, file, line, named, good, all, there] = one as number[] as [
				...[kind: number, file: number, line: number],
				...[named: number, good: number, all: number, there: number],
			];
			const table = ORDER[kind] ?? 'unused';
			const at = { file: this.#files[file] ?? '', row: line };
			const needsAll = table === 'service_at_locations';
			if (good === 0 || (needsAll && good < all))
				yield {
					table,
					at,
					says:
						named === 0
							? 'the row does not say what it belongs to'
							: good === 0 && there > 0
								? 'what the row points at is not in the data, or was left out itself'
								: 'what the row belongs to is not in the data',
				};
		}
	}

	/** Links from lists in a parent's own row that lead nowhere. */
	*dangling(): Generator<{ table: Table; at: Place; id: string }> {
		const found = this.#db
			.prepare(
				`SELECT kind, file, line, child FROM links l WHERE own = 1 AND NOT EXISTS
				(SELECT 1 FROM rows c WHERE c.kind = l.kind AND c.id = l.child)`,
			)
			.raw();
		for (const one of found.iterate()) {
			const [kind, file, line, child] = one as [number, number, number, string];
			yield { table: ORDER[kind] ?? 'unused', at: { file: this.#files[file] ?? '', row: line }, id: child };
		}
	}

	close(): void {
		this.#db.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
