/**
 * The slots file on disk. Losing it loses everything, so it is never overwritten in one piece: two pages take turns, the
 * one being written is never the one that counts, and each write is flushed before anything else happens. A power cut
 * leaves the older page, which is whole.
 *
 * What goes into both pages: the slots (`replace`), because an old copy of a destroyed slot must not stay.
 * What goes into one: the counter of tries (`update`).
 */
import { concatBytes, constantTimeEqual, randomBytes } from '$platform/crypto';
import { StorageFullError } from './storage-full';
import { PAGE_BYTES, SLOTS_FILE } from './names';
import { bytesToSlotsPage, slotsPageToBytes, type SlotsPage } from './slots-format';

/**
 * `none`: no vault, or one whose making was cut off before it held anything. `settled`: both pages hold the same slots;
 * otherwise a `replace` was cut off, and what it was to destroy may still lie in the older page.
 */
export type SlotsRead =
	{ found: 'none' } | { found: 'damaged' } | { found: 'page'; page: SlotsPage; settled: boolean };

/** Only workers have it, so the DOM's types leave it out. */
interface SyncAccessHandle {
	write(bytes: Uint8Array, options: { at: number }): number;
	truncate(size: number): void;
	getSize(): number;
	flush(): void;
	close(): void;
}
const openHandle = (file: FileSystemFileHandle): Promise<SyncAccessHandle> =>
	(
		file as FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> }
	).createSyncAccessHandle();

export class SlotsFile {
	readonly #directory: string;

	constructor(directory: string) {
		this.#directory = directory;
	}

	async read(): Promise<SlotsRead> {
		const file = await this.#file(false);
		if (!file) return { found: 'none' };
		const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
		const pages = await Promise.all(
			[0, 1].map((at) => bytesToSlotsPage(bytes.subarray(at * PAGE_BYTES, (at + 1) * PAGE_BYTES))),
		);
		const [newest, other] = pages.filter((page) => page !== null).sort((a, b) => b.generation - a.generation);
		if (newest)
			return { found: 'page', page: newest, settled: other !== undefined && sameSlots(newest, other) };
		// The first page is flushed before the second is begun, so a file of one page or less never held anything.
		return { found: bytes.length > PAGE_BYTES ? 'damaged' : 'none' };
	}

	/** Write other counters. Returns the page as it now stands. */
	async update(page: SlotsPage, counters: Pick<SlotsPage, 'tries' | 'waitLeft'>): Promise<SlotsPage> {
		const next = { ...page, ...counters, generation: page.generation + 1 };
		await this.#write([next]);
		return next;
	}

	/** Write slots that must be the only ones left: into the older page, flushed, then the same again over the other one. */
	async replace(page: SlotsPage): Promise<SlotsPage> {
		const first = { ...page, generation: page.generation + 1 };
		const second = { ...page, generation: page.generation + 2 };
		await this.#write([first, second]);
		return second;
	}

	/**
	 * Overwrite both pages where they lie, flush, and only then delete: removing a file may leave its bytes. Cut off in the
	 * middle, it leaves the vault as it was or one that nothing opens.
	 */
	async destroy(): Promise<void> {
		const file = await this.#file(false);
		if (file) {
			const handle = await openHandle(file);
			try {
				const size = Math.max(handle.getSize(), 2 * PAGE_BYTES);
				for (let at = 0; at < size; at += PAGE_BYTES) {
					if (handle.write(randomBytes(PAGE_BYTES), { at }) !== PAGE_BYTES) throw new StorageFullError();
					handle.flush();
				}
				// An empty file is no vault; random bytes would be a damaged one.
				handle.truncate(0);
				handle.flush();
			} finally {
				handle.close();
			}
		}
		const root = await navigator.storage.getDirectory();
		await root.removeEntry(this.#directory, { recursive: true }).catch(unlessAbsent);
	}

	/** Pages alternate by generation: odd ones lie in front, even ones behind, so a new file (generation 1) starts in front. */
	async #write(pages: readonly SlotsPage[]): Promise<void> {
		const file = await this.#file(true);
		if (!file) throw new Error('No slots file to write');
		const handle = await openHandle(file);
		try {
			for (const page of pages) {
				const bytes = await slotsPageToBytes(page);
				const written = handle.write(bytes, { at: ((page.generation + 1) % 2) * PAGE_BYTES });
				if (written !== bytes.length) throw new StorageFullError();
				handle.flush();
			}
		} finally {
			handle.close();
		}
	}

	async #file(create: boolean): Promise<FileSystemFileHandle | null> {
		try {
			const root = await navigator.storage.getDirectory();
			const directory = await root.getDirectoryHandle(this.#directory, { create });
			return await directory.getFileHandle(SLOTS_FILE, { create });
		} catch (error) {
			return unlessAbsent(error);
		}
	}
}

function unlessAbsent(error: unknown): null {
	if (error instanceof DOMException && error.name === 'NotFoundError') return null;
	throw error;
}

const sameSlots = (a: SlotsPage, b: SlotsPage): boolean =>
	a.version === b.version &&
	constantTimeEqual(concatBytes(...a.slots, ...a.notes), concatBytes(...b.slots, ...b.notes));
