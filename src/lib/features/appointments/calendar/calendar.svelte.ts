/** Her calendar as the screens see it: what she keeps and what workers have sent, read once and reactive. */
import { ownZone } from '$platform/clock';
import type { Collection, Session } from '$platform/session';
import type { Happening } from './happening';
import { toldIn, type Sources } from './happenings';
import { keptAsides, keptEntries, type Aside, type Entry, type ReminderWish } from './kept';
import { keptUsual, usualOf, type KeptUsual } from './reminders/settings';

export class HerCalendar {
	readonly #session: Session;
	readonly entries: Collection<Entry>;
	readonly asides: Collection<Aside>;
	readonly #usual: Collection<KeptUsual>;
	/** Of the phone, as it now is. */
	readonly zone = ownZone();
	#ready = $state(false);

	/** The vault must be open. */
	constructor(session: Session) {
		this.#session = session;
		this.entries = keptEntries(session);
		this.asides = keptAsides(session);
		this.#usual = keptUsual(session);
		const all = [this.entries, this.asides, this.#usual];
		void Promise.all(all.map((each) => each.load())).then(() => (this.#ready = true));
	}

	/** All is read: what is not there now is not there. */
	get ready(): boolean {
		return this.#ready && this.#session.heard;
	}
	/** Her usual reminders: what a worker sends has them until she adds something of her own to it. */
	get usual(): readonly ReminderWish[] {
		return usualOf(this.#usual);
	}
	get sources(): Sources {
		return {
			entries: this.entries.items,
			told: toldIn(this.#session.messages),
			asides: this.asides.items,
			usual: this.usual,
		};
	}
}

/** What was asked for, found anew whenever something it is made of changes. Made while a component is. */
export class Found {
	#list = $state.raw<readonly Happening[] | null>(null);
	#failed = $state(false);

	/** @param ask reads what it depends on before it first waits */
	constructor(of: () => HerCalendar, ask: (sources: Sources) => Promise<readonly Happening[]>) {
		$effect(() => {
			const calendar = of();
			if (!calendar.ready) return undefined;
			let wanted = true;
			ask(calendar.sources).then(
				(list) => {
					if (!wanted) return;
					this.#list = list;
					this.#failed = false;
				},
				() => {
					// The library for repeats is a file of its own: an update may have taken the old one away.
					if (wanted) this.#failed = true;
				},
			);
			return () => {
				wanted = false;
			};
		});
	}

	/** `null` until it is known. */
	get list(): readonly Happening[] | null {
		return this.#list;
	}
	get failed(): boolean {
		return this.#failed;
	}
}
