/** Numbers as bytes that grow; little-endian. */

const START = 1_024;

export class Bytes {
	#bytes: Uint8Array<ArrayBuffer>;
	#view: DataView;
	used = 0;

	constructor(start = START) {
		this.#bytes = new Uint8Array(start);
		this.#view = new DataView(this.#bytes.buffer);
	}

	#room(more: number): void {
		if (this.used + more <= this.#bytes.length) return;
		const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.used + more));
		larger.set(this.#bytes.subarray(0, this.used));
		this.#bytes = larger;
		this.#view = new DataView(larger.buffer);
	}

	u8(value: number): void {
		this.#room(1);
		this.#bytes[this.used] = value;
		this.used += 1;
	}

	u16(value: number): void {
		this.#room(2);
		this.#view.setUint16(this.used, value, true);
		this.used += 2;
	}

	u32(value: number): void {
		this.#room(4);
		this.#view.setUint32(this.used, value, true);
		this.used += 4;
	}

	i32(value: number): void {
		this.#room(4);
		this.#view.setInt32(this.used, value, true);
		this.used += 4;
	}

	/** Seven bits a byte, low first. */
	varint(value: number): void {
		let left = value;
		while (left > 127) {
			this.u8((left & 127) | 128);
			left = Math.floor(left / 128);
		}
		this.u8(left);
	}

	put(bytes: Uint8Array): void {
		this.#room(bytes.length);
		this.#bytes.set(bytes, this.used);
		this.used += bytes.length;
	}

	text(text: string): void {
		this.put(new TextEncoder().encode(text));
	}

	get all(): Uint8Array<ArrayBuffer> {
		return this.#bytes.subarray(0, this.used);
	}
}
