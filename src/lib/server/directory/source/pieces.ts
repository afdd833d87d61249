/**
 * Cuts a long JSON text into the pieces worth having in memory, while it comes in: the items of the outermost list, or, in an
 * outermost object, each member, and of a member that is a list each item. Each piece is then parsed by itself: a broken
 * one costs only itself, and a file of gigabytes is never held. It knows strings and brackets and nothing else of JSON.
 */

export interface Piece {
	/** The member of the outermost object it stands in; null in an outermost list or alone. */
	key: string | null;
	/** The how-manieth of its list, from 1; 0 when it is not in a list. */
	index: number;
	text: string;
	/** It was too long to be held, and so `text` is not whole. */
	tooLong?: true;
}

/** The outermost object or list has ended. */
export interface End {
	end: true;
}

/** What is longer than this is no service. */
export const LONGEST_PIECE = 32 * 1_024 * 1_024;

const SPECIAL = /["{}[\],:\\]/g;

/** Takes text as it comes and gives pieces as they end. One outermost value after another is fine (NDJSON). */
export class JsonCutter {
	#depth = 0;
	#inString = false;
	/** Kept while a piece is being read; what is before it is gone. */
	#held = '';
	#from = -1;
	#at = 0;
	#root: 'object' | 'list' | null = null;
	#key: string | null = null;
	#keyNext = false;
	#index = 0;
	/** In an outermost object, inside a list that is the value of a member. */
	#inner = false;
	#tooLong = false;

	/** Whether an outermost value has begun and not ended. */
	get isOpen(): boolean {
		return this.#root !== null;
	}

	*push(text: string): Generator<Piece | End> {
		this.#held += text;
		while (this.#at < this.#held.length) {
			SPECIAL.lastIndex = this.#at;
			const match = SPECIAL.exec(this.#held);
			if (match === null) {
				this.#begin(this.#held.length);
				this.#at = this.#held.length;
				break;
			}
			const at = match.index;
			const sign = match[0];
			if (this.#inString) {
				if (sign === '\\') {
					// The escaped sign may not be here yet.
					if (at + 1 >= this.#held.length) {
						this.#at = at;
						break;
					}
					this.#at = at + 2;
					continue;
				}
				if (sign === '"') this.#inString = false;
				this.#at = at + 1;
				continue;
			}
			this.#begin(at);
			this.#at = at + 1;
			yield* this.#take(sign, at);
		}
		if (this.#from < 0) {
			this.#held = this.#held.slice(this.#at);
			this.#at = 0;
		} else if (this.#from > 0) {
			this.#held = this.#held.slice(this.#from);
			this.#at -= this.#from;
			this.#from = 0;
		}
		if (this.#held.length > LONGEST_PIECE) {
			this.#tooLong = true;
			this.#held = this.#held.slice(this.#at);
			this.#at = 0;
			this.#from = 0;
		}
	}

	/** What is left when the text has ended: a number or word alone, or a piece that does not end. */
	rest(): string {
		return this.#held.trim();
	}

	/** Anything but space before `to`, where no piece is open, opens one. */
	#begin(to: number): void {
		if (this.#from >= 0 || this.#root === null) return;
		for (let at = this.#at; at < to; at += 1) {
			if (this.#held.charCodeAt(at) > 32) {
				this.#from = at;
				return;
			}
		}
	}

	get #pieceDepth(): number {
		return this.#inner ? 2 : 1;
	}

	*#take(sign: string, at: number): Generator<Piece | End> {
		switch (sign) {
			case '"':
				this.#inString = true;
				if (this.#root !== null && this.#from < 0) this.#from = at;
				return;
			case '{':
			case '[':
				this.#depth += 1;
				if (this.#root === null) {
					this.#root = sign === '{' ? 'object' : 'list';
					this.#keyNext = sign === '{';
					this.#index = 0;
				} else if (this.#from < 0) {
					const opensList = this.#root === 'object' && this.#depth === 2 && sign === '[' && !this.#keyNext;
					if (opensList) {
						this.#inner = true;
						this.#index = 0;
					} else this.#from = at;
				}
				return;
			case ':':
				if (this.#root === 'object' && this.#depth === 1 && this.#keyNext) {
					this.#key = this.#parseKey(this.#held.slice(this.#from, at));
					this.#from = -1;
					this.#keyNext = false;
				}
				return;
			case ',':
				if (this.#depth !== this.#pieceDepth) return;
				yield* this.#emit(at);
				if (this.#root === 'object' && this.#depth === 1) this.#keyNext = true;
				return;
			case '}':
			case ']':
				if (this.#root === null) return;
				if (this.#depth === this.#pieceDepth) yield* this.#emit(at);
				this.#depth -= 1;
				if (this.#inner && this.#depth === 1) this.#inner = false;
				if (this.#depth === 0) {
					yield { end: true };
					this.#root = null;
					this.#key = null;
					this.#from = -1;
				}
		}
	}

	*#emit(to: number): Generator<Piece> {
		if (this.#from < 0) return;
		const inList = this.#inner || this.#root === 'list';
		if (inList) this.#index += 1;
		const key = this.#root === 'object' ? this.#key : null;
		const text = this.#held.slice(this.#from, to);
		this.#from = -1;
		const piece: Piece = { key, index: inList ? this.#index : 0, text };
		if (this.#tooLong) piece.tooLong = true;
		this.#tooLong = false;
		yield piece;
	}

	#parseKey(text: string): string {
		try {
			return String(JSON.parse(text));
		} catch {
			return text.trim();
		}
	}
}
