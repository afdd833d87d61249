/** Turning notices on and off, step by step. Nothing is on before every step of it has worked. */
import { wornDisguise } from '$platform/disguise';
import type { Collection, Session } from '$platform/session';
import {
	askLeave,
	askToBeWoken,
	canNotify,
	isAllowed,
	keepNotice,
	keptNotices,
	newWake,
	registration,
	subscribe,
	tryNotice,
	type KeptNotices,
	type SubscribeError,
} from '$platform/wakes';
import type { WakeError } from '$platform/channel/contract';
import { noticeOf } from './model';
import { inTurn, momentsOf, runErrands, silence } from './settle';

type Problem = SubscribeError['type'] | WakeError['type'] | 'StorageFull' | 'Empty';
type Said = 'now' | 'changed' | 'tried' | 'notTried' | 'offNow' | 'offLater';
export type Words = Pick<KeptNotices, 'words' | 'lang' | 'dir'>;

export class Notices {
	readonly #session: Session;
	readonly #kept: Collection<KeptNotices>;
	#ready = $state(false);
	#choosing = $state(false);
	#working = $state(false);
	#problem = $state<Problem | null>(null);
	#said = $state<Said | null>(null);

	constructor(session: Session) {
		this.#session = session;
		this.#kept = keptNotices(session);
		void this.#kept.load().then(() => (this.#ready = true));
	}

	get #on() {
		return this.#kept.items.find(({ value }) => value.on);
	}

	get step(): 'looking' | 'off' | 'words' | 'working' | 'on' {
		if (!this.#ready) return 'looking';
		if (this.#working) return 'working';
		if (this.#choosing) return 'words';
		return this.#on ? 'on' : 'off';
	}
	get words(): string {
		return this.#on?.value.words ?? '';
	}
	get isOn(): boolean {
		return this.#on !== undefined;
	}
	/** On here, but the phone shows none. */
	get stopped(): boolean {
		return this.#on !== undefined && !isAllowed();
	}
	get problem(): Problem | null {
		return this.#problem;
	}
	get said(): Said | null {
		return this.#said;
	}

	/** The words first: the phone is asked only when she has seen what will be shown. */
	choose(): void {
		this.#tell(null);
		const can = canNotify();
		if (can === 'yes') this.#choosing = true;
		else this.#problem = can === 'denied' ? 'Denied' : 'NoPush';
	}

	toStart(): void {
		this.#choosing = false;
		this.#problem = null;
	}

	/** From a press: the phone asks its own question now, if it has not before. `null`: nothing was typed. */
	async use(words: Words | null): Promise<void> {
		this.#tell(null);
		if (words === null) {
			this.#problem = 'Empty';
			return;
		}
		const before = this.#on;
		this.#working = true;
		const asked = askLeave();
		try {
			const problem = (await asked) ? await inTurn(() => this.#turnOn(words)) : 'Denied';
			this.#problem = problem;
			if (problem === null) this.#said = before ? 'changed' : 'now';
			this.#choosing = problem !== null;
		} finally {
			this.#working = false;
		}
	}

	/** What did not work leaves things as they were. */
	async #turnOn(words: Words): Promise<Problem | null> {
		const before = this.#on?.value;
		const problem = await this.#turnOnSteps(words);
		if (problem !== null && !before) await silence();
		if (problem !== null && before) await keepNotice(noticeOf(before, wornDisguise()));
		return problem;
	}

	async #turnOnSteps(words: Words): Promise<Problem | null> {
		const { channel } = this.#session;
		const key = await channel.wakeKey();
		if (!key.ok) return key.error.type;
		const subscription = await subscribe(key.value);
		if (!subscription.ok) return subscription.error.type;
		if (!(await keepNotice(noticeOf(words, wornDisguise())))) return 'StorageFull';
		const wake = this.#on?.value ?? newWake();
		const asked = await askToBeWoken(this.#session, wake, momentsOf(this.#session), subscription.value);
		if (!asked.ok) return asked.error.type;
		const { id, token } = wake;
		const saved = await this.#kept.put(
			{ v: 1, on: true, id, token, ...words, told: asked.value },
			this.#on?.id,
		);
		if (saved.ok) return null;
		await channel.dropWake({ id, token });
		return saved.error.type === 'StorageFull' ? 'StorageFull' : 'Failed';
	}

	async show(): Promise<void> {
		this.#tell(null);
		const on = this.#on?.value;
		const worker = await registration();
		const shown = on && worker && (await tryNotice(worker, noticeOf(on, wornDisguise())));
		this.#said = shown ? 'tried' : 'notTried';
	}

	async turnOff(): Promise<void> {
		this.#tell(null);
		const on = this.#on;
		if (!on) return;
		this.#working = true;
		try {
			await inTurn(silence);
			// Kept as an errand until the relay has been told.
			const saved = await this.#kept.put({ ...on.value, on: false }, on.id);
			if (!saved.ok) {
				this.#problem = saved.error.type === 'StorageFull' ? 'StorageFull' : 'Failed';
				return;
			}
			await runErrands(this.#session);
			this.#said = this.#kept.items.length === 0 ? 'offNow' : 'offLater';
		} finally {
			this.#working = false;
		}
	}

	#tell(said: Said | null): void {
		this.#said = said;
		this.#problem = null;
	}
}
