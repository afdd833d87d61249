/** Whatever came, as a file, a link, a code, or a text that was pasted: to the module in it, through the one gate. */
import { utf8, type Bytes } from '$platform/crypto';
import type { SignedModule } from '$protocol/module';
import { MODULE_LIMITS } from '$protocol/module-blocks';
import { failed, ok, type Result } from '$protocol/result';
import type { ModuleProblem } from '../problems';
import { readModule } from '../reading';
import { Frames, isFrame } from './frames';
import { readLink } from './link';
import { AS_IS, DEFLATED, unpack, type UnpackProblem } from './pack';

/** `NothingHere`: there is no module in it at all. */
export type ArrivalProblem = ModuleProblem | UnpackProblem | { type: 'NothingHere' };
type Unwrapped = Result<Bytes, Exclude<ArrivalProblem, ModuleProblem> | { type: 'TooLarge' }>;

/** A link of a whole module, the words of a message around it, and either in UTF-16. */
const MOST_BYTES = MODULE_LIMITS.bytes * 4;

/** UTF-8, or UTF-16 that says so, as some editors save it. Null for what is no text. */
function textOf(bytes: Uint8Array): string | null {
	const [first, second] = bytes;
	const label =
		first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
	try {
		return new TextDecoder(label, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

async function fromText(whole: string): Promise<Unwrapped> {
	const text = whole.replace(/^\uFEFF/, '').trim();
	if (text.startsWith('{')) return ok(utf8(text));
	if (!isFrame(text)) return readLink(text);
	const taken = await new Frames().take(text);
	if (!taken.ok)
		return taken.error.type === 'NotFrame' || taken.error.type === 'OtherModule'
			? failed({ type: 'NothingHere' })
			: failed(taken.error);
	// One code of several: the rest is still on the other screen.
	return taken.value.done === undefined ? failed({ type: 'Cut' }) : ok(taken.value.done);
}

/** The bytes of a module as they lay in it; nobody has looked at them yet. */
export async function bytesIn(came: Uint8Array | string): Promise<Unwrapped> {
	if (came.length > MOST_BYTES) return failed({ type: 'TooLarge' });
	if (typeof came === 'string') return fromText(came);
	if (came[0] === AS_IS || came[0] === DEFLATED) return unpack(came);
	const text = textOf(came);
	return text === null ? failed({ type: 'NothingHere' }) : fromText(text);
}

/** Never throws, and nothing comes out of it that `readModule` has not looked at. */
export async function readAny(came: Uint8Array | string): Promise<Result<SignedModule, ArrivalProblem>> {
	const bytes = await bytesIn(came);
	return bytes.ok ? readModule(bytes.value) : bytes;
}
