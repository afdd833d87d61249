/** A mentor's suggestions, sealed with every change, so that none is lost to a lock or a closed lid. */
import { openCollection, randomId, type Collection, type Session } from '$platform/session';
import { suggestionSchema, type Suggestion } from './model';

type Place = Pick<Suggestion, 'language' | 'room' | 'path'>;
const isAt = (place: Place) => (one: Suggestion) =>
	one.language === place.language && one.room === place.room && one.path === place.path;

export class Suggestions {
	readonly #kept: Collection<Suggestion>;
	/** Newest wish for each text while an earlier one is on its way to the disk. */
	readonly #waiting = new Map<string, Suggestion>();
	#saving: Promise<void> | null = null;
	#full = $state(false);

	constructor(session: Session) {
		this.#kept = openCollection(session, 'suggestions', suggestionSchema);
	}

	/** The last save failed: there is no room. */
	get full(): boolean {
		return this.#full;
	}
	get all(): Suggestion[] {
		return this.#kept.items.map(({ value }) => value);
	}

	/** Read what is kept. The vault must be open. */
	async load(): Promise<void> {
		await this.#kept.load();
	}

	at(place: Place): Suggestion | undefined {
		return this.all.find(isAt(place));
	}

	async keep(suggestion: Suggestion): Promise<void> {
		this.#waiting.set(JSON.stringify([suggestion.language, suggestion.room, suggestion.path]), suggestion);
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	async delete(place: Place): Promise<void> {
		this.#waiting.delete(JSON.stringify([place.language, place.room, place.path]));
		await this.#saving;
		const record = this.#kept.items.find(({ value }) => isAt(place)(value));
		if (record) await this.#kept.delete(record.id);
	}

	async #saveAll(): Promise<void> {
		try {
			for (const [key, suggestion] of this.#waiting) {
				this.#waiting.delete(key);
				const known = this.#kept.items.find(({ value }) => isAt(suggestion)(value));
				this.#full = !(await this.#kept.put(suggestion, known?.id ?? randomId())).ok;
			}
		} finally {
			this.#saving = null;
		}
	}
}
