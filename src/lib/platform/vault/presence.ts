/** Is there a vault here? A small question, answered on the page without worker, crypto or database. */
import type { VaultName, VaultState } from './contract';
import { forgetExitMark } from './exit-mark';
import { diskName, PAGE_BYTES, SLOTS_FILE } from './names';

const isAbsent = (error: unknown) => error instanceof DOMException && error.name === 'NotFoundError';

/** After a lock or a reload the old page's worker may hold on for a moment: that is not another tab. Milliseconds. */
const LETTING_GO = 500;

async function isHeld(lock: string): Promise<boolean> {
	const { held } = await navigator.locks.query();
	if (!held?.some(({ name }) => name === lock)) return false;
	try {
		await navigator.locks.request(lock, { signal: AbortSignal.timeout(LETTING_GO) }, () => undefined);
		return false;
	} catch {
		return true;
	}
}

/**
 * `none`, `locked`, `elsewhere` (another tab has it) or `unavailable` (no private file system, as in some private
 * windows). Never `open`. Does not judge whether the slots are sound; unlocking does.
 */
export async function vaultPresence(name: VaultName): Promise<Exclude<VaultState, 'open'>> {
	try {
		if (await isHeld(diskName(name))) return 'elsewhere';
		const root = await navigator.storage.getDirectory();
		const directory = await root.getDirectoryHandle(diskName(name));
		const file = await (await directory.getFileHandle(SLOTS_FILE)).getFile();
		return file.size < PAGE_BYTES ? 'none' : 'locked';
	} catch (error) {
		return isAbsent(error) ? 'none' : 'unavailable';
	}
}

/** Read by app.html before the first paint, which must decide at once whether to show the first screen or an outline. */
const HERE = 'rosebay';

/**
 * Leave a mark that there is something here to unlock. It says no more than the vault's own folder does, but it can be
 * read without waiting. Where nothing can be kept, the first screen shows for a moment before the lock does.
 */
export function markPresence(): void {
	try {
		localStorage.setItem(HERE, '1');
	} catch {
		// Storage is full or refused: only the first moment of the next visit is different.
	}
}

/** After `destroy`: the next visit begins like a first one. */
export function unmarkPresence(): void {
	forgetExitMark();
	try {
		localStorage.removeItem(HERE);
	} catch {
		// Refused: there was no mark either.
	}
}
