/**
 * One album of her own pictures. What is said about a picture (its title, its size) is small and is read with the album; the
 * picture itself is a record of its own in another collection, read only when it is looked at. Larger than a few KiB, it
 * lies alone on the disk: adding one rewrites none of the others.
 *
 * It sends nothing, and knows nothing of the phone's gallery.
 */
import * as z from 'zod/mini';
import { base64urlToBytes, bytesToBase64url } from '$platform/crypto';
import { drawable, KEPT, shrink, type Bare, type PictureError } from '$platform/pictures';
import { randomId, type Collection, type Session } from '$platform/session';
import type { Change, VaultError } from '$platform/vault';
import { failed, ok, type Result } from '$protocol/result';

/** In one album. All albums together stay under what can move to another phone at once (8 MiB). */
export const MOST = 20;
/** Letters. */
export const LONGEST_TITLE = 120;

/** What is said about a picture. */
export const pictureSchema = z.object({
	title: z.string().check(z.maxLength(LONGEST_TITLE)),
	width: z.int().check(z.gte(1)),
	height: z.int().check(z.gte(1)),
	/** Bytes of the picture itself. */
	bytes: z.int().check(z.gte(1)),
	/** When it was added: their order, and nothing else. ISO 8601. */
	at: z.iso.datetime(),
});
export type OwnPicture = z.infer<typeof pictureSchema> & { id: string };

const contentSchema = z.object({ content: z.string() });

/** Any image file that the browser can draw, made small and bare: the pixels alone, without place or time. */
export const prepare = (source: Blob): Promise<Result<Bare, PictureError>> => shrink(source, KEPT);

/** `Enough`: the album has {@link MOST} pictures. */
export type AddError = VaultError | { type: 'Enough' };

/** The pictures themselves, in their collection. */
export class Contents {
	readonly #name: string;

	constructor(name: string) {
		this.#name = name;
	}

	async read(session: Session, id: string): Promise<Blob | null> {
		const parsed = contentSchema.safeParse(await session.vault.one(this.#name, id));
		const bytes = parsed.success ? base64urlToBytes(parsed.data.content) : null;
		return bytes && drawable(bytes);
	}

	kept(id: string, bytes: Uint8Array): Change {
		return { collection: this.#name, id, value: { content: bytesToBase64url(bytes) } };
	}

	deleted(id: string): Change {
		return { collection: this.#name, id, deleted: true };
	}
}

export class Album {
	readonly #session: Session;
	readonly #about: Collection<z.infer<typeof pictureSchema>>;
	readonly #contents: Contents;
	#ready = $state(false);

	constructor(session: Session, about: Collection<z.infer<typeof pictureSchema>>, contents: Contents) {
		this.#session = session;
		this.#about = about;
		this.#contents = contents;
	}

	async load(): Promise<void> {
		await this.#about.load();
		this.#ready = true;
	}

	get ready(): boolean {
		return this.#ready;
	}
	/** The newest first. */
	get pictures(): OwnPicture[] {
		return this.#about.items
			.map(({ id, value }) => ({ ...value, id }))
			.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
	}
	get full(): boolean {
		return this.#about.items.length >= MOST;
	}

	/** The picture, ready to be drawn; null when it is not there or damaged. */
	read(id: string): Promise<Blob | null> {
		return this.#contents.read(this.#session, id);
	}

	/** Both records or none. @param picture from {@link prepare} */
	async add({ bytes, width, height }: Bare, title: string): Promise<Result<OwnPicture, AddError>> {
		if (this.full) return failed({ type: 'Enough' });
		const about = {
			title: title.trim().slice(0, LONGEST_TITLE),
			...{ width, height, bytes: bytes.length, at: new Date().toISOString() },
		};
		const id = randomId();
		const saved = await this.#about.put(about, id, [this.#contents.kept(id, bytes)]);
		return saved.ok ? ok({ ...about, id }) : saved;
	}

	async rename({ id, ...about }: OwnPicture, title: string): Promise<Result<null, VaultError>> {
		const saved = await this.#about.put({ ...about, title: title.trim().slice(0, LONGEST_TITLE) }, id);
		return saved.ok ? ok(null) : saved;
	}

	delete(id: string): Promise<Result<null, VaultError>> {
		return this.#about.delete(id, [this.#contents.deleted(id)]);
	}
}
