/** The loop that sends: what a meeting has to send, and what is in the outbox, as soon as the relay can be reached. */
import type { Waits } from './backoff';
import { Bell } from './bell';
import type { Core } from './core';
import { Draft } from './draft';
import type { Meeting } from './meeting/meeting';
import type { Outbox } from './outbox';
import { Errands } from './people/errands';

const HOUR = 3_600_000;

export class Sending {
	readonly bell = new Bell();
	readonly #core: Core;
	readonly #meeting: Meeting;
	readonly #outbox: Outbox;
	readonly #unreachable: Waits;
	readonly #people: Errands;

	constructor(core: Core, meeting: Meeting, outbox: Outbox, unreachable: Waits) {
		this.#core = core;
		this.#meeting = meeting;
		this.#outbox = outbox;
		this.#unreachable = unreachable;
		this.#people = new Errands(core);
	}

	/** Until the channel is closed. */
	async run(closing: AbortSignal): Promise<void> {
		while (!closing.aborted) {
			const rung = this.bell.next();
			const left = this.#unreachable.left('send', this.#core.now());
			let wait = left;
			if (left === 0) {
				const met = await this.#people.run();
				await this.#commits();
				const reached = met && (await this.#meeting.push()) && (await this.#outbox.flush());
				if (reached) this.#unreachable.worked('send');
				else this.#unreachable.failed('send', this.#core.now());
				wait = reached ? (this.#outbox.nextIn() ?? HOUR) : this.#unreachable.left('send', this.#core.now());
			}
			const expires = this.#meeting.expiresIn();
			await rung.orAfter(Math.min(wait, HOUR, expires === null ? HOUR : expires + 50));
		}
	}

	/** Commits that are due though nothing is said just now: a day has passed somewhere, or somebody is to be added. */
	async #commits(): Promise<void> {
		const { store, turn } = this.#core;
		for (const id of store.groups.rows.keys())
			await turn(async () => {
				const draft = Draft.of(this.#core, id);
				if (await draft?.commitDue()) await store.save((await draft?.writes()) ?? []);
			});
	}
}
