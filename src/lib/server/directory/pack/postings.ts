/** Which words stand in which services, and where: the word index of a pack, built as services come by, in their order. */
import { wordsOf } from '$protocol/directory-words';
import type { Service } from '$protocol/directory';
import { Bytes } from './bytes';

class List {
	readonly bytes = new Bytes(8);
	last = -1;
}

/** A town outweighs a name: who types `legal aid Springfield` means what is there, not who is called so. */
const PLACE = 3;
const NAME = 2;
const ABOUT = 1;
const TEXT = 0;

/** What of a service is looked through, by how much it says about it. */
export function wordsOfService(service: Service): Map<string, number> {
	const weights = new Map<string, number>();
	const add = (text: string | undefined, weight: number) => {
		if (text === undefined) return;
		for (const word of wordsOf(text)) if ((weights.get(word) ?? -1) < weight) weights.set(word, weight);
	};
	add(service.name, NAME);
	add(service.also, NAME);
	add(service.organization?.name, ABOUT);
	for (const { name } of service.terms) add(name, ABOUT);
	for (const { city, region, postal } of service.places) {
		add(city, PLACE);
		add(postal, PLACE);
		add(region, ABOUT);
	}
	for (const area of service.areas ?? []) if (area.length < 80) add(area, ABOUT);
	add(service.description, TEXT);
	add(service.eligibility, TEXT);
	return weights;
}

export class Postings {
	readonly #lists = new Map<string, List>();

	add(number: number, service: Service): void {
		for (const [word, weight] of wordsOfService(service)) {
			let list = this.#lists.get(word);
			if (list === undefined) this.#lists.set(word, (list = new List()));
			list.bytes.varint((number - list.last) * 4 + weight);
			list.last = number;
		}
	}

	finish(): { many: number; terms: Bytes; termLengths: Bytes; postings: Bytes; postingLengths: Bytes } {
		// By UTF-16 code units, as the phone compares.
		const words = [...this.#lists.keys()].sort((one, other) => (one < other ? -1 : 1));
		const [terms, termLengths, postings, postingLengths] = [
			new Bytes(),
			new Bytes(),
			new Bytes(),
			new Bytes(),
		];
		terms.text(words.join(''));
		for (const word of words) {
			const bytes = this.#lists.get(word)?.bytes.all ?? new Uint8Array();
			termLengths.u8(word.length);
			postings.put(bytes);
			postingLengths.varint(bytes.length);
		}
		return { many: words.length, terms, termLengths, postings, postingLengths };
	}
}
