/** Makes the files of one region's pack (`protocol/directory.ts`) out of its services, which come one by one in their order. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { BLOCK_SIZE, KINDS, type Service } from '$protocol/directory';
import { INDEX_MAGIC, NO_POINT, SECTIONS, type IndexHeader, type Section } from '$protocol/directory-index';
import { Bytes } from './bytes';
import { Postings } from './postings';
import { flagsOf, weekOf } from './signs';

export interface MadeFile {
	file: string;
	sha256: string;
	bytes: number;
	content: Uint8Array;
}

/** A file under the name its bytes give it. */
export function madeFile(content: Uint8Array, kind: 'index' | 'texts' | 'words' | 'json'): MadeFile {
	const sha256 = createHash('sha256').update(content).digest('hex');
	return { file: `${sha256}.${kind}`, sha256, bytes: content.length, content };
}

const deflate = (bytes: Uint8Array | string): Buffer => deflateRawSync(bytes, { level: 9 });
const DAY = 86_400_000;
const EPOCH = Date.UTC(2000, 0, 1);
/** Days since 2000, as the index counts them; 0 for unknown. */
const dayNumber = (day: string | undefined): number =>
	day === undefined ? 0 : Math.min(Math.max(Math.round((Date.parse(day) - EPOCH) / DAY), 0), 65_535);
/** 1e-5 degrees, about a metre. */
const fixed = (degrees: number): number => Math.round(degrees * 100_000);

/** Some of the points known in a town; its own is the middle one, which a slip far off does not move. */
interface Town {
	number: number;
	lats: number[];
	lons: number[];
}
const MOST_POINTS = 200;
const middle = (numbers: readonly number[]): number =>
	[...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NO_POINT;

/** How a small table numbers what comes: languages, zones. The last number stands for all that do not fit. */
class Numbers {
	readonly all: string[] = [];
	readonly #known = new Map<string, number>();

	of(value: string): number {
		const known = this.#known.get(value);
		if (known !== undefined) return known;
		if (this.all.length >= 255) return 255;
		this.#known.set(value, this.all.length);
		return this.all.push(value) - 1;
	}
}

export class PackBuilder {
	readonly #sections = Object.fromEntries(SECTIONS.map((name) => [name, new Bytes()])) as Record<
		Section,
		Bytes
	>;
	readonly #postings = new Postings();
	readonly #languages = new Numbers();
	readonly #zones = new Numbers();
	readonly #places = new Map<string, Town>();
	readonly #blocks: Buffer[] = [];
	readonly #today: string;
	#block: string[] = [];
	#services = 0;

	/** @param today For schedules that are over, or have not begun. */
	constructor(today: string) {
		this.#today = today;
	}

	add(service: Service): void {
		const columns = this.#sections;
		columns.flags.u32(flagsOf(service));
		columns.kinds.u32(service.kinds.reduce((bits, kind) => (bits | (1 << KINDS.indexOf(kind))) >>> 0, 0));
		columns.fresh.u16(Math.max(dayNumber(service.assured), dayNumber(service.modified)));
		const zone = service.places.find((place) => place.zone !== undefined)?.zone;
		columns.zones.u8(zone === undefined ? 255 : this.#zones.of(zone));
		this.#counted('languageCounts', service.languages, (language) => {
			columns.languages.u8(this.#languages.of(language));
		});
		this.#points(service);
		this.#counted('hourCounts', weekOf(service, this.#today), ([from, to]) => {
			columns.hours.u16(from);
			columns.hours.u16(to);
		});
		this.#postings.add(this.#services, service);
		this.#block.push(JSON.stringify(service));
		this.#services += 1;
		if (this.#block.length === BLOCK_SIZE) this.#endBlock();
	}

	#counted<One>(counts: Section, all: readonly One[], put: (one: One) => void): void {
		const some = all.slice(0, 255);
		this.#sections[counts].u8(some.length);
		for (const one of some) put(one);
	}

	#points({ places }: Service): void {
		const told = places.filter(({ lat, city, online }) => online !== true && (lat ?? city) !== undefined);
		this.#counted('pointCounts', told, ({ lat, lon, city, region, exact }) => {
			const point = lat === undefined || lon === undefined ? null : ([fixed(lat), fixed(lon)] as const);
			let number = -1;
			if (city !== undefined) {
				const name = region === undefined ? city : `${city}, ${region}`;
				let town = this.#places.get(name);
				if (town === undefined)
					this.#places.set(name, (town = { number: this.#places.size, lats: [], lons: [] }));
				if (point !== null && exact && town.lats.length < MOST_POINTS) {
					town.lats.push(point[0]);
					town.lons.push(point[1]);
				}
				number = town.number;
			}
			for (const value of [...(point ?? [NO_POINT, NO_POINT]), number]) this.#sections.points.i32(value);
		});
	}

	#endBlock(): void {
		if (this.#block.length === 0) return;
		this.#blocks.push(deflate(`[${this.#block.join(',')}]`));
		this.#block = [];
	}

	finish(): { index: MadeFile; texts: MadeFile } {
		this.#endBlock();
		return { index: madeFile(deflate(this.#index()), 'index'), texts: madeFile(this.#texts(), 'texts') };
	}

	#texts(): Uint8Array {
		const head = new Bytes();
		head.text('rbt1');
		head.u32(this.#blocks.length);
		let offset = 8 + 4 * (this.#blocks.length + 1);
		for (const block of this.#blocks) {
			head.u32(offset);
			offset += block.length;
		}
		head.u32(offset);
		return Buffer.concat([head.all, ...this.#blocks]);
	}

	#index(): Uint8Array {
		const words = this.#postings.finish();
		const { many, ...bytes } = words;
		const sections = { ...this.#sections, ...bytes };
		sections.places.text([...this.#places.keys()].map((name) => name.replaceAll('\n', ' ')).join('\n'));
		for (const { lats, lons } of this.#places.values()) {
			sections.placePoints.i32(middle(lats));
			sections.placePoints.i32(middle(lons));
		}
		const header: IndexHeader = {
			services: this.#services,
			terms: many,
			places: this.#places.size,
			languages: this.#languages.all,
			zones: this.#zones.all,
			sections: Object.fromEntries(SECTIONS.map((name) => [name, [0, 0]])) as IndexHeader['sections'],
		};
		// The offsets are in the header, whose length they change: written wide enough first.
		const room = JSON.stringify(header).length + SECTIONS.length * 20;
		const up = (at: number) => (at + 3) & ~3;
		let offset = up(8 + new TextEncoder().encode(JSON.stringify(header)).length + SECTIONS.length * 20);
		for (const name of SECTIONS) {
			header.sections[name] = [offset, sections[name].used];
			offset = up(offset + sections[name].used);
		}
		const out = new Bytes(offset + room);
		const json = new TextEncoder().encode(JSON.stringify(header));
		out.text(INDEX_MAGIC);
		out.u32(json.length);
		out.put(json);
		for (const name of SECTIONS) {
			while (out.used < header.sections[name][0]) out.u8(0);
			out.put(sections[name].all);
		}
		return out.all;
	}
}
