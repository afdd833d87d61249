/**
 * A directory that is open: searched, filtered, read. Pure; it runs in a worker (`directory.worker.ts`), so that an old phone's
 * screen never waits for it.
 */
import {
	BLOCK_SIZE,
	KINDS,
	serviceSchema,
	type DirectoryWords,
	type Kind,
	type Service,
} from '$protocol/directory';
import { FLAGS, NO_POINT, openIndex, type DirectoryIndex, type Flag } from '$protocol/directory-index';
import { inflated, MOST_BLOCK_BYTES, MOST_INDEX_BYTES } from '$protocol/directory-inflate';
import { tellingWords } from '$protocol/directory-meaning';
import { searchDirectory, type DirectoryFilter } from '$protocol/directory-search';
import { distances, nearness, type Point } from './near';
import { openNow } from './hours';

export interface Asked {
	text: string;
	flags: readonly Flag[];
	kind: Kind | null;
	/** As the directory writes it; one of {@link Facts}. */
	language: string | null;
	/** A town, by its number; or, without one, where she said she is. */
	near: { place: number; km: number } | { place: null; here: Point; km: number } | null;
	/** Only what is open at this moment, by the clocks of where it is; ms. */
	openAt: number | null;
	/** How many rows. */
	limit: number;
}

/** One line of a list of results. */
export interface Row {
	number: number;
	service: Service;
	km: number | null;
	/** Whether it is open, where its hours are known. */
	open: boolean | null;
}

export interface Answer {
	rows: Row[];
	/** How many there are in all. */
	many: number;
	/** Each has every word that was asked for. */
	all: boolean;
}

/** What this directory can be filtered by: what it has none of is not offered. */
export interface Facts {
	flags: Flag[];
	kinds: Kind[];
	/** What the kinds are called, by language. */
	names: Record<string, Partial<Record<Kind, string>>>;
	languages: string[];
	/** Towns whose place is known, by their number. */
	places: { number: number; name: string; lat: number; lon: number }[];
	/** Some say their hours. */
	hours: boolean;
}

const BLOCKS_KEPT = 48;
const LONGEST_NAME = 200;

export class Desk {
	readonly #index: DirectoryIndex;
	readonly #texts: Uint8Array<ArrayBuffer>;
	readonly #offsets: DataView;
	readonly #words: readonly DirectoryWords[];
	readonly #zone: string | undefined;
	readonly #blocks = new Map<number, Promise<unknown[]>>();
	#distances: { from: string; km: Float32Array } | null = null;

	private constructor(
		index: DirectoryIndex,
		texts: Uint8Array<ArrayBuffer>,
		words: readonly DirectoryWords[],
		zone: string | undefined,
	) {
		this.#index = index;
		this.#texts = texts;
		this.#offsets = new DataView(texts.buffer, texts.byteOffset, texts.byteLength);
		this.#words = words;
		this.#zone = zone;
	}

	/**
	 * @param zone for services that do not say theirs
	 * @returns null when the files are no directory
	 */
	static async open(
		index: Uint8Array<ArrayBuffer>,
		texts: Uint8Array<ArrayBuffer>,
		words: readonly DirectoryWords[],
		zone: string | undefined,
	): Promise<Desk | null> {
		const bytes = await inflated(index, MOST_INDEX_BYTES);
		const opened = bytes && openIndex(bytes);
		return opened === null ? null : new Desk(opened, texts, words, zone);
	}

