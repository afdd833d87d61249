/**
 * What Find holds while the app is open: the region, the worker that searches it, what she asks and what came. What she asks is
 * in memory alone: it goes to no server and to no disk, and with the lock it is gone.
 */
import {
	bringRegion,
	letGo,
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
const findings = new WeakMap<VaultApi, Finding>();

export class Finding {
	readonly #regions: Collection<KeptRegion>;
	/** What she asks of it, and what came. */
	readonly search = new ListSearch(PAGE);
	#loaded = $state(false);
	#opened: string | null = null;
	#trouble = $state.raw<NotOpened | null>(null);

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
		return this.#trouble;
	}

	/** Open what is kept, unless it is open. @param language of the words that she looks with */
	async open(language: string): Promise<void> {
		if (!this.#loaded) await this.#regions.load();
		this.#loaded = true;
		const { region } = this;
		if (region?.parcel === this.#opened && this.#trouble === null) {
			await this.search.again(language);
			return;
		}
		this.#close();
		if (region === null) return;
		this.#opened = region.parcel;
		const opened = await this.search.open(region, language);
		if (opened?.ok === false) this.#trouble = opened.error;
	}

	/** Fetches a region and keeps it as the chosen one; the one before it goes. */
	async choose(entry: RegionEntry): Promise<Result<null, NotBrought>> {
		const brought = await bringRegion(entry);
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
