/** What she has chosen, and what changes when she chooses anew. The exit hears of it once it is kept, not before. */
import {
	markToSite,
	parseOwnSite,
	siteToMark,
	tellExit,
	type ExitSite,
	type OwnSiteError,
} from '$platform/exit';
import type { Collection } from '$platform/session';
import { exitMark, keepExitMark } from '$platform/vault';
import type { VaultError } from '$platform/vault/contract';
import type { OwnSite } from './kept';

type Problem = OwnSiteError['type'] | VaultError['type'] | 'NotKept';

export class ExitChoice {
	readonly #kept: Collection<OwnSite>;
	readonly #host: string;
	#listed = $state.raw<ExitSite>(markToSite(exitMark()));
	#problem = $state<Problem | null>(null);
	#said = $state(false);
	typed = $state('');

	/** @param host this app's own, to which leaving must not lead */
	constructor(kept: Collection<OwnSite>, host: string) {
		this.#kept = kept;
		this.#host = host;
	}

	/** The page of the list: for ever, or until her own is known. */
	get listed(): ExitSite {
		return this.#listed;
	}
	get own(): string | null {
		return this.#kept.items.at(-1)?.value.address ?? null;
	}
	get problem(): Problem | null {
		return this.#problem;
	}
	/** Something was just kept. */
	get said(): boolean {
		return this.#said;
	}

	choose(site: ExitSite): void {
		if (!this.#end(keepExitMark(siteToMark(site)) ? null : 'NotKept')) return;
		this.#listed = site;
		if (!this.own) tellExit({ site: site.address });
	}

	async useOwn(): Promise<void> {
		const parsed = parseOwnSite(this.typed, this.#host);
		if (!parsed.ok) {
			this.#end(parsed.error.type);
			return;
		}
		const saved = await this.#kept.put({ v: 1, address: parsed.value }, this.#kept.items.at(-1)?.id);
		if (!this.#end(saved.ok ? null : saved.error.type)) return;
		tellExit({ site: parsed.value });
		this.typed = '';
	}

	async dropOwn(): Promise<void> {
		for (const { id } of this.#kept.items) {
			const gone = await this.#kept.delete(id);
			if (!this.#end(gone.ok ? null : gone.error.type)) return;
		}
		tellExit({ site: this.#listed.address });
	}

	#end(problem: Problem | null): boolean {
		this.#problem = problem;
		this.#said = problem === null;
		return this.#said;
	}
}
