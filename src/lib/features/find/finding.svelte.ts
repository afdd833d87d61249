/**
 * What Find holds while the app is open: the region, the worker that searches it, what she asks and what came. What she asks is
 * in memory alone: it goes to no server and to no disk, and with the lock it is gone.
 */
import {
	bringRegion,
	letGo,
	OpenDirectory,
	type Answer,
	type Asked,
	type Facts,
	type KeptRegion,
	type NotBrought,
	type NotOpened,
	type RegionEntry,
} from '$platform/directory';
import type { Collection, Session } from '$platform/session';
import type { VaultApi } from '$platform/vault';
import { failed, ok, type Result } from '$protocol/result';
import { keptRegions } from './kept';

const PAGE = 20;
const NOTHING: Omit<Asked, 'limit'> = {
	text: '',
	flags: [],
	kind: null,
	language: null,
	near: null,
	openAt: null,
};
const findings = new WeakMap<VaultApi, Finding>();

export class Finding {
	readonly #regions: Collection<KeptRegion>;
	#loaded = $state(false);
	#directory = $state.raw<OpenDirectory | null>(null);
	#opened: string | null = null;
	#facts = $state.raw<Facts | null>(null);
	#trouble = $state.raw<NotOpened | null>(null);
	#asked = $state.raw<Asked>({ ...NOTHING, limit: PAGE });
	#answer = $state.raw<Answer | null>(null);
	#searching = false;
	#again = false;
	#language = 'en';

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
		return this.#directory;
	}
	/** What it can be filtered by, once it is open. */
	get facts(): Facts | null {
		return this.#facts;
	}
	get trouble(): NotOpened | null {
		return this.#trouble;
	}
	get asked(): Asked {
		return this.#asked;
	}
	get answer(): Answer | null {
		return this.#answer;
	}

	/** Open what is kept, unless it is open. @param language of the words that she looks with */
	async open(language: string): Promise<void> {
		this.#language = language;
		if (!this.#loaded) await this.#regions.load();
		this.#loaded = true;
		const { region } = this;
		if (region?.parcel === this.#opened && this.#trouble === null) {
			void this.#search();
			return;
		}
		this.#close();
		if (region === null) return;
		this.#opened = region.parcel;
		const directory = new OpenDirectory(region);
		const facts = await directory.facts;
		if (this.#opened !== region.parcel) return;
		if (!facts.ok) {
			directory.end();
			this.#trouble = facts.error;
			return;
		}
		this.#directory = directory;
		this.#facts = facts.value;
		await this.#search();
	}

	/** Another question; the one before it, if it still runs, is not shown. */
	ask(change: Partial<Asked>): void {
		this.#asked = { ...this.#asked, limit: PAGE, ...change };
		void this.#search();
	}

	more(): void {
		this.ask({ limit: this.#asked.limit + PAGE });
	}

	/** The same, without any narrowing. */
	widen(): void {
		this.ask({ ...NOTHING, text: this.#asked.text });
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
		this.#directory?.end();
		this.#directory = null;
		this.#opened = null;
		this.#facts = null;
		this.#trouble = null;
		this.#answer = null;
		this.#asked = { ...NOTHING, limit: PAGE };
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
				const answer = await directory.search(this.#asked, this.#language);
				if (directory === this.#directory) this.#answer = answer;
			}
		} finally {
			this.#searching = false;
		}
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
