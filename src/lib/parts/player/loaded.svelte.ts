/** Components of blocks as they come: those of the page she is on first, the others while she reads it. */
import { SvelteMap } from 'svelte/reactivity';
import type { BlockType, Page } from '$protocol/module-blocks';
import { loadBlock, type AnyBlock } from './blocks';

export class LoadedBlocks {
	readonly #components = new SvelteMap<BlockType, AnyBlock | 'failed'>();

	/** `undefined` while it is on its way. */
	of(type: BlockType): AnyBlock | 'failed' | undefined {
		return this.#components.get(type);
	}

	/** Resolves when all of these pages can be shown, or said why not. Never rejects. */
	async need(pages: readonly Page[]): Promise<void> {
		const types = new Set(pages.flatMap(({ blocks }) => blocks.map(({ type }) => type)));
		await Promise.all([...types].map((type) => this.#load(type)));
	}

	again(type: BlockType): void {
		this.#components.delete(type);
		void this.#load(type);
	}

	async #load(type: BlockType): Promise<void> {
		if (this.#components.has(type)) return;
		try {
			this.#components.set(type, await loadBlock(type));
		} catch {
			// A part of an older build that this phone never kept, and no network: she can go on without it.
			this.#components.set(type, 'failed');
		}
	}
}

/** Milliseconds: where a browser does not tell when it has nothing to do, and where it always has. */
const SOON = 500;
const AT_LAST = 3_000;

/** Resolves when what was asked for before is drawn and nobody waits. */
export const whenIdle = (): Promise<void> =>
	new Promise((resolve) => {
		if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: AT_LAST });
		else setTimeout(resolve, SOON);
	});
