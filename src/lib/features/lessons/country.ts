/** Her country, as she chose it where the phone numbers are (`help-country` among the settings). Read here, never written. */
import * as z from 'zod/mini';
import { openCollection, type Session } from '$platform/session';

const settingSchema = z.looseObject({ key: z.string(), country: z.optional(z.string()) });

export class Country {
	readonly #settings;

	constructor(session: Session) {
		this.#settings = openCollection(session, 'settings', settingSchema);
	}

	async load(): Promise<void> {
		await this.#settings.load();
	}

	/** ISO 3166; undefined while she has chosen none. */
	get code(): string | undefined {
		const kept = this.#settings.items.find(({ value }) => value.key === 'help-country');
		// Chosen and taken back is kept as no words at all.
		return kept?.value.country === '' ? undefined : kept?.value.country;
	}
}
