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

/** Read by app.html before the first paint, which must decide at once what to show. Neutral, like all names on disk. */
const MARK = 'kit';
/** There is something here to unlock, and it looks like itself. */
const PLAIN = '1';
/** What the mark was called before it had a neutral name. */
const FORMER = 'rosebay';

/**
 * Leave a mark that can be read without waiting: that there is something here, and what it looks like from outside
 * (platform/disguise). It says no more than the vault's own folder and the page's title do. Where nothing can be kept, only
 * the first moment of the next visit is different, and that is told: `false`.
 */
export function keepMark(mark: string): boolean {
	try {
		localStorage.setItem(MARK, mark);
		localStorage.removeItem(FORMER);
		return true;
	} catch {
		return false;
	}
}

/** A vault has been opened here. What it looks like stays as it was. */
export function markPresence(): void {
	try {
		if (localStorage.getItem(MARK) === null) keepMark(PLAIN);
	} catch {
		// Storage is refused.
	}
}

/**
 * After `destroy`: the next visit begins like a first one. Under another name it begins with that name's cover, as always:
 * an icon that says "Calculator" must not open something else because what was behind it is gone.
 */
export function unmarkPresence(): void {
	forgetExitMark();
	try {
		if (localStorage.getItem(MARK)?.startsWith(PLAIN)) localStorage.removeItem(MARK);
	} catch {
		// Refused: there was no mark either.
	}
}
