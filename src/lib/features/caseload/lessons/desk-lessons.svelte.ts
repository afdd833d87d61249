/** Lessons a desk keeps, sealed, so that a file need not be found again for everybody it is sent to. */
import { keptSchema, toKept, type Kept, type Opened } from '$parts/sharing';
import { kept } from '$platform/modules';
import { openCollection, type Collection, type Session } from '$platform/session';
import type { Stored } from '$platform/vault';
import type { SignedModule } from '$protocol/module';

export class DeskLessons {
	readonly #all: Collection<Kept>;
	#full = $state(false);

	constructor(session: Session) {
		this.#all = openCollection(session, 'desk-lessons', keptSchema);
	}

	/** The last save or deletion did not reach the disk. */
	get full(): boolean {
		return this.#full;
	}
	/** By title. */
	get all(): Stored<Kept>[] {
		return this.#all.items.toSorted((a, b) =>
			(a.value.titles[0]?.title ?? '').localeCompare(b.value.titles[0]?.title ?? ''),
		);
	}

	load(): Promise<void> {
		return this.#all.load();
	}

	#recordOf({ module }: SignedModule): Stored<Kept> | undefined {
		return this.#all.items.find(
			({ value }) => value.module === module.id && value.author.key === module.author.key,
		);
	}
	/** This very revision is kept here. */
	has(signed: SignedModule): boolean {
		return this.#recordOf(signed)?.value.revision === signed.module.revision;
	}
	open(id: string): Opened | null {
		const record = this.#all.items.find((one) => one.id === id);
		return record ? kept(record.value.text) : null;
	}

	/** In place of another revision of it. */
	async keep(signed: SignedModule): Promise<void> {
		const record = toKept(signed, 'file', new Date().toISOString());
		this.#full = !(await this.#all.put(record, this.#recordOf(signed)?.id)).ok;
	}
	async delete(signed: SignedModule): Promise<void> {
		const record = this.#recordOf(signed);
		if (record) this.#full = !(await this.#all.delete(record.id)).ok;
	}
}
