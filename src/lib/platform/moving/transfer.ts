/**
 * Moving to another phone, both sides, step by step (format and reasons: protocol/transfer.ts). It lives in the sealed
 * worker as long as the page does; a page that is locked or left has given it up, and the other phone learns of it when
 * the log's time is over. What is sent, and what becomes of what came, is worker.ts's.
 */
import { constantTimeEqual, randomBytes, type Bytes, type RandomSource } from '$platform/crypto';
import { x25519Pair } from '$platform/crypto/x25519';
import { CODE_SEED_BYTES, encodeCode, formatCode } from '$protocol/code';
import { TRANSFER_SECONDS } from '$protocol/relay';
import type { Result } from '$protocol/result';
import {
	headToBytes,
	LARGEST_TRANSFER,
	parseCommit,
	parseHead,
	parseShare,
	parseTransfer,
	partsOf,
	TRANSFER_PART_BYTES,
	transferToQr,
	type Share,
} from '$protocol/transfer';
import type { Held, TransferError, TransferState, TransferStep } from './contract';
import { agree, commitTo, derivePlace, fitsCommitment, type Agreed, type Place } from './keys';
import { Line, type LineOptions, type Side } from './line';

export interface TransferOptions extends LineOptions {
	random?: RandomSource;
	/** Milliseconds. */
	now?: () => number;
	onState: (state: TransferState) => void;
}
/** What the old phone sends: the inside of a backup, at most LARGEST_TRANSFER. */
export interface Cargo {
	bytes: Uint8Array;
	talked: boolean;
}
/** What the new phone makes of what came. */
export type Unpack = (bytes: Bytes) => Promise<Result<Held, TransferError>>;

/** Parts on their way at once. */
const AT_ONCE = 4;

export class Transfer {
	readonly #options: TransferOptions;
	readonly #random: RandomSource;
	#state: TransferState = { step: 'none', stalled: false };
	#line: Line | null = null;
	/** Which beginning is the last one. */
	#turn = 0;
	/** Resolves with what was said on this phone about the digits. */
	#say: (same: boolean) => void = () => undefined;
	/** New phone: what is needed to say that it was kept. */
	#tellKept: (() => Promise<unknown>) | null = null;

	constructor(options: TransferOptions) {
		this.#options = options;
		this.#random = options.random ?? randomBytes;
	}

	get state(): TransferState {
		return this.#state;
	}

