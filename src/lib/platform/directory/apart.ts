/** The page's side of the worker that searches. One region at a time; it stays open while the app is. */
import { transfer, wrap, type Remote } from 'comlink';
import { trustedUrl } from '$platform/pwa/trusted-url';
import type { Service } from '$protocol/directory';
import { failed, ok, type Result } from '$protocol/result';
import type { Answer, Asked, Facts } from './desk';
import type { DirectoryWorker } from './directory.worker';
import workerUrl from './directory.worker?worker&url';
import { openRegion, type FetchedRegion, type KeptRegion } from './keeping';

/** `Gone`: its files are not on this phone any more. `NotLoaded`: the worker did not come. */
export interface NotOpened {
	type: 'Gone' | 'NotLoaded';
}

export class OpenDirectory {
	readonly #worker: Worker;
	readonly #remote: Remote<DirectoryWorker>;
	readonly #broken: Promise<null>;
	readonly facts: Promise<Result<Facts, NotOpened>>;

	/** @param from what is kept here, sealed; or files that were just fetched and are kept nowhere */
	constructor(from: KeptRegion | FetchedRegion) {
		this.#worker = new Worker(trustedUrl(workerUrl), { type: 'module' });
		this.#remote = wrap<DirectoryWorker>(this.#worker);
		this.#broken = new Promise((resolve) => {
			this.#worker.addEventListener('error', () => {
				resolve(null);
			});
		});
		this.facts = this.#open(from);
	}

	async #open(from: KeptRegion | FetchedRegion): Promise<Result<Facts, NotOpened>> {
		const files = 'files' in from ? from.files : await openRegion(from).catch(() => null);
		if (files === null) return failed({ type: 'Gone' });
		const { index, texts, words } = files;
		const buffers = [...new Set([index.buffer, texts.buffer, words.buffer])];
		const opening = this.#remote.open(transfer(files, buffers), from.manifest.zone);
		const facts = await Promise.race([opening, this.#broken.then(() => undefined)]);
		if (facts === undefined) return failed({ type: 'NotLoaded' });
		return facts === null ? failed({ type: 'Gone' }) : ok(facts);
	}

	/** `null` when the worker is gone: that nothing was found would not be true. */
	search(asked: Asked, language: string): Promise<Answer | null> {
		return Promise.race([this.#remote.search(asked, language), this.#broken]);
	}

	service(number: number): Promise<Service | null> {
		return Promise.race([this.#remote.service(number), this.#broken]);
	}

	end(): void {
		this.#worker.terminate();
	}
}
