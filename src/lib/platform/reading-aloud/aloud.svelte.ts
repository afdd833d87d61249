/** One text being read: piece by piece, with a pause between any two. It knows no page; what is marked is asked of it. */
import { piecesOf, type Piece } from './sentences';
import type { Speech } from './speech';
import { voiceFor, type Voice } from './voices';

export type AloudState = 'quiet' | 'reading' | 'paused' | 'failed';

export class Aloud {
	readonly #speech: Speech | null;
	#voices = $state.raw<readonly Voice[]>([]);
	#state = $state<AloudState>('quiet');
	#pieces = $state.raw<readonly (Piece & { part: number })[]>([]);
	#at = $state(0);
	#language = '';
	#voice: Voice | undefined;

	constructor(speech: Speech | null) {
		this.#speech = speech;
	}

	/** Keeps to what voices there are, which come when they come. @returns how to let go */
	watch(): () => void {
		const speech = this.#speech;
		if (!speech) return () => {};
		const look = () => {
			this.#voices = speech.voices();
		};
		look();
		const forget = speech.onVoices(look);
		return () => {
			forget();
			this.stop();
		};
	}

	get state(): AloudState {
		return this.#state;
	}
	/** What is being said, and in which of the texts it lies. */
	get now(): (Piece & { part: number }) | null {
		return this.#state === 'quiet' || this.#state === 'failed' ? null : (this.#pieces[this.#at] ?? null);
	}

	/** There is a voice on this phone for this language. */
	canRead(language: string, regional?: string): boolean {
		return voiceFor(this.#voices, language, regional) !== undefined;
	}

	/** From the beginning. @param texts one after the other; no piece reaches from one into the next */
	read(texts: readonly string[], language: string, regional?: string): void {
		this.stop();
		this.#voice = voiceFor(this.#voices, language, regional);
		if (!this.#voice) return;
		this.#language = language;
		this.#pieces = texts.flatMap((text, part) =>
			piecesOf(text, language).map((piece) => ({ ...piece, part })),
		);
		this.#at = 0;
		this.#say();
	}

	pause(): void {
		if (this.#state !== 'reading') return;
		this.#state = 'paused';
		this.#speech?.cancel();
	}

	/** Says the sentence at which it stopped once more, from its start. */
	goOn(): void {
		if (this.#state === 'paused') this.#say();
	}

	stop(): void {
		if (this.#state === 'reading') this.#speech?.cancel();
		this.#state = 'quiet';
		this.#pieces = [];
	}

	#say(): void {
		const piece = this.#pieces[this.#at];
		if (!piece || !this.#voice) {
			this.#state = 'quiet';
			return;
		}
		this.#state = 'reading';
		this.#speech?.say(piece.text, this.#voice, this.#language, (said) => {
			if (!said) {
				this.#state = 'failed';
				return;
			}
			this.#at += 1;
			this.#say();
		});
	}
}
