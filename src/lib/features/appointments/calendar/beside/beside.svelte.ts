/**
 * The same day in another calendar, beside the Gregorian one: hers to choose. Until she has, it is the one that her region
 * goes by, and nothing where that is the Gregorian one or where people go by both.
 */
import * as z from 'zod/mini';
import {
	OTHER_CALENDARS,
	otherDate,
	regionalCalendar,
	type OtherCalendar,
	type Translator,
} from '$platform/i18n';
import { openCollection, type Collection, type Session } from '$platform/session';
import type { VaultError } from '$platform/vault';
import type { Result } from '$protocol/result';

const settingSchema = z.object({ beside: z.nullable(z.enum(OTHER_CALENDARS)) });
type Setting = z.infer<typeof settingSchema>;
/** The one record there is. */
const ID = 'settings';

export class Beside {
	readonly #kept: Collection<Setting>;
	readonly #i18n: Translator;

	constructor(session: Session, i18n: Translator) {
		this.#kept = openCollection(session, 'calendar-settings', settingSchema);
		this.#i18n = i18n;
		void this.#kept.load();
	}

	/** Which one stands beside; `null`: none. */
	get calendar(): OtherCalendar | null {
		const kept = this.#kept.items.find(({ id }) => id === ID);
		return kept ? kept.value.beside : regionalCalendar(this.#i18n.locale);
	}

	/**
	 * The text to put beside a day, or `null` for nothing.
	 * @param iso instant, or day (`2026-11-22`)
	 * @param zone IANA zone whose day is meant, for an instant
	 */
	of(iso: string, zone?: string): string | null {
		const { calendar } = this;
		return calendar === null ? null : otherDate(this.#i18n.locale, calendar, iso, zone);
	}

	async choose(beside: OtherCalendar | null): Promise<Result<null, VaultError>> {
		const saved = await this.#kept.put({ beside }, ID);
		return saved.ok ? { ok: true, value: null } : saved;
	}
}
