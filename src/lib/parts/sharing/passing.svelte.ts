/** A module on its way out as a file or a link, and what became of it. */
import { moduleBytes } from '$platform/modules';
import { saveFile } from '$platform/pwa';
import type { SignedModule } from '$protocol/module';

const carriers = () => import('$platform/modules/carriers');

export class Passing {
	readonly #signed: SignedModule;
	#file = $state.raw<File | null>(null);
	#saved = $state(false);
	#copied = $state(false);
	#tooLong = $state(false);
	#byHand = $state<string | null>(null);

	constructor(signed: SignedModule) {
		this.#signed = signed;
		void this.#made();
	}

	/** This browser can hand the file to another app. */
	get canShare(): boolean {
		return this.#file !== null && 'canShare' in navigator && navigator.canShare({ files: [this.#file] });
	}
	get fileName(): string {
		return this.#file?.name ?? '';
	}
	get saved(): boolean {
		return this.#saved;
	}
	get copied(): boolean {
		return this.#copied;
	}
	/** It does not fit into a link. */
	get tooLong(): boolean {
		return this.#tooLong;
	}
	/** The link, where the browser did not let it be copied. */
	get byHand(): string | null {
		return this.#byHand;
	}

	async #made(): Promise<File> {
		const { fileNameOf, FILE_TYPE } = await carriers();
		const bytes = new Uint8Array(moduleBytes(this.#signed));
		this.#file ??= new File([bytes], fileNameOf(this.#signed), { type: FILE_TYPE });
		return this.#file;
	}

	async save(): Promise<void> {
		const file = await this.#made();
		saveFile(file.name, file);
		this.#saved = true;
	}

	async share(): Promise<void> {
		if (!this.#file) return;
		try {
			await navigator.share({ files: [this.#file] });
		} catch {
			// She changed her mind, or the other app did; the file can still be saved.
		}
	}

	async copy(): Promise<void> {
		const { linkOf } = await carriers();
		const link = await linkOf(location.origin, this.#signed);
		this.#tooLong = !link.ok;
		this.#copied = false;
		this.#byHand = null;
		if (!link.ok) return;
		try {
			await navigator.clipboard.writeText(link.value);
			this.#copied = true;
		} catch {
			this.#byHand = link.value;
		}
	}
}
