/** What something that has come is to what she has: decided before anything is kept. Keeps nothing. */
import type { Opened, Way } from '$parts/sharing';
import { joined, languagesOf, moduleBytes, replaces, type NotReplaced } from '$platform/modules';
import type { SignedModule } from '$protocol/module';

export interface Came {
	way: Way;
	read: Opened;
}

export type Standing =
	/** `same`: nothing is in it that she does not have. `more`: what she has, with translations or reviews that are new to her. */
	| {
			type: 'new' | 'newer' | 'more' | 'same';
			signed: SignedModule;
			/** Languages that she would no longer have it in. */
			without: string[];
	  }
	| { type: 'refused'; why: Exclude<NotReplaced['type'], 'OtherModule'> };

const isSame = (one: SignedModule, other: SignedModule): boolean => {
	const [a, b] = [moduleBytes(one), moduleBytes(other)];
	return a.length === b.length && a.every((byte, at) => byte === b[at]);
};

/** `signed` of the answer is what would be kept. @param had what she has under the same id */
export async function standingOf(had: SignedModule | null, came: SignedModule): Promise<Standing> {
	const fresh = (): Standing => ({ type: 'new', signed: came, without: [] });
	if (had === null) return fresh();
	const may = replaces(had, came);
	if (!may.ok) return may.error.type === 'OtherModule' ? fresh() : { type: 'refused', why: may.error.type };
	if (may.value === 'Newer') {
		const now = languagesOf(came);
		const without = languagesOf(had).filter((language) => !now.includes(language));
		return { type: 'newer', signed: came, without };
	}
	const both = await joined(had, came);
	return isSame(had, both)
		? { type: 'same', signed: had, without: [] }
		: { type: 'more', signed: both, without: [] };
}
