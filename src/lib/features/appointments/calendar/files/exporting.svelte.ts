/** What leaves as a file: chosen by a key or everything to come, named by her, written beside the page, saved by the browser. */
import { randomBytes } from '$platform/crypto';
import type { Exported } from '$platform/calendar';
import { CalendarApart } from '$platform/calendar/apart';
import { saveFile } from '$platform/pwa';
import type { Aside, Entry } from '../kept';
import { asideId, type Kept, type Told } from '../happenings';
import { isComing } from './choice';
import { entryToExported, toldToExported, type Leaving } from './convert';

/** It says nothing, and every calendar app knows what it is. */
export const FILE_NAME = 'calendar.ics';

export interface Hers {
	entries: readonly Kept<Entry>[];
	told: readonly Told[];
	asides: readonly Kept<Aside>[];
}

/**
 * @param key of one happening (`her/<id>/<start>`, `<conversation>/<appointment>/<start>`): that alone, a series as a
 * whole; otherwise all that may still happen
 */
export function leavingOf(
	{ entries, told, asides }: Hers,
	key: string | undefined,
	leaving: Leaving,
	now: number,
): Exported[] {
	const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
	const [whose, which] = key?.split('/', 2) ?? [];
	const changesOf = ({ imported, repeats }: Entry): Kept<Entry>[] =>
		imported?.instanceOf !== null || repeats === null
			? []
			: entries.filter(
					({ value }) => value.imported?.uid === imported.uid && value.imported.instanceOf !== null,
				);
	const mine = entries.filter(({ id, value }) =>
		key === undefined ? isComing(value, now, timeZone) : whose === 'her' && which === id,
	);
	const withChanges = new Set(
		key === undefined ? mine : mine.flatMap((one) => [one, ...changesOf(one.value)]),
	);
	const wishes = new Map(asides.map(({ id, value }) => [id, value.reminders]));
	const theirs = told.filter(
		({ conversation, standing }) =>
			key === undefined || (conversation === whose && standing.body.appointment === which),
	);
	return [
		...[...withChanges].map(({ value }) =>
			entryToExported(
				value,
				leaving,
				changesOf(value).map((change) => change.value),
			),
		),
		...theirs.flatMap((each) =>
			toldToExported(
				each,
				wishes.get(asideId(each.conversation, each.standing.body.appointment)) ?? [],
				leaving,
				key === undefined ? now : -Infinity,
			),
		),
	];
}

export class Exporting {
	#busy = $state(false);
	#saved = $state(false);
	#failed = $state(false);
	readonly #apart = new CalendarApart();

	get busy() {
		return this.#busy;
	}
	/** The browser was handed the file. */
	get saved() {
		return this.#saved;
	}
	get failed() {
		return this.#failed;
	}

	async save(events: readonly Exported[]): Promise<void> {
		this.#busy = true;
		const written = await this.#apart.write(events, Date.now(), randomBytes(16 * events.length));
		this.#busy = false;
		this.#failed = !written.ok;
		if (!written.ok) return;
		saveFile(FILE_NAME, new Blob([written.value], { type: 'text/calendar' }));
		this.#saved = true;
	}

	end(): void {
		this.#apart.end();
	}
}
