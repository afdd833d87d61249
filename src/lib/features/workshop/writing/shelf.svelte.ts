/** All modules of this browser: drafts, signed versions, and the key they are signed with. */
import { ok, type Result } from '$protocol/result';
import type { Collection, Session } from '$platform/session';
import {
	languagesOf,
	moduleBytes,
	newSigningIdentity,
	signerOf,
	type SigningIdentity,
} from '$platform/modules';
import type { SignedModule } from '$protocol/module';
import { draftFrom, rebased, type Draft } from './draft';
import { keptDrafts, keptKey, keptVersions, type Version } from './kept';

const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export interface Work {
	draft: Draft;
	/** Newest first. */
	versions: Version[];
}

/** Why a module that is whole is not taken in here. */
export type Refusal = { type: 'Own' | 'OtherKey' | 'Older' | 'NotKept' };

export class Shelf {
	readonly #drafts: Collection<Draft>;
	readonly #versions: Collection<Version>;
	readonly #key: ReturnType<typeof keptKey>;
	#deleted = $state.raw<Work | null>(null);
	#failed = $state(false);

	constructor(session: Session) {
		this.#drafts = keptDrafts(session);
		this.#versions = keptVersions(session);
		this.#key = keptKey(session);
	}

	/** Read what is kept. The vault must be open. */
	async load(): Promise<void> {
		await Promise.all([this.#drafts.load(), this.#versions.load(), this.#key.load()]);
	}

	/** Newest first. */
	get works(): Work[] {
		return this.#drafts.items
			.map(({ value }) => ({ draft: value, versions: this.versionsOf(value.id) }))
			.sort((a, b) => b.draft.changed - a.draft.changed);
	}
	get identity(): SigningIdentity | null {
		const [kept] = this.#key.items;
		return kept ? { name: kept.value.name, secret: kept.value.secret } : null;
	}
	/** One was deleted and can come back. */
	get deleted(): boolean {
		return this.#deleted !== null;
	}
	/** The last deleting, copying or bringing back did not reach the disk. */
	get failed(): boolean {
		return this.#failed;
	}

	versionsOf(id: string): Version[] {
		return this.#versions.items
			.map(({ value }) => value)
			.filter((version) => version.id === id)
			.sort((a, b) => b.at - a.at);
	}
	byId(id: string): Draft | undefined {
		return this.#drafts.items.find(({ value }) => value.id === id)?.value;
	}

	readonly keep = (draft: Draft): Promise<{ ok: boolean }> => this.#drafts.put(draft, draft.id);

	async add(draft: Draft): Promise<boolean> {
		const added = await this.keep(draft);
		this.#failed = !added.ok;
		return added.ok;
	}

	/** The draft and every version of it; both come back with {@link Shelf.undo}. */
	async delete(work: Work): Promise<void> {
		const gone = await this.#drafts.delete(work.draft.id);
		this.#failed = !gone.ok;
		if (!gone.ok) return;
		for (const { id } of this.#versions.items.filter(({ value }) => value.id === work.draft.id))
			await this.#versions.delete(id);
		this.#deleted = work;
	}

	async undo(): Promise<void> {
		const work = this.#deleted;
		if (!work) return;
		const versions = await this.#versions.putAll(
			work.versions.map((value) => ({ value, id: versionId(value) })),
		);
		this.#failed = !versions.ok || !(await this.add(work.draft));
		if (!this.#failed) this.#deleted = null;
	}

	/** A new key under this name, or another name for the key there is. False when it could not be kept. */
	async nameKey(name: string): Promise<boolean> {
		const [known] = this.#key.items;
		const identity = known ? { ...known.value, name } : { v: 1 as const, ...newSigningIdentity(name) };
		return (await this.#key.put(identity, known?.id ?? 'key')).ok;
	}

	/** What was signed just now: kept as a version of its own, beside all earlier ones. */
	async keepVersion(signed: SignedModule, draft: Draft, now: number): Promise<Draft | null> {
		const text = utf8(moduleBytes(signed));
		const version: Version = {
			v: 1,
			id: signed.module.id,
			revision: signed.module.revision,
			at: now,
			languages: languagesOf(signed),
			text,
		};
		const next: Draft = {
			...draft,
			revision: signed.module.revision,
			changed: now,
			signedAt: now,
			from: draft.from === '' ? '' : text,
		};
		if (!(await this.#versions.put(version, versionId(version))).ok) return null;
		return (await this.keep(next)).ok ? next : null;
	}

	/**
	 * Somebody's module, to translate it.
	 * @param signed as it came through the gate
	 */
	async take(signed: SignedModule, now: number): Promise<Result<Draft, Refusal>> {
		const { module } = signed;
		const mine = this.identity === null ? '' : signerOf(this.identity).key;
		if (module.author.key === mine) return { ok: false, error: { type: 'Own' } };
		const known = this.byId(module.id);
		// An id belongs to whoever came with it first: to her, or to another key.
		if (known && (known.from === '' || authorOf(known) !== module.author.key))
			return { ok: false, error: { type: 'OtherKey' } };
		if (known && known.revision > module.revision) return { ok: false, error: { type: 'Older' } };
		const from = utf8(moduleBytes(signed));
		const draft = known ? rebased(known, signed, now, from) : draftFrom(signed, now, from);
		return (await this.add(draft)) ? ok(draft) : { ok: false, error: { type: 'NotKept' } };
	}
}

const versionId = ({ id, revision, at }: Version): string => `${id} ${revision} ${at}`;

/** The key of whoever wrote what is translated here. It was read before it was kept. */
function authorOf({ from }: Draft): string {
	const signed = JSON.parse(from) as SignedModule;
	return signed.module.author.key;
}
