/**
 * The notes of the cover. They are no secret: whoever opens the cover reads them, and the app says so. On the disk they are
 * sealed by a key that lies beside them, so that a search through the files finds no words; it stops nobody else.
 */
import * as z from 'zod/mini';
import { deviceBox, type DeviceBox } from '$platform/vault';

const notes = z.array(z.strictObject({ id: z.string(), text: z.string() }));
export interface Note {
	id: string;
	text: string;
}

export class Notes {
	readonly #box: DeviceBox;
	#items = $state.raw<readonly Note[]>([]);
	#full = $state(false);

	constructor(box: DeviceBox = deviceBox()) {
		this.#box = box;
	}

	/** The one written last first. */
	get items(): readonly Note[] {
		return this.#items;
	}
	/** The last change could not be kept. */
	get full(): boolean {
		return this.#full;
	}

	async load(): Promise<void> {
		const kept = z.safeParse(notes, await this.#box.read());
		if (kept.success) this.#items = kept.data;
	}

	/** Puts it at the top. An empty one is not kept. */
	put(note: Note): Promise<void> {
		const others = this.#items.filter(({ id }) => id !== note.id);
		return this.#keep(note.text.trim() === '' ? others : [note, ...others]);
	}

	delete(id: string): Promise<void> {
		return this.#keep(this.#items.filter((note) => note.id !== id));
	}

	async #keep(items: readonly Note[]): Promise<void> {
		this.#full = !(await this.#box.write(items));
		if (!this.#full) this.#items = items;
	}
}
