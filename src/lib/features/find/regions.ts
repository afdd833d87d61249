/** Which regions she can have, beside the one that she has. Pure. */
import type { KeptRegion, RegionEntry } from '$platform/directory';

export interface Offer {
	entry: RegionEntry;
	/** `again`: she has it, but its files are not here any more. */
	state: 'here' | 'newer' | 'again' | 'other';
}

/** @param gone its files could not be opened */
export function offersOf(entries: readonly RegionEntry[], kept: KeptRegion | null, gone: boolean): Offer[] {
	return entries.map((entry) => {
		if (entry.id !== kept?.manifest.region) return { entry, state: 'other' };
		if (gone) return { entry, state: 'again' };
		const isSame = entry.manifests[kept.manifest.language]?.sha256 === kept.file;
		return { entry, state: isSame ? 'here' : 'newer' };
	});
}

/** The one that she has is not offered any more: no newer one will come, and what she has stays. */
export const isDropped = (entries: readonly RegionEntry[], kept: KeptRegion | null): boolean =>
	kept !== null && !entries.some(({ id }) => id === kept.manifest.region);
