/** A code on its way to the relay, for whoever enters one: one at a time, and what became of it. */
import type { ChannelError } from '$platform/channel/contract';
import type { Session } from '$platform/session';
import { parsePairing } from '$protocol/pairing';

export class Joining {
	readonly #session: Session;
	#busy = $state(false);
	#error = $state<ChannelError | null>(null);

	constructor(session: Session) {
		this.#session = session;
	}

	get busy(): boolean {
		return this.#busy;
	}
	get error(): ChannelError | null {
		return this.#error;
	}
	/** A slip in typing: said at the field. */
	get isSlip(): boolean {
		return this.#error?.type === 'CodeMistyped';
	}

	async join(text: string): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		this.#error = null;
		const joined = await this.#session.channel.join(text);
		this.#busy = false;
		if (!joined.ok) this.#error = joined.error;
	}
}

/** Whether a scanned picture is of the kind that a meeting begins with. */
export const isMeeting = (text: string): boolean => Boolean(parsePairing(text)?.keyHash);
