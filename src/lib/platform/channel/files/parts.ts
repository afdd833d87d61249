/**
 * The parts of files, as they came and went, sealed as they lay on the log. In memory is only where they are: their bytes
 * are read when somebody wants to see the file. A part that no message names is kept for a while, since it comes before
 * its message; only so many of those, and not for ever.
 */
import { bytesToBase64url, type Bytes } from '$platform/crypto';
import { MAX_PARTS, type FileRef } from '$protocol/messages';
import * as z from 'zod/mini';
import { bytesOf } from '../envelope';
import { partRecord, type PartRecord } from '../records';
import type { Shelf, Write } from '../store';

/** Of so many files there may be parts without a message, in one conversation. */
const UNNAMED = 3 * MAX_PARTS;
const UNNAMED_MS = 7 * 86_400_000;

type Place = Pick<PartRecord, 'conversation' | 'mid' | 'at'>;
const stored = z.array(z.object({ id: z.string(), value: z.unknown() }));

export class Parts {
	readonly #name: string;
	#shelf: Shelf | null = null;
	readonly #places = new Map<string, Place>();

	constructor(name: string) {
		this.#name = name;
	}

	async #all(): Promise<{ id: string; part: PartRecord }[]> {
		return stored.parse((await this.#shelf?.all(this.#name)) ?? []).flatMap(({ id, value }) => {
			const parsed = partRecord.safeParse(value);
			return parsed.success ? [{ id, part: parsed.data }] : [];
		});
	}

	async load(shelf: Shelf): Promise<void> {
		this.#shelf = shelf;
		for (const { id, part } of await this.#all()) this.#places.set(id, placeOf(part));
	}

	put(id: string, place: Place, content: Bytes): Write {
		const value: PartRecord = { ...place, content: bytesToBase64url(content) };
		const change = { collection: this.#name, id, value };
		return { change, apply: () => void this.#places.set(id, placeOf(place)) };
	}

	#delete(id: string): Write {
		const change = { collection: this.#name, id, deleted: true as const };
		return { change, apply: () => void this.#places.delete(id) };
	}

	/** All parts of a conversation, or those of one file of it. */
	delete(conversation: string, file?: FileRef): Write[] {
		return [...this.#places]
			.filter(([, place]) => place.conversation === conversation && (file?.parts.includes(place.mid) ?? true))
			.map(([id]) => this.#delete(id));
	}

	has(conversation: string, mid: string): boolean {
		return [...this.#places.values()].some(
			(place) => place.conversation === conversation && place.mid === mid,
		);
	}

	/**
	 * Parts that no message names.
	 * @returns writes that delete those kept too long, and whether another may come
	 */
	unnamed(conversation: string, named: ReadonlySet<string>, now: number): { old: Write[]; room: boolean } {
		const all = [...this.#places].filter(
			([, place]) => place.conversation === conversation && !named.has(place.mid),
		);
		const old = all.filter(([, { at }]) => Math.abs(now - at) > UNNAMED_MS);
		return { old: old.map(([id]) => this.#delete(id)), room: all.length - old.length < UNNAMED };
	}

	/** What is here of a file, by mid. */
	async read(conversation: string, file: FileRef): Promise<Map<string, Bytes>> {
		const all = await this.#all();
		const mine = all.filter(
			({ part }) => part.conversation === conversation && file.parts.includes(part.mid),
		);
		return new Map(mine.map(({ part }) => [part.mid, bytesOf(part.content)]));
	}
}

const placeOf = ({ conversation, mid, at }: Place): Place => ({ conversation, mid, at });
