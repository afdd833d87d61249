/** The exercises she wants to find first. Sealed in her vault, and hers to change. */
import { openCollection, type Collection, type Session } from '$platform/session';
import { favouriteSchema, modulesOf, type Favourite } from './own';

export class Favourites {
	readonly #kept: Collection<Favourite>;
	#failed = $state(false);
	#busy = false;

	constructor(session: Session) {
		this.#kept = openCollection(session, 'favourites', favouriteSchema);
	}

	/** Ids of exercises, newest first. Call `load` before reading. */
	get modules(): string[] {
		return modulesOf(this.#kept.items);
	}
	/** The last change did not reach the disk. */
	get failed(): boolean {
		return this.#failed;
	}
	has(module: string): boolean {
		return this.modules.includes(module);
	}

	async load(): Promise<void> {
		await this.#kept.load();
	}

	/** Among them, or no longer. */
	async change(module: string): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		const kept = this.#kept.items.find(({ value }) => value.module === module);
		const saved = kept
			? await this.#kept.delete(kept.id)
			: await this.#kept.put({ v: 1, module, at: new Date().toISOString() });
		this.#failed = !saved.ok;
		this.#busy = false;
	}
}
