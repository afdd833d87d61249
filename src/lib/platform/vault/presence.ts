/** Is there a vault here? A small question, answered on the page without worker, crypto or database. */
import type { VaultName, VaultState } from './contract';
import { diskName, PAGE_BYTES, SLOTS_FILE } from './names';

const isAbsent = (error: unknown) => error instanceof DOMException && error.name === 'NotFoundError';

/**
 * `none`, `locked`, `elsewhere` (another tab has it) or `unavailable` (no private file system, as in some private
 * windows). Never `open`. Does not judge whether the slots are sound; unlocking does.
 */
export async function vaultPresence(name: VaultName): Promise<Exclude<VaultState, 'open'>> {
	try {
		const { held } = await navigator.locks.query();
		if (held?.some((lock) => lock.name === diskName(name))) return 'elsewhere';
		const root = await navigator.storage.getDirectory();
		const directory = await root.getDirectoryHandle(diskName(name));
		const file = await (await directory.getFileHandle(SLOTS_FILE)).getFile();
		return file.size < PAGE_BYTES ? 'none' : 'locked';
	} catch (error) {
		return isAbsent(error) ? 'none' : 'unavailable';
	}
}
