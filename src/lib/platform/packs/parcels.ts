/**
 * Sealed bytes too large for the vault, kept in Cache Storage under names that say nothing. Who looks at the disk sees that
 * something of about this size is kept, and when it was put there. What it is, only the vault knows.
 */
const CACHE = 'kit-parcels';
const at = (name: string) => `/packs/kept/${name}`;

/** @returns false where it could not be kept: no room, or a browser without this storage. */
export async function putParcel(name: string, sealed: Uint8Array<ArrayBuffer>): Promise<boolean> {
	try {
		const cache = await caches.open(CACHE);
		await cache.put(at(name), new Response(sealed));
		return true;
	} catch {
		return false;
	}
}

export async function parcel(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
	try {
		const kept = await (await caches.open(CACHE)).match(at(name));
		return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
	} catch {
		return null;
	}
}

export async function dropParcel(name: string): Promise<void> {
	try {
		await (await caches.open(CACHE)).delete(at(name));
	} catch {
		// There was none.
	}
}

/** All of them: nothing that the vault could still open is left of what was kept. */
export async function dropParcels(): Promise<void> {
	try {
		await caches.delete(CACHE);
	} catch {
		// There were none.
	}
}