	facts(): Facts {
		const { flags, kinds, header, places, placePoints, hours } = this.#index;
		let [anyFlag, anyKind] = [0, 0];
		for (let at = 0; at < this.#index.services; at += 1) {
			anyFlag |= flags[at] ?? 0;
			anyKind |= kinds[at] ?? 0;
		}
		return {
			flags: (Object.keys(FLAGS) as Flag[]).filter((flag) => (anyFlag & FLAGS[flag]) !== 0),
			kinds: KINDS.filter((_, bit) => ((anyKind >>> bit) & 1) === 1),
			names: Object.fromEntries(
				this.#words.map(({ language, kinds: named }) => [
					language,
					Object.fromEntries(Object.entries(named).map(([kind, { name }]) => [kind, name])),
				]),
			),
			languages: header.languages,
			places: places.flatMap((name, number) => {
				const [lat = NO_POINT, lon = NO_POINT] = placePoints.subarray(number * 2, number * 2 + 2);
				const told = Math.abs(lat) <= 9_000_000 && Math.abs(lon) <= 18_000_000;
				return !told ? [] : [{ number, name, lat: lat / 100_000, lon: lon / 100_000 }];
			}),
			hours: hours.length > 0,
		};
	}

	/** @param language of the words she looks for kinds of help with */
	async search(asked: Asked, language: string): Promise<Answer> {
		const index = this.#index;
		const words = this.#words.find((each) => each.language === language) ?? null;
		const km = asked.near && this.#near(asked.near.place ?? asked.near.here);
		const openAt = openNow(index, this.#zone, asked.openAt ?? Date.now());
		const filter = this.#filter(asked, km, openAt);
		const { services, many, all } = searchDirectory(index, asked.text, words, filter, asked.limit);
		const rows = await Promise.all(
			services.map(async (number): Promise<Row | null> => {
				const service = await this.service(number);
				const far = km?.[number] ?? Infinity;
				return (
					service && {
						number,
						service,
						km: Number.isFinite(far) ? far : null,
						open: openAt.known(number) ? openAt.open(number) : null,
					}
				);
			}),
		);
		const asName = (name: string) => tellingWords(name, words).sort().join(' ');
		const typed = asName(asked.text.slice(0, LONGEST_NAME));
		const isIt = ({ service }: Row) => typed !== '' && asName(service.name) === typed;
		const shown = rows.filter((row) => row !== null);
		return { rows: [...shown.filter(isIt), ...shown.filter((row) => !isIt(row))], many, all };
	}

	#filter(asked: Asked, km: Float32Array | null, hours: ReturnType<typeof openNow>): DirectoryFilter {
		const { near, openAt, kind, language } = asked;
		const spoken = language === null ? -1 : this.#index.header.languages.indexOf(language);
		return {
			flags: asked.flags,
			...(kind !== null && { kinds: (1 << KINDS.indexOf(kind)) >>> 0 }),
			...(language !== null && { languages: [spoken] }),
			...((near !== null || openAt !== null) && {
				only: (service: number) =>
					(near === null || (km?.[service] ?? Infinity) <= near.km) &&
					(openAt === null || hours.open(service)),
			}),
			...(km !== null && { worth: nearness(km) }),
		};
	}

	#near(from: number | Point): Float32Array {
		const asked = JSON.stringify(from);
		if (this.#distances?.from !== asked) this.#distances = { from: asked, km: distances(this.#index, from) };
		return this.#distances.km;
	}

	/** A service whole; `null` when there is none of this number. */
	async service(number: number): Promise<Service | null> {
		const read = (await this.#block(Math.floor(number / BLOCK_SIZE)))[number % BLOCK_SIZE];
		const parsed = serviceSchema.safeParse(read);
		return parsed.success ? parsed.data : null;
	}

	#block(block: number): Promise<unknown[]> {
		const known = this.#blocks.get(block);
		if (known !== undefined) return known;
		const read = this.#readBlock(block);
		this.#blocks.set(block, read);
		const [oldest] = this.#blocks.keys();
		if (this.#blocks.size > BLOCKS_KEPT && oldest !== undefined) this.#blocks.delete(oldest);
		return read;
	}

	/** Nothing where the texts are broken: what cannot be read is not listed. */
	async #readBlock(block: number): Promise<unknown[]> {
		const { byteLength } = this.#offsets;
		const at = 8 + 4 * block;
		if (!(at >= 8 && at + 8 <= byteLength) || block >= this.#offsets.getUint32(4, true)) return [];
		const [from, to] = [this.#offsets.getUint32(at, true), this.#offsets.getUint32(at + 4, true)];
		const bytes = await inflated(this.#texts.subarray(from, to), MOST_BLOCK_BYTES);
		try {
			const read: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes));
			return Array.isArray(read) ? (read as unknown[]) : [];
		} catch {
			return [];
		}
	}
}
