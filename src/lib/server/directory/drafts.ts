/** Services between the first look, which judges each address, and the second, which knows all judgements. On disk, not in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';

export class Drafts<Draft> {
	readonly #folder = mkdtempSync(join(tmpdir(), 'rosebay-drafts-'));
	readonly #db = new Database(join(this.#folder, 'drafts.sqlite'));
	readonly #insert;
	#count = 0;

	constructor() {
		this.#db.pragma('journal_mode = OFF');
		this.#db.pragma('synchronous = OFF');
		this.#db.exec('CREATE TABLE drafts (n INTEGER PRIMARY KEY, place TEXT, body TEXT)');
		this.#insert = this.#db.prepare('INSERT INTO drafts (place, body) VALUES (?, ?)');
		this.#db.exec('BEGIN');
	}

	/** @param order What lies together is found together: the town, then the name. */
	add(order: string, draft: Draft): void {
		this.#insert.run([order, JSON.stringify(draft)]);
		this.#count += 1;
		if (this.#count % 10_000 === 0) this.#db.exec('COMMIT; BEGIN');
	}

	*inOrder(): Generator<Draft> {
		this.#db.exec('COMMIT');
		this.#db.exec('CREATE INDEX by_place ON drafts (place, n)');
		for (const row of this.#db.prepare('SELECT body FROM drafts ORDER BY place, n').raw().iterate())
			yield JSON.parse((row as [string])[0]) as Draft;
	}

	close(): void {
		this.#db.close();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