	/** New phone: open a place to meet, show its code, and take what comes. */
	async receive(unpack: Unpack): Promise<void> {
		const turn = this.#begin({ step: 'opening' });
		const seed = this.#random(CODE_SEED_BYTES);
		const pair = x25519Pair(this.#random);
		const fresh: Share = { key: pair.publicKey, nonce: this.#random(32) };
		const place = await derivePlace(seed);
		const commitment = await commitTo(place, fresh);
		if (turn !== this.#turn) return;
		const line = this.#newLine(place, 'fresh');
		const now = this.#options.now?.() ?? Date.now();
		if (!(await line.open())) return;
		if (!(await line.put(place.mids.commit, place.key, commitment))) return;
		line.listen();
		this.#show({
			step: 'showing',
			code: formatCode(encodeCode(seed)),
			qr: transferToQr(seed, commitment),
			expiresAt: new Date(now + TRANSFER_SECONDS * 1_000).toISOString(),
		});
		const old = await this.#taken(line, place.mids.share, place.key, parseShare);
		if (old === null) return;
		if (!(await line.put(place.mids.reveal, place.key, fresh.key, fresh.nonce))) return;
		const agreed = await this.#agreed(line, agree(place, pair, { commitment, old, fresh }));
		if (agreed === null || !(await this.#compared(line, agreed))) return;
		if (!(await line.put(agreed.mids.same, agreed.fromNew))) return;
		const bytes = await this.#cargo(line, agreed);
		if (bytes === null) return;
		const held = await unpack(bytes);
		if (line.over) return;
		if (!held.ok) {
			void line.stop('cancelled');
			this.#show({ step: 'failed', error: held.error });
			return;
		}
		this.#tellKept = () => line.put(agreed.mids.kept, agreed.fromNew);
		this.#show({ step: 'received', held: held.value });
		await line.put(agreed.mids.got, agreed.fromNew);
	}

	/** New phone: it is on disk. The other phone is told; nobody here waits for that. */
	kept(): void {
		const line = this.#line;
		void this.#tellKept?.().then(() => {
			line?.close();
		});
		this.#tellKept = null;
	}

	/** Old phone: meet under a scanned or typed code, and send when both have compared. */
	async sendTo(codeOrQr: string, cargo: Cargo): Promise<void> {
		const met = parseTransfer(codeOrQr);
		if (met === null || cargo.bytes.length > LARGEST_TRANSFER) {
			this.#begin({ step: 'failed', error: { type: met === null ? 'CodeMistyped' : 'TooMuch' } });
			return;
		}
		const turn = this.#begin({ step: 'joining' });
		const pair = x25519Pair(this.#random);
		const old: Share = { key: pair.publicKey, nonce: this.#random(32) };
		const place = await derivePlace(met.seed);
		if (turn !== this.#turn) return;
		const line = this.#newLine(place, 'old');
		line.listen();
		const commitment = await this.#taken(line, place.mids.commit, place.key, parseCommit);
		if (commitment === null) return;
		if (met.commitment !== null && !constantTimeEqual(met.commitment, commitment)) {
			this.#refuse(line, 'WrongKey');
			return;
		}
		if (!(await line.put(place.mids.share, place.key, old.key, old.nonce))) return;
		const fresh = await this.#taken(line, place.mids.reveal, place.key, parseShare);
		if (fresh === null) return;
		if (!(await fitsCommitment(place, commitment, fresh))) {
			this.#refuse(line, 'WrongKey');
			return;
		}
		const agreed = await this.#agreed(line, agree(place, pair, { commitment, old, fresh }));
		if (agreed === null || !(await this.#compared(line, agreed))) return;
		if ((await line.take(agreed.mids.same, agreed.fromNew)) === null) return;
		if (!(await this.#sent(line, agreed, cargo.bytes))) return;
		if ((await line.take(agreed.mids.got, agreed.fromNew)) === null) return;
		this.#show({ step: 'sent' });
		if ((await line.take(agreed.mids.kept, agreed.fromNew)) === null) return;
		void line.forget();
		this.#show({ step: 'arrived', talked: cargo.talked });
	}

	/** Either: what was said about the six digits on this phone. */
	compare(same: boolean): void {
		if (this.#state.step !== 'comparing' || this.#state.mine) return;
		if (same) {
			this.#show({ ...this.#state, mine: true });
			this.#say(true);
			return;
		}
		void this.#line?.stop('different');
		this.#say(false);
		this.#show({ step: 'failed', error: { type: 'NotTheSame' } });
	}

	/** Stop, and tell the other phone; or put away what is over. */
	stop(): void {
		const line = this.#line;
		if (line !== null && !line.over) {
			// Nobody has come yet: then there is nobody to tell.
			if (this.#state.step === 'opening' || this.#state.step === 'showing') void line.forget();
			else void line.stop('cancelled');
		}
		this.#turn += 1;
		this.#say(false);
		this.#line = null;
		this.#tellKept = null;
		this.#show({ step: 'none' });
	}

	#begin(step: TransferStep): number {
		this.stop();
		this.#show(step);
		return this.#turn;
	}

	#newLine(place: Place, side: Side): Line {
		const line: Line = new Line(this.#options, place, side, {
			ended: (error) => {
				// On the new phone all of it is there by then: it needs no line to be given a lock.
				if (this.#line !== line || this.#state.step === 'received') return;
				this.#say(false);
				this.#show({ step: 'failed', error: { type: this.#meaning(error) } });
			},
			stalled: (stalled) => {
				if (this.#line === line && this.#state.stalled !== stalled) this.#show({ ...this.#state, stalled });
			},
		});
		this.#line = line;
		return line;
	}

	/** Once everything was sent, a line that ended says nothing about whether it arrived. */
	#meaning(error: TransferError['type']): TransferError['type'] {
		const state = this.#state;
		const mayHaveIt = state.step === 'sent' || (state.step === 'moving' && state.done === state.of);
		return error === 'CodeExpired' && mayHaveIt ? 'NotHeard' : error;
	}

	#show(step: TransferStep | TransferState): void {
		this.#state = { stalled: false, ...step };
		this.#options.onState(this.#state);
	}

	#refuse(line: Line, type: TransferError['type']): void {
		void line.stop('different');
		this.#show({ step: 'failed', error: { type } });
	}

	async #taken<T>(
		line: Line,
		mid: string,
		key: Place['key'],
		parse: (rest: Uint8Array) => T | null,
	): Promise<T | null> {
		const rest = await line.take(mid, key);
		if (rest === null) return null;
		const parsed = parse(rest);
		if (parsed === null) line.fail('Damaged');
		return parsed;
	}

	async #agreed(line: Line, agreeing: Promise<Agreed | null>): Promise<Agreed | null> {
		const agreed = await agreeing;
		if (agreed === null) this.#refuse(line, 'WrongKey');
		return line.over ? null : agreed;
	}

	/** Both see the digits; resolves with what was said here, false also when it is over. */
	async #compared(line: Line, { digits }: Agreed): Promise<boolean> {
		const said = new Promise<boolean>((resolve) => (this.#say = resolve));
		this.#show({ step: 'comparing', digits, mine: false });
		return (await said) && !line.over;
	}

	async #sent(line: Line, agreed: Agreed, bytes: Uint8Array): Promise<boolean> {
		const parts = partsOf(bytes.length);
		this.#show({ step: 'moving', done: 0, of: parts });
		if (!(await line.put(agreed.mids.head, agreed.fromOld, headToBytes({ bytes: bytes.length, parts }))))
			return false;
		let next = 0;
		let done = 0;
		const carry = async (): Promise<void> => {
			while (next < parts && !line.over) {
				const part = next;
				next += 1;
				const from = part * TRANSFER_PART_BYTES;
				const content = bytes.subarray(from, from + TRANSFER_PART_BYTES);
				if (!(await line.put(await agreed.partMid(part), agreed.fromOld, content))) return;
				done += 1;
				this.#show({ step: 'moving', done, of: parts });
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, carry));
		return done === parts && !line.over;
	}

	async #cargo(line: Line, agreed: Agreed): Promise<Bytes | null> {
		const head = await this.#taken(line, agreed.mids.head, agreed.fromOld, parseHead);
		if (head === null) return null;
		const bytes = new Uint8Array(head.bytes);
		for (let part = 0; part < head.parts; part += 1) {
			this.#show({ step: 'moving', done: part, of: head.parts });
			const content = await line.take(await agreed.partMid(part), agreed.fromOld);
			if (content === null) return null;
			const from = part * TRANSFER_PART_BYTES;
			if (content.length !== Math.min(TRANSFER_PART_BYTES, head.bytes - from)) {
				line.fail('Damaged');
				return null;
			}
			bytes.set(content, from);
		}
		return bytes;
	}
}
