/**
 * A region's list at the desk: fetched, searched on this machine, and kept nowhere. It stays open while the desk does, for the next
 * person; what was looked for does not.
 */
import {
	fetchOpened,
	loadCatalogue,
	OpenDirectory,
	type Answer,
	type Asked,
	type RegionEntry,
} from '$platform/directory';
import type { Session } from '$platform/session';
import type { VaultApi } from '$platform/vault';
import type { DirectoryManifest } from '$protocol/directory';

const PAGE = 10;
const NOTHING: Asked = {
	text: '',
	flags: [],
	kind: null,
	language: null,
	near: null,
	openAt: null,
	limit: PAGE,
};
export type Trouble = 'unreachable' | 'notStarted';
const searches = new WeakMap<VaultApi, RegionSearch>();

export class RegionSearch {
	#regions = $state.raw<RegionEntry[] | null>(null);
	#chosen = $state('');
	#fetching = $state(false);
	#trouble = $state<Trouble | null>(null);
	#manifest = $state.raw<DirectoryManifest | null>(null);
	#directory: OpenDirectory | null = null;
	#asked = $state.raw<Asked>(NOTHING);
	#answer = $state.raw<Answer | null>(null);
	#language = 'en';
	#searching = false;
	#again = false;

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
		return this.#trouble;
	}
	/** Of the region that is open. */
	get manifest(): DirectoryManifest | null {
		return this.#manifest;
	}
	get asked(): Asked {
		return this.#asked;
	}
	get answer(): Answer | null {
		return this.#answer;
	}

	/** For another person: nothing of what was looked for before. @param language of the words it is searched with */
	async begin(language: string): Promise<void> {
		this.#language = language;
		this.#asked = NOTHING;
		this.#answer = null;
		if (this.#directory) await this.#search();
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
		const directory = new OpenDirectory(fetched.value);
		const facts = await directory.facts;
		if (this.#chosen !== id) {
			directory.end();
			return;
		}
		this.#fetching = false;
		if (!facts.ok) {
			directory.end();
			this.#trouble = 'notStarted';
			return;
		}
		this.#directory = directory;
		this.#manifest = fetched.value.manifest;
		await this.#search();
	}

	ask(change: Partial<Asked>): void {
		this.#asked = { ...this.#asked, limit: PAGE, ...change };
		void this.#search();
	}
	more(): void {
		this.ask({ limit: this.#asked.limit + PAGE });
	}

	#close(): void {
		this.#directory?.end();
		this.#directory = null;
		this.#manifest = null;
		this.#trouble = null;
		this.#answer = null;
	}

	/** One at a time; of what came meanwhile only the last is looked for. */
	async #search(): Promise<void> {
		this.#again = true;
		if (this.#searching) return;
		this.#searching = true;
		try {
			while (this.#again) {
				this.#again = false;
				const directory = this.#directory;
				if (directory === null) break;
				const asked = this.#asked;
				const answer = await directory.search(asked, this.#language);
				// Nothing of a question that is not asked any more is shown, not even for a moment.
				if (directory === this.#directory && asked === this.#asked) this.#answer = answer;
			}
		} finally {
			this.#searching = false;
		}
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
