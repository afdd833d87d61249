/**
 * Where the relay keeps its data, from the environment: the server and the command line must agree on it. DATABASE_URL
 * names a PostgreSQL database; without it the data is a file in ROSEBAY_DATA. That folder and file are for the owner
 * alone; a folder that was there before keeps the permissions its owner gave it.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openLibsqlStore, openPgStore, StoreUnavailable, type Store } from './relay';

/** Absolute path of the data folder: ROSEBAY_DATA, else `data` in the working folder. */
export const dataFolder = (env: NodeJS.ProcessEnv): string => resolve(env.ROSEBAY_DATA ?? 'data');

/** The database this environment names, or `null`. */
export const databaseUrl = ({ DATABASE_URL: url = '' }: NodeJS.ProcessEnv): string | null =>
	url === '' ? null : url;

/**
 * Opens the store this environment asks for, making its folder if need be.
 * @param patience How long to wait for a database server that does not take connections yet, milliseconds.
 * @throws {StoreUnavailable} with a sentence for the operator.
 */
export async function openStore(env: NodeJS.ProcessEnv, patience = 0): Promise<Store> {
	const url = databaseUrl(env);
	if (url !== null) {
		// Never repeated to anyone: there is a password in it.
		if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
			throw new StoreUnavailable(
				'DATABASE_URL is not the address of a PostgreSQL database: postgres://user:password@host/name',
			);
		}
		return openPgStore({ url, patience });
	}
	const folder = dataFolder(env);
	const path = join(folder, 'relay.sqlite');
	try {
		if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
		// SQLite gives its other files the permissions of the first one.
		closeSync(openSync(path, 'a', 0o600));
	} catch (error) {
		throw new StoreUnavailable(
			`The data folder ${folder} cannot be written to. Set ROSEBAY_DATA to one that can.`,
			{
				cause: error,
			},
		);
	}
	return openLibsqlStore({ path });
}
