/** One module on the desk: its draft, which piece is open, and what can still be brought back. */
import { focusPlace } from './focus';
import { DraftKeeper } from './keeper.svelte';
import { withText, type Draft } from './draft';
import { bringBack, deleteBlock, deletePage, type Deleted, type Gone } from './pieces';
import type { Shelf } from './shelf.svelte';

export class Writing {
	readonly keeper: DraftKeeper;
	readonly shelf: Shelf;
	#draft: Draft;
	/** Id of the one piece that is open; `about`, `facts`, or empty for none. */
	open = $state('');
	/** What was deleted since it was opened, newest last. */
	#gone = $state.raw<Gone[]>([]);
	/** What has just happened, for those who hear the page. */
	said = $state('');

	constructor(shelf: Shelf, draft: Draft) {
		this.shelf = shelf;
		this.#draft = $state.raw(draft);
		this.keeper = new DraftKeeper(shelf.keep);
		this.open = draft.revision === 0 ? 'about' : '';
	}

	get draft(): Draft {
		return this.#draft;
	}
	get gone(): Gone | undefined {
		return this.#gone.at(-1);
	}

	change(next: Draft): void {
		this.#draft = { ...next, changed: Date.now() };
		this.keeper.keep(this.#draft);
	}

	/** It was kept already, as part of a signing. */
	signed(next: Draft): void {
		this.#draft = next;
	}

	write(language: string, key: string, text: string): void {
		this.change(withText(this.#draft, language, key, text));
	}

	toggle(id: string): void {
		this.open = this.open === id ? '' : id;
	}

	/** Open a piece and put the focus into it. */
	async show(id: string, place = id): Promise<void> {
		this.open = id;
		await focusPlace(place);
	}

	/** Close it and stay on its line. */
	async close(id: string): Promise<void> {
		this.open = '';
		await focusPlace(id, 'button');
	}

	delete(what: 'page' | 'block', id: string): void {
		const { draft, gone }: Deleted = (what === 'page' ? deletePage : deleteBlock)(this.#draft, id);
		if (!gone) return;
		this.#gone = [...this.#gone, gone];
		if (this.open === id) this.open = '';
		this.change(draft);
		void focusPlace('undo', 'button');
	}

	async undo(): Promise<void> {
		const gone = this.gone;
		if (!gone) return;
		this.#gone = this.#gone.slice(0, -1);
		this.change(bringBack(this.#draft, gone));
		await focusPlace(gone.what === 'page' ? gone.page.id : gone.block.id, 'button');
	}
}
