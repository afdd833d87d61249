/** What comes with the app, in the language she reads now. */
import { useI18n } from '$platform/i18n';
import { loadContent } from '$platform/packs';
import type { Reading } from '$protocol/module';

export class Content {
	#readings = $state.raw<readonly Reading[] | null>(null);
	#unavailable = $state(false);
	#language = '';

	/** Null while they are on their way, and when they cannot be had. */
	get readings(): readonly Reading[] | null {
		return this.#readings;
	}
	get unavailable(): boolean {
		return this.#unavailable;
	}

	async load(language: string): Promise<void> {
		this.#language = language;
		this.#unavailable = false;
		const loaded = await loadContent(language);
		// She may have changed it meanwhile.
		if (this.#language !== language) return;
		if (loaded.ok) this.#readings = loaded.value;
		else this.#unavailable = true;
	}

	async again(): Promise<void> {
		await this.load(this.#language);
	}
}

/** For a component: loaded when it is shown, and anew when she changes her language. */
export function useContent(): Content {
	const i18n = useI18n();
	const content = new Content();
	$effect(() => {
		void content.load(i18n.language);
	});
	return content;
}
