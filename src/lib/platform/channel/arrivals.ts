/** What lies in the outer envelope alone, by its first byte (content.ts): who takes it. They work on the draft and save nothing. */
import type { Bytes } from '$platform/crypto';
import { CONTENT } from './content';
import type { Draft } from './draft';
import { keepPart } from './files/keeping';
import { asked, welcomed } from './rejoin';

type Arrival = (draft: Draft, mid: string, content: Bytes) => void | Promise<void>;

export const ARRIVALS: Readonly<Record<number, Arrival>> = {
	[CONTENT.part]: keepPart,
	[CONTENT.rejoin]: asked,
	[CONTENT.welcome]: welcomed,
};
