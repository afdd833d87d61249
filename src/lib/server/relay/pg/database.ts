/**
 * A few connections to PostgreSQL, each told to answer only after the disk has it. Whatever goes wrong comes out in the
 * store's words; nothing here prints, and no message holds the address or the password of the database.
 *
 * Statements of one transaction may be sent together (`pipeline`): each still has its own answer.
 */
import pg from 'pg';
import { StoreFull, StoreUnavailable } from '../store';

/** Numbers here are seconds, bytes, counts and milliseconds, all far below 2^53: read as numbers, not as text. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
	getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
		oid === INT8 && format !== 'binary'
			? Number
			: (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(
					oid,
					format,
				)) as typeof pg.types.getTypeParser,
};

/** How long one statement, and one wait for a lock, may take, milliseconds. Beyond it somebody else has it. */
export const STATEMENT_MS = 10_000;
export const CONNECT_MS = 3_000;

/** SQLSTATEs by their beginnings: no room; gone, starting, stopping, refusing, too busy, read-only, or in each other's way. */
const FULL = /^53100$/;
const UNAVAILABLE = /^(08|28|53|57|3D000|40|55P03|25P0|25006|58)/;
const LOST = /^(E[A-Z]+|SELF_SIGNED.*|CERT_.*|.*_CERT.*)$/;
/** What node-postgres says without a code of its own. */
const LOST_WORDS = /connection|timeout|Client has encountered|Client was closed|pool after calling end/i;

/** PostgreSQL's and node-postgres' errors in the store's words; others as they are. */
export function storeError(error: unknown): unknown {
	if (!(error instanceof Error) || error instanceof StoreFull || error instanceof StoreUnavailable)
		return error;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	if (FULL.test(code))
		return new StoreFull('There is no room left on the disk of the database.', { cause: error });
	const lost = code === '' ? LOST_WORDS.test(error.message) : UNAVAILABLE.test(code) || LOST.test(code);
	if (!lost) return error;
	return new StoreUnavailable(
		`The database in DATABASE_URL cannot be used right now (${code || 'no answer'}).`,
		{
			cause: error,
		},
	);
}

/** The connection settings every client of this store uses. */
export const clientConfig = (url: string): pg.ClientConfig => ({
	connectionString: url,
	application_name: 'rosebay',
	connectionTimeoutMillis: CONNECT_MS,
	statement_timeout: STATEMENT_MS,
	lock_timeout: STATEMENT_MS / 2,
	idle_in_transaction_session_timeout: STATEMENT_MS,
	// The server may have gone without a word.
	query_timeout: STATEMENT_MS + 5_000,
	keepAlive: true,
	pipeline: true,
	types,
});

/** One transaction's statements; each is prepared once a connection under its name. */
export interface Sql {
	/** Those asked for without waiting in between are sent together. A name may stand among them once. */
	rows: <Row extends object>(name: string, text: string, values: unknown[]) => Promise<Row[]>;
	/** The last ones: sent together with COMMIT. */
	last: (name: string, text: string, values: unknown[]) => void;
}

export class Database {
	readonly #pool: pg.Pool;

	constructor(url: string, atMost: number) {
		this.#pool = new pg.Pool({
			...clientConfig(url),
			max: atMost,
			idleTimeoutMillis: 60_000,
			// "Durable before 201" holds here whatever the server's own default is; a stricter default stays. A connection
			// that did not take it is closed and never used.
			verify: (client, done) => {
				client
					.query(
						`SELECT set_config('synchronous_commit', 'on', false)
							WHERE current_setting('synchronous_commit') IN ('off', 'local')`,
					)
					.then(
						() => {
							done();
						},
						(error: unknown) => {
							done(error instanceof Error ? error : new Error('A connection could not be set up'));
						},
					);
			},
		});
		// A connection that is cut while nobody uses it is replaced when somebody does.
		this.#pool.on('error', ignore);
	}

	/** One statement, a transaction of its own. */
	rows<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
		return this.#with(async (client) => (await client.query<Row>({ name, text, values })).rows);
	}

	/** A transaction; resolves when it is on disk. When it rejects, it is rolled back, or its answer was lost on the way. */
	transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return this.#with(async (client) => {
			const sent: Promise<unknown>[] = [];
			const send = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
				// Whoever waits for it hears of a failure; when nobody does any more, the process must not end of it.
				answer.catch(ignore);
				sent.push(answer);
				return answer;
			};
			void send(client.query('BEGIN'));
			const answer = await work({
				rows: async <Row extends object>(name: string, text: string, values: unknown[]) =>
					(await send(client.query<Row>({ name, text, values }))).rows,
				last: (name, text, values) => void send(client.query({ name, text, values })),
			});
			const committed = send(client.query('COMMIT'));
			await Promise.all(sent);
			// What failed unseen turns a COMMIT into a ROLLBACK without an error.
			if ((await committed).command !== 'COMMIT') throw new Error('A transaction was not committed');
			return answer;
		});
	}

	async close(): Promise<void> {
		await this.#pool.end();
	}

	async #with<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
		let client: pg.PoolClient | undefined;
		try {
			client = await this.#pool.connect();
			// Said twice otherwise: to the statement that was under way, and to the process, which would end.
			client.on('error', ignore);
			const answer = await work(client);
			client.off('error', ignore);
			client.release();
			return answer;
		} catch (error) {
			client?.off('error', ignore);
			const known = storeError(error);
			// A connection that failed once is not asked again.
			client?.release(true);
			throw known;
		}
	}
}

const ignore = (): void => undefined;
