/** Which reminders there are and which are shown now, kept right while her calendar changes and time goes by. */
import { loadTemporal, ownZone } from '$platform/clock';
import type { Collection, Session } from '$platform/session';
import type { WakeMoment } from '$platform/wakes';
import { toldIn, type Sources } from '../happenings';
import { keptAsides, keptEntries, type Aside, type Entry } from '../kept';
import { dueIn, momentsOf, shownAt, type Due } from './gather';
import { keptPutAway, keptUsual, usualOf, type KeptPutAway, type KeptUsual } from './settings';

/** Changes come in bursts: an import, a conversation that is read. Milliseconds. */
const SETTLED = 400;
/** A phone that slept may be late with its timers, so a look is never further away. Milliseconds. */
const LONGEST_BETWEEN_LOOKS = 30_000;

export class DueReminders {
	readonly #session: Session;
	readonly #entries: Collection<Entry>;
	readonly #asides: Collection<Aside>;
	readonly #usual: Collection<KeptUsual>;
	readonly #putAway: Collection<KeptPutAway>;
	readonly #opened = Date.now();
	readonly #ready: Promise<unknown>;
	#known = $state(false);
	#due = $state.raw<readonly Due[]>([]);
	#now = $state(Date.now());
	#turn = 0;

	/** The vault must be open. */
	constructor(session: Session) {
		this.#session = session;
		this.#entries = keptEntries(session);
		this.#asides = keptAsides(session);
		this.#usual = keptUsual(session);
		this.#putAway = keptPutAway(session);
		const all = [this.#entries, this.#asides, this.#usual, this.#putAway];
		this.#ready = Promise.all(all.map((each) => each.load())).then(() => (this.#known = true));
	}

	/** All that her calendar is made of, once everything of it has been read. */
	get sources(): Sources | null {
		if (!this.#known || !this.#session.heard) return null;
		return {
			entries: this.#entries.items,
			asides: this.#asides.items,
			told: toldIn(this.#session.messages),
			usual: usualOf(this.#usual),
		};
	}

	get shown(): Due[] {
		const putAway = new Set(this.#putAway.items.flatMap(({ value }) => value.putAway.map(({ key }) => key)));
		return shownAt(this.#due, { opened: this.#opened, now: this.#now, putAway });
	}
	get now(): number {
		return this.#now;
	}

	/** Work out anew what there is. Only the last of several askings counts. */
	async gather(sources: Sources): Promise<WakeMoment[] | null> {
		const turn = (this.#turn += 1);
		await new Promise((resolve) => setTimeout(resolve, SETTLED));
		if (turn !== this.#turn) return null;
		const now = new Date();
		const due = await dueIn(sources, ownZone(), now, await loadTemporal());
		if (turn !== this.#turn) return null;
		this.#due = due;
		this.#now = Date.now();
		return momentsOf(due, this.#now);
	}

	/** Look at the clock now and then, at each moment at the latest. Returns how to stop. */
	watch(): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const look = () => {
			clearTimeout(timer);
			this.#now = Date.now();
			const next = this.#due.find(({ at }) => at > this.#now)?.at ?? Infinity;
			timer = setTimeout(look, Math.min(next - this.#now, LONGEST_BETWEEN_LOOKS));
		};
		look();
		document.addEventListener('visibilitychange', look);
		return () => {
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', look);
		};
	}

	/** It does not come again, and what came before it for the same thing neither. */
	async putAway(due: Due): Promise<void> {
		await this.#ready;
		const kept = this.#putAway.items[0];
		const now = Date.now();
		const same = this.#due.filter(
			({ happening, at }) => happening.key === due.happening.key && at <= Math.max(due.at, now),
		);
		const putAway = [
			...(kept?.value.putAway ?? []).filter(({ until }) => until > now),
			...same.map(({ key, until }) => ({ key, until })),
		];
		await this.#putAway.put({ v: 1, putAway }, kept?.id);
	}
}
