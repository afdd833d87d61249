/** Where moving to another phone stands, on the page. The steps themselves are made in the sealed worker. */
import type { TransferState } from '$platform/moving';
import type { Session } from '$platform/session';

const NOT_LOADED: TransferState = { step: 'failed', error: { type: 'NotLoaded' }, stalled: false };

export class Moving {
	readonly #session: Session;
	#state = $state.raw<TransferState>({ step: 'none', stalled: false });

	constructor(session: Session) {
		this.#session = session;
	}

	get state() {
		return this.#state;
	}

	/** New phone. */
	receive(): Promise<void> {
		return this.#do(() => this.#session.moving.receive());
	}

	/** Old phone. @param code scanned or typed */
	sendTo(code: string): Promise<void> {
		return this.#do(() => this.#session.moving.sendTo(code));
	}

	compare(same: boolean): void {
		void this.#session.moving.compareTransfer(same);
	}

	/** Stop, and tell the other phone; or put away what failed. */
	stop(): void {
		void this.#session.moving.stopTransfer();
	}

	/** The worker may not be there: no network before the app was kept. */
	async #do(work: () => Promise<void>): Promise<void> {
		try {
			await this.#session.moving.watchTransfer((state) => {
				this.#state = state;
			});
			await work();
		} catch {
			this.#state = NOT_LOADED;
		}
	}
}
