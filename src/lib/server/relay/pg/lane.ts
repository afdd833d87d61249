/**
 * A lane gathers what is asked for while its connections are busy and does it together: one transaction, one fsync, one
 * round trip for many. What is in one lane with one connection is done in the order in which it was asked.
 */
import { StoreFull, StoreUnavailable } from '../store';

interface Waiting<In, Out> {
	given: In;
	done: (value: Out) => void;
	fail: (error: unknown) => void;
}

export interface LaneOptions<In> {
	/** How many batches may be under way at once. Default 1: in order. */
	atOnce?: number;
	/** How many in one batch. */
	atMost: number;
	/** What one weighs, and how much one batch may weigh; one alone may weigh more. */
	weigh?: { of: (given: In) => number; atMost: number };
}

export class Lane<In, Out> {
	#waiting: Waiting<In, Out>[] = [];
	#underWay = 0;
	#scheduled = false;
	#idle: (() => void)[] = [];

	/** @param work Answers each of these in turn. All or nothing: when it rejects, nothing of it has happened. */
	constructor(
		private readonly work: (given: readonly In[]) => Promise<readonly Out[]>,
		private readonly options: LaneOptions<In>,
	) {}

	add(given: In): Promise<Out> {
		return new Promise<Out>((done, fail) => {
			this.#waiting.push({ given, done, fail });
			this.#schedule();
		});
	}

	/** Resolves when nothing waits and nothing is under way. */
	idle(): Promise<void> {
		return this.#waiting.length + this.#underWay === 0
			? Promise.resolve()
			: new Promise((resolve) => this.#idle.push(resolve));
	}

	#schedule(): void {
		if (this.#scheduled || this.#underWay >= (this.options.atOnce ?? 1)) return;
		this.#scheduled = true;
		setImmediate(() => {
			this.#scheduled = false;
			const batch = this.#take();
			if (batch.length === 0) return;
			this.#underWay += 1;
			void this.#do(batch).finally(() => {
				this.#underWay -= 1;
				if (this.#waiting.length > 0) this.#schedule();
				else if (this.#underWay === 0) for (const resolve of this.#idle.splice(0)) resolve();
			});
			if (this.#waiting.length > 0) this.#schedule();
		});
	}

	#take(): Waiting<In, Out>[] {
		const { atMost, weigh } = this.options;
		let count = 0;
		for (let weight = 0; count < this.#waiting.length && count < atMost; count += 1) {
			const next = this.#waiting[count];
			if (next === undefined || weigh === undefined) continue;
			weight += weigh.of(next.given);
			if (count > 0 && weight > weigh.atMost) break;
		}
		return this.#waiting.splice(0, count);
	}

	async #do(batch: Waiting<In, Out>[]): Promise<void> {
		try {
			const answers = await this.work(batch.map(({ given }) => given));
			for (const [at, { done }] of batch.entries()) done(answers[at] as Out);
		} catch (error) {
			if (error instanceof StoreUnavailable) {
				// Who came meanwhile would wait for the same answer; they ask again when they like.
				for (const { fail } of [...batch, ...this.#waiting.splice(0)]) fail(error);
			} else if (batch.length === 1 || error instanceof StoreFull) {
				for (const { fail } of batch) fail(error);
			} else {
				// One of them is at fault; the others do not pay for it.
				for (const one of batch) await this.#do([one]);
			}
		}
	}
}
