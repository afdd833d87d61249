/**
 * A region's list at the desk: fetched, searched on this machine, and kept nowhere. It stays open while the desk does, for the next
 * person; what was looked for does not.
 */
import { fetchOpened, loadCatalogue, type RegionEntry } from '$platform/directory';
import { ListSearch } from '$parts/services';
import type { Session } from '$platform/session';
import type { VaultApi } from '$platform/vault';
import type { DirectoryManifest } from '$protocol/directory';

const PAGE = 10;
export type Trouble = 'unreachable' | 'notStarted';
const searches = new WeakMap<VaultApi, RegionSearch>();

export class RegionSearch {
	/** What is asked of the list, and what came. */
	readonly search = new ListSearch(PAGE);
	#regions = $state.raw<RegionEntry[] | null>(null);
	#chosen = $state('');
	#fetching = $state(false);
	#trouble = $state<Trouble | null>(null);
	#manifest = $state.raw<DirectoryManifest | null>(null);
	#language = 'en';

	/** `null` until it is known which there are. */
	get regions(): RegionEntry[] | null {
		return this.#regions;
	}
	/** A region's id, or nothing. */
	get chosen(): string {
		return this.#chosen;
	}
	get fetching(): boolean {
		return this.#fetching;
	}
	get trouble(): Trouble | null {
		return this.#trouble ?? (this.search.lost ? 'notStarted' : null);
	}
	/** Of the region that is open. */
	get manifest(): DirectoryManifest | null {
		return this.#manifest;
	}

	/** For another person: nothing of what was looked for before. @param language of the words it is searched with */
	async begin(language: string): Promise<void> {
		this.#language = language;
		this.search.forget();
		if (this.search.directory) await this.search.again(language);
		else await this.look();
	}

	/** Which regions there are. The only one is taken at once. */
	async look(): Promise<void> {
		this.#trouble = null;
		const found = await loadCatalogue();
		if (!found.ok) {
			this.#trouble = 'unreachable';
			return;
		}
		this.#regions = found.value.regions;
		const [only, another] = found.value.regions;
		if (this.#chosen !== '') await this.choose(this.#chosen);
		else if (only && !another) await this.choose(only.id);
	}

	async choose(id: string): Promise<void> {
		const entry = this.#regions?.find((one) => one.id === id);
		if (!entry) return;
		this.#chosen = id;
		this.#close();
		this.#fetching = true;
		const fetched = await fetchOpened(entry);
		// Another was chosen meanwhile.
		if (this.#chosen !== id) return;
		if (!fetched.ok) {
			this.#fetching = false;
			this.#trouble = 'unreachable';
			return;
		}
		const opened = await this.search.open(fetched.value, this.#language);
		if (opened === null) return;
		this.#fetching = false;
		if (opened.ok) this.#manifest = fetched.value.manifest;
		else this.#trouble = 'notStarted';
	}

	#close(): void {
		this.search.close();
		// A kind of help or a town of one list is none of another.
		this.search.widen();
		this.#manifest = null;
		this.#trouble = null;
	}
}

/** The one of this opened desk. */
export function regionSearchOf(session: Session): RegionSearch {
	const known = searches.get(session.vault);
	if (known) return known;
	const search = new RegionSearch();
	searches.set(session.vault, search);
	return search;
}
