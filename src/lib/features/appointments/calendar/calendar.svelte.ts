/** Her calendar as the screens see it: what she keeps and what workers have sent, read once and reactive. */
import { ownZone } from '$platform/clock';
import type { Collection, Session } from '$platform/session';
import type { Happening } from './happening';
import { toldIn, type Sources } from './happenings';
import { keptAsides, keptEntries, type Aside, type Entry } from './kept';

export class HerCalendar {
	readonly #session: Session;
	readonly entries: Collection<Entry>;
	readonly asides: Collection<Aside>;
	/** Of the phone, as it now is. */
	readonly zone = ownZone();
	#ready = $state(false);

	/** The vault must be open. */
	constructor(session: Session) {
		this.#session = session;
		this.entries = keptEntries(session);
		this.asides = keptAsides(session);
		void Promise.all([this.entries.load(), this.asides.load()]).then(() => (this.#ready = true));
	}

	/** All is read: what is not there now is not there. */
	get ready(): boolean {
		return this.#ready && this.#session.heard;
	}
	get sources(): Sources {
		return {
			entries: this.entries.items,
			told: toldIn(this.#session.messages),
			asides: this.asides.items,
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
