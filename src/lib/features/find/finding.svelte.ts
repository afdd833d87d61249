/**
 * What Find holds while the app is open: the region, the worker that searches it, what she asks and what came. What she asks is
 * in memory alone: it goes to no server and to no disk, and with the lock it is gone.
 */
import {
	bringRegion,
	letGo,
	loadCatalogue,
	type Answer,
	type Facts,
	type KeptRegion,
	type NotBrought,
	type NotOpened,
	type OpenDirectory,
	type RegionEntry,
} from '$platform/directory';
import { ListSearch } from '$parts/services';
import type { Collection, Session } from '$platform/session';
import type { VaultApi } from '$platform/vault';
import { failed, ok, type Result } from '$protocol/result';
import { keptRegions } from './kept';

const PAGE = 20;
/** `NotListed`: the server does not have it any more. */
export interface NotFetched {
	type: NotBrought['type'] | 'NotListed';
}
/** Which region is on its way, and how much of it has come, from 0 to 1. */
export interface Fetching {
	id: string;
	part: number;
}
const findings = new WeakMap<VaultApi, Finding>();

export class Finding {
	readonly #regions: Collection<KeptRegion>;
	/** What she asks of it, and what came. */
	readonly search = new ListSearch(PAGE);
	#loaded = $state(false);
	#opened: string | null = null;
	#trouble = $state.raw<NotOpened | null>(null);
	#fetching = $state.raw<Fetching | null>(null);
	#stop: AbortController | null = null;

	constructor(session: Session) {
		this.#regions = keptRegions(session);
	}

	/** It is known whether there is a region. */
	get loaded(): boolean {
		return this.#loaded;
	}
	get region(): KeptRegion | null {
		return this.#regions.items[0]?.value ?? null;
	}
	get directory(): OpenDirectory | null {
		return this.search.directory;
	}
	/** What it can be filtered by, once it is open. */
	get facts(): Facts | null {
		return this.search.facts;
	}
	get answer(): Answer | null {
		return this.search.answer;
	}
	get trouble(): NotOpened | null {
		return this.#trouble ?? (this.search.lost ? { type: 'NotLoaded' } : null);
	}
	/** It goes on while she is on other screens, and ends with the lock. */
	get fetching(): Fetching | null {
		return this.#fetching;
	}

	/** Open what is kept, unless it is open. @param language of the words that she looks with */
	async open(language: string): Promise<void> {
		if (!this.#loaded) await this.#regions.load();
		this.#loaded = true;
		const { region } = this;
		if (region?.parcel === this.#opened && this.trouble === null) {
			await this.search.again(language);
			return;
		}
		this.#close();
		if (region === null) return;
		this.#opened = region.parcel;
		const opened = await this.search.open(region, language);
		if (opened?.ok === false) this.#trouble = opened.error;
	}

	/** Fetches a region and keeps it as the chosen one; the one before it goes, and not before this one is here. */
	async choose(entry: RegionEntry): Promise<Result<null, NotBrought>> {
		if (this.#fetching !== null) return failed({ type: 'Stopped' });
		const stop = new AbortController();
		this.#stop = stop;
		let bytes = 0;
		const onbytes = (more: number) => {
			// One file was lost, and another of them still comes.
			if (stop.signal.aborted) return;
			bytes += more;
			this.#fetching = { id: entry.id, part: Math.min(1, bytes / Math.max(1, entry.bytes)) };
		};
		onbytes(0);
		try {
			const brought = await bringRegion(entry, { signal: stop.signal, onbytes });
			if (!brought.ok) return brought;
			const before = this.#regions.items;
			const kept = await this.#regions.put(brought.value, before[0]?.id);
			if (!kept.ok) {
				await letGo(brought.value);
				return failed({ type: 'NotKept' });
			}
			for (const { value } of before) await letGo(value);
			this.#close();
			return ok(null);
		} finally {
			stop.abort();
			this.#fetching = null;
			this.#stop = null;
		}
	}

	/** The region that she has chosen, once more: its files are not here any more. */
	async fetchAgain(language: string): Promise<Result<null, NotFetched>> {
		const list = await loadCatalogue();
		if (!list.ok) return list;
		const entry = list.value.regions.find(({ id }) => id === this.region?.manifest.region);
		if (entry === undefined) return failed({ type: 'NotListed' });
		const chosen = await this.choose(entry);
		if (chosen.ok) await this.open(language);
		return chosen;
	}

	stop(): void {
		this.#stop?.abort();
	}

	#close(): void {
		this.search.close();
		this.search.forget();
		this.#opened = null;
		this.#trouble = null;
	}
}

/** The one of this opened vault: it outlives the screens, so that she comes back to what she had found. */
export function findingOf(session: Session): Finding {
	const known = findings.get(session.vault);
	if (known) return known;
	const finding = new Finding(session);
	findings.set(session.vault, finding);
	return finding;
}
