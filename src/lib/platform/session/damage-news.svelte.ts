/** Damage this opening found and nobody has said yet that they read of. What is said about it is the screen's business. */
import { openCollection, type Collection } from './collection.svelte';
import { isNews, toldSchema, type Told } from './damage';
import type { Session } from './session';

export class DamageNews {
	readonly #session: Session;
	readonly #told: Collection<Told>;
	#loaded = $state(false);
	#read = $state(false);

	/** The vault must be open. */
	constructor(session: Session) {
		this.#session = session;
		this.#told = openCollection(session, 'damage-told', toldSchema);
		void this.#told.load().then(() => (this.#loaded = true));
	}

	/** False until it is known. */
	get waiting(): boolean {
		const told = this.#told.items.map(({ value }) => value);
		return this.#loaded && !this.#read && isNews(this.#rows, told);
	}

	/** The person has read it. Not said again, but for more damage; without room to note that, at the next opening. */
	async read(): Promise<void> {
		this.#read = true;
		await this.#told.put({ v: 1, damagedRows: this.#rows }, this.#told.items[0]?.id);
	}

	get #rows(): number {
		return this.#session.report?.damagedRows ?? 0;
	}
}
