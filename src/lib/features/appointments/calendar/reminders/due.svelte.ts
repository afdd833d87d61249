/** Which reminders there are and which are shown now, kept right while her calendar changes and time goes by. */
import { loadTemporal, ownZone } from '$platform/clock';
import type { Collection, Session } from '$platform/session';
import type { WakeMoment } from '$platform/wakes';
import { HerCalendar } from '../calendar.svelte';
import type { Sources } from '../happenings';
import { dueIn, momentsOf, shownAt, type Due } from './gather';
import { keptPutAway, type KeptPutAway } from './settings';

/** Changes come in bursts: an import, a conversation that is read. Milliseconds. */
const SETTLED = 400;
/** A phone that slept may be late with its timers, so a look is never further away. Milliseconds. */
const LONGEST_BETWEEN_LOOKS = 30_000;
/** A clock that is further off than this is not followed: the relay, which wakes by its own, has said so. Milliseconds. */
const WRONG_BY = 10 * 60_000;

export class DueReminders {
	readonly #session: Session;
	readonly #calendar: HerCalendar;
	readonly #putAway: Collection<KeptPutAway>;
	#opened = Date.now();
	/** How wrong her phone's clock is known to be; 0 where it is not far off. */
	#ahead = $state(0);
	readonly #ready: Promise<unknown>;
	#known = $state(false);
	#due = $state.raw<readonly Due[]>([]);
	#now = $state(Date.now());
	#turn = 0;

	/** The vault must be open. */
	constructor(session: Session) {
		this.#session = session;
		this.#calendar = new HerCalendar(session);
		this.#putAway = keptPutAway(session);
		this.#ready = this.#putAway.load().then(() => (this.#known = true));
	}

	/** All that her calendar is made of, once everything of it has been read. */
	get sources(): (Sources & { ahead: number }) | null {
		return this.#known && this.#calendar.ready ? { ...this.#calendar.sources, ahead: this.#ahead } : null;
	}

	get shown(): Due[] {
		const putAway = new Set(this.#putAway.items.flatMap(({ value }) => value.putAway.map(({ key }) => key)));
		return shownAt(this.#due, { opened: this.#opened, now: this.#now, putAway });
	}
	get now(): number {
		return this.#now;
	}

	/** Work out anew what there is. Only the last of several askings counts. */
	async gather({ ahead, ...sources }: Sources & { ahead: number }): Promise<WakeMoment[] | null> {
		const turn = (this.#turn += 1);
		await new Promise((resolve) => setTimeout(resolve, SETTLED));
		if (turn !== this.#turn) return null;
		const now = new Date(Date.now() + ahead);
		const due = await dueIn(sources, ownZone(), now, await loadTemporal());
		if (turn !== this.#turn) return null;
		this.#due = due;
		this.#now = Date.now() + ahead;
		return momentsOf(due, this.#now);
	}

	/** Look at the clock now and then, at each moment at the latest. Returns how to stop. */
	watch(): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const look = () => {
			clearTimeout(timer);
			void this.#compareClocks();
			this.#now = Date.now() + this.#ahead;
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

	async #compareClocks(): Promise<void> {
		const ahead = await this.#session.channel.clockAhead();
		const known = Math.abs(ahead) < WRONG_BY ? 0 : ahead;
		// The relay tells whole seconds, and an answer takes its time.
		if (Math.abs(known - this.#ahead) < WRONG_BY) return;
		this.#opened += known - this.#ahead;
		this.#ahead = known;
	}

	/** It does not come again, and what came before it for the same thing neither. */
	async putAway(due: Due): Promise<void> {
		await this.#ready;
		const kept = this.#putAway.items[0];
		const now = this.#now;
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
