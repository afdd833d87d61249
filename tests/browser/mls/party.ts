/** One member of an MLS group, whichever library it runs on. Whole MLSMessages go in and out, as they would travel. */
import type { Bytes } from '$platform/crypto';

export interface Party {
	/** `<user>:<device>@<domain>`, the only form of name that Wire's library takes. */
	readonly name: string;
	keyPackage(): Promise<Bytes>;
	found(group: Bytes): Promise<void>;
	join(welcome: Bytes): Promise<void>;
	add(keyPackage: Bytes): Promise<{ commit: Bytes; welcome: Bytes }>;
	remove(name: string): Promise<Bytes>;
	/** An empty commit: new keys, the same people. */
	refresh(): Promise<Bytes>;
	says(text: string): Promise<Bytes>;
	hears(message: Bytes): Promise<Heard>;
	/** What all members of this epoch can derive and nobody else (RFC 9420, section 8.5). */
	secret(): Promise<string>;
	epoch(): Promise<bigint>;
	/** Names of all members, sorted. */
	members(): Promise<string[]>;
}

export type Heard =
	| { kind: 'message'; text: string; by: string }
	| { kind: 'commit'; by: string }
	| { kind: 'removed' }
	| { kind: 'refused'; why: string };

/** The key that belongs to each name, as if it had been compared. */
export type Pins = Map<string, Bytes>;

/** Wire's library exports under this label and an empty context, and asks for a length only. */
export const EXPORTER = { label: 'exporter', bytes: 32 };

export const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
