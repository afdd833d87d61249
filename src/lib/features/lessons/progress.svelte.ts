/** Where she is in lessons: what the player keeps, and what was kept before lessons were modules. */
import { progressIn, progressSchema, type PlayerHost, type Progress } from '$parts/player';
import { openCollection, type Session } from '$platform/session';
import { earlierSchema, fromEarlier } from './earlier';

export class LessonProgress implements NonNullable<PlayerHost['progress']> {
	readonly #kept;
	readonly #earlier;
	readonly #keeping;

	constructor(session: Session) {
		this.#kept = openCollection(session, 'progress', progressSchema);
		this.#earlier = openCollection(session, 'lessons', earlierSchema);
		this.#keeping = progressIn(session);
	}

	/** Read everything; {@link of} knows it then, and hears of changes. */
	async loadAll(): Promise<void> {
		await Promise.all([this.#kept.load(), this.#earlier.load()]);
	}

	of(module: string): Progress | null {
		const kept = this.#kept.items.find(({ value }) => value.module === module);
		if (kept) return kept.value;
		return (
			this.#earlier.items.map(({ value }) => fromEarlier(value)).find((one) => one?.module === module) ?? null
		);
	}

	/** Something was begun and not read to its end; what, is known with the lessons themselves. */
	get anyOpen(): boolean {
		return (
			this.#kept.items.some(({ value }) => !value.done) ||
			this.#earlier.items.some(({ value }) => fromEarlier(value)?.done === false)
		);
	}

	async load(module: string): Promise<Progress | null> {
		await this.loadAll();
		return this.of(module);
	}

	save(progress: Progress): Promise<boolean> {
		return this.#keeping.save(progress);
	}
}
