/**
 * Two phones of one person and a real relay between them, for tests of moving. Each has the code that runs in the sealed
 * worker, over a network that can be told to lose things, and a relay that can be told to lie.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRelayClient } from '../../src/lib/platform/channel/relay-client';
import type { TransferState } from '../../src/lib/platform/moving/contract';
import { Transfer, type TransferOptions } from '../../src/lib/platform/moving/transfer';
import { pollAnswerSchema, type Item } from '../../src/lib/protocol/relay';
import { createRelay, openLibsqlStore, type Relay } from '../../src/lib/server/relay';

export class Phone {
	readonly transfer: Transfer;
	readonly states: TransferState[] = [];
	/** What the relay makes of this phone's request; null: it never gets there. */
	network: (request: Request, answer: () => Promise<Response>) => Promise<Response | null> = (_, answer) =>
		answer();
	/** A relay that lies: what it makes of the items of a poll. */
	tamper: ((items: Item[]) => Item[]) | null = null;

	constructor(world: TwoPhones, options: Partial<TransferOptions> = {}) {
		const fetch: typeof globalThis.fetch = async (input, init) => {
			const request = new Request(input, init);
			const answered = await this.network(request, () => world.relay.handle(request, world.address));
			if (answered === null) throw new TypeError('Failed to fetch');
			if (this.tamper === null || !request.url.endsWith('/poll') || !answered.ok) return answered;
			const answer = pollAnswerSchema.parse(await answered.json());
			return Response.json({ ...answer, items: this.tamper(answer.items) });
		};
		this.transfer = new Transfer({
			relay: createRelayClient('http://relay.test', fetch, Date.now, () => undefined),
			// Waiting is what it is about; how long is not.
			pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
			listen: 1,
			onState: (state) => this.states.push(state),
			...options,
		});
	}

	/** The state once it is at this step. */
	async at<S extends TransferState['step']>(step: S, ms = 60_000): Promise<TransferState & { step: S }> {
		const deadline = Date.now() + ms;
		for (;;) {
			const { state } = this.transfer;
			if (state.step === step) return state as TransferState & { step: S };
			if (Date.now() > deadline) throw new Error(`Never ${step}: ${JSON.stringify(state)}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	async failed(): Promise<string> {
		return (await this.at('failed')).error.type;
	}
}

export class TwoPhones {
	readonly relay: Relay;
	readonly folder = mkdtempSync(join(tmpdir(), 'rosebay-two-phones-'));
	address = '192.0.2.7';
	now = Date.now;

	constructor() {
		this.relay = createRelay({
			store: openLibsqlStore({ path: join(this.folder, 'relay.sqlite') }),
			now: () => this.now(),
		});
	}

	async close(): Promise<void> {
		await this.relay.stop();
		rmSync(this.folder, { recursive: true });
	}
}
