/**
 * A module as QR codes on one screen, one after the other, for the camera of another. Each code is the text
 *
 *     M1: | base45( set, 8 bytes | number, 1 byte from 0 | count, 1 byte | a piece of the packed module )
 *
 * `set` is the start of SHA-256 over the whole packed module: codes of two modules never mix, and what was put together is
 * known to be whole. That is for mistakes; whose words they are, the signatures inside say.
 *
 * How much in a code was measured with our own reader on camera-like pictures of 720 pixels, turned, blurred, noisy: 400
 * bytes (version 15, with the medium correction that screens draw) are read nearly always, 800 (version 23) in more than
 * half of the looks, which is enough for one code that stands still, and the fullest code there is (2.9 kB, version 40) never.
 */
import { concatBytes, sha256, type Bytes } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import { base45ToBytes, bytesToBase45 } from './base45';
import { pack, PACKED_BYTES, unpack, type UnpackProblem } from './pack';

/** Up to here one code holds it all. */
export const ONE_CODE_BYTES = 800;
/** Beyond that, the most in each of several. */
export const FRAME_BYTES = 400;

const PREFIX = 'M1:';
const SET_BYTES = 8;
const HEAD_BYTES = SET_BYTES + 2;
/** As many characters as the fullest QR code holds. */
const FRAME_CHARACTERS = 4_296;
/** So many looks at another module, with none at this one between them, and it is the other that is being shown. */
const LOOKS = 3;

const setOf = async (packed: Uint8Array): Promise<Bytes> => (await sha256(packed)).slice(0, SET_BYTES);

/** The texts of the codes for a module's bytes, in order; show them round and round. */
export async function framesOf(module: Uint8Array): Promise<string[]> {
	const packed = await pack(module);
	const count = packed.length <= ONE_CODE_BYTES ? 1 : Math.ceil(packed.length / FRAME_BYTES);
	// Even pieces, so that every code is drawn in the same size.
	const piece = Math.ceil(packed.length / count);
	const set = await setOf(packed);
	return Array.from({ length: count }, (_, number) => {
		const body = packed.subarray(number * piece, (number + 1) * piece);
		return PREFIX + bytesToBase45(concatBytes(set, Uint8Array.of(number, count), body));
	});
}

interface Frame {
	set: string;
	number: number;
	count: number;
	body: Bytes;
}

function frameOf(text: string): Frame | null {
	if (!text.startsWith(PREFIX) || text.length > FRAME_CHARACTERS) return null;
	const bytes = base45ToBytes(text.slice(PREFIX.length));
	if (bytes === null || bytes.length <= HEAD_BYTES) return null;
	const [number = 0, count = 0] = bytes.subarray(SET_BYTES, HEAD_BYTES);
	if (number >= count) return null;
	return { set: bytes.subarray(0, SET_BYTES).join(), number, count, body: bytes.slice(HEAD_BYTES) };
}

/** Whether a scanned text is one of these codes at all. */
export const isFrame = (text: string): boolean => frameOf(text) !== null;

export type FrameProblem =
	/** Some other QR code. */
	| { type: 'NotFrame' }
	/** A code of another module than the one that was begun; what there is of that is kept. */
	| { type: 'OtherModule' }
	| UnpackProblem;

export interface Taken {
	/** How many codes there are, and how many of them are here. */
	of: number;
	have: number;
	/** The module's bytes, once all are here. Nobody's word yet: give them to `readModule`. */
	done?: Bytes;
}

/**
 * Gathers codes in any order, however often each is seen. Holds one module's pieces at a time. A code of another module is
 * told apart and changes nothing, until it has been seen alone a few times, or {@link startAgain} is called.
 */
export class Frames {
	#set = '';
	#of = 0;
	#pieces = new Map<number, Bytes>();
	#other = { set: '', looks: 0 };

	/** Forget what there is. */
	startAgain(): void {
		this.#set = '';
		this.#of = 0;
		this.#pieces.clear();
		this.#other = { set: '', looks: 0 };
	}

	async take(text: string): Promise<Result<Taken, FrameProblem>> {
		const frame = frameOf(text);
		if (frame === null) return failed({ type: 'NotFrame' });
		const { set, number, count, body } = frame;
		// Of a half-gathered module another count under its name is as much a stranger as another name.
		if (this.#of > 0 && (set !== this.#set || count !== this.#of)) {
			const looks = this.#other.set === set ? this.#other.looks + 1 : 1;
			if (looks < LOOKS) {
				this.#other = { set, looks };
				return failed({ type: 'OtherModule' });
			}
			this.startAgain();
		}
		this.#other = { set: '', looks: 0 };
		this.#set = set;
		this.#of = count;
		if (!this.#pieces.has(number)) this.#pieces.set(number, body);
		const pieces = [...this.#pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece);
		if (pieces.reduce((sum, piece) => sum + piece.length, 0) > PACKED_BYTES) {
			this.startAgain();
			return failed({ type: 'TooLarge' });
		}
		if (pieces.length < count) return ok({ of: count, have: pieces.length });
		this.startAgain();
		const packed = concatBytes(...pieces);
		if ((await setOf(packed)).join() !== set) return failed({ type: 'Cut' });
		const module = await unpack(packed);
		return module.ok ? ok({ of: count, have: count, done: module.value }) : module;
	}
}
