/** A device without room, in the shapes browsers give it. */
import { failed, ok, type Result } from '$protocol/result';

/** Thrown where the platform reports a short write instead of an error. */
export class StorageFullError extends Error {
	override name = 'QuotaExceededError';
}

const isStorageFull = (error: unknown): boolean =>
	(error instanceof Error || error instanceof DOMException) && error.name === 'QuotaExceededError';

/** `work`'s value, or `StorageFull` when the device had no room. Everything else still throws. */
export async function unlessFull<T>(work: () => Promise<T>): Promise<Result<T, { type: 'StorageFull' }>> {
	try {
		return ok(await work());
	} catch (error) {
		if (isStorageFull(error)) return failed({ type: 'StorageFull' });
		throw error;
	}
}
