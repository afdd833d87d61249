/**
 * Where the relay keeps its data, from the environment: the server and the command line must agree on it. The folder
 * and the file are for the owner alone; a folder that was there before keeps the permissions its owner gave it.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openLibsqlStore, StoreUnavailable, type Store } from './relay';

/** Absolute path of the data folder: ROSEBAY_DATA, else `data` in the working folder. */
export const dataFolder = (env: NodeJS.ProcessEnv): string => resolve(env.ROSEBAY_DATA ?? 'data');

/**
 * Opens the store this environment asks for, making its folder if need be.
 * @throws {StoreUnavailable} with a sentence for the operator.
 */
export function openStore(env: NodeJS.ProcessEnv): Store {
	if (env.DATABASE_URL !== undefined && env.DATABASE_URL !== '') {
		throw new StoreUnavailable(
			'DATABASE_URL is set, but this version keeps its data in ROSEBAY_DATA only. Unset it.',
		);
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
