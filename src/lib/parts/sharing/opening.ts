/** From what a person chose, or was sent, to a module or to a reason why not. Nothing of it is kept. */
import type { ArrivalProblem } from '$platform/modules/carriers';
import type { SignedModule } from '$protocol/module';
import { MODULE_LIMITS } from '$protocol/module-blocks';
import { failed, type Result } from '$protocol/result';

/** What came, read: a module that was looked at, or why there is none. */
export type Opened = Result<SignedModule, ArrivalProblem>;

/** A module in another encoding, or as a link with a message around it, is longer than the module. */
const MOST_BYTES = 4 * MODULE_LIMITS.bytes;

export async function openedBytes(came: Uint8Array | string): Promise<Opened> {
	const { readAny } = await import('$platform/modules/carriers');
	return readAny(came);
}

/** A file of a film is not read into memory to find out that it is no lesson. */
export async function opened(file: File): Promise<Opened> {
	if (file.size > MOST_BYTES) return failed({ type: 'TooLarge' });
	try {
		return await openedBytes(new Uint8Array(await file.arrayBuffer()));
	} catch {
		// The phone may refuse a file that was moved or taken away since it was chosen.
		return failed({ type: 'NothingHere' });
	}
}
