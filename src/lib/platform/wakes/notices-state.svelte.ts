/** Whether this phone shows anything of what is open now while the app is closed, and if not, why. */
import type { Collection, Session } from '$platform/session';
import { keptNotices, type KeptNotices } from './kept';
import { canNotify, isAllowed } from './subscription';

/** `off`: she has not turned them on. `denied`: the phone does not let it. `no`: this browser has no such thing. */
export type NoticesAre = 'looking' | 'on' | 'off' | 'denied' | 'no';

export class NoticesState {
	readonly #kept: Collection<KeptNotices>;
	#ready = $state(false);

	/** The vault must be open. */
	constructor(session: Session) {
		this.#kept = keptNotices(session);
		void this.#kept.load().then(() => (this.#ready = true));
	}

	get #on() {
		return this.#kept.items.find(({ value }) => value.on);
	}
	get are(): NoticesAre {
		const can = canNotify();
		if (can === 'no') return 'no';
		if (can === 'denied') return 'denied';
		if (!this.#ready) return 'looking';
		if (!this.#on) return 'off';
		return isAllowed() ? 'on' : 'denied';
	}
	/** Those the phone shows; empty where it shows none. */
	get words(): string {
		return this.#on?.value.words ?? '';
	}
}
