/**
 * The browser's voice, with what is known to be wrong with it kept in one place:
 * - voices come late, and `voiceschanged` may come before, after or never, so the list is asked again then;
 * - an utterance nobody holds may be collected, and its `end` never comes, so the one being said is held here;
 * - `end` or `error` may not come at all, so each piece has a time by which it is over;
 * - `pause()` ends the piece on Android, so pausing here is `cancel()`, and going on says the piece anew;
 * - after `cancel()` some browsers still tell `end` of what was cancelled: only the piece being said is listened to;
 * - some go on speaking when the page is gone, so whoever leaves cancels first (`leaving.ts`).
 */
import type { Voice } from './voices';

/** What says one piece at a time. The browser's own is {@link browserSpeech}; tests bring another. */
export interface Speech {
	voices(): readonly Voice[];
	/** @returns how to stop being told */
	onVoices(changed: () => void): () => void;
	/** Says it. `over` is told once, whether it was said or not; never after {@link Speech.cancel}. */
	say(text: string, voice: Voice, language: string, over: (said: boolean) => void): void;
	cancel(): void;
}

/** No voice is this slow. Milliseconds for each character, and for starting. */
const PER_CHARACTER = 250;
const STARTING = 5_000;

/** `null` where the browser has no voice at all. */
export function browserSpeech(): Speech | null {
	if (!('speechSynthesis' in window) || !('SpeechSynthesisUtterance' in window)) return null;
	const synthesis = window.speechSynthesis;
	let saying: SpeechSynthesisUtterance | null = null;
	let limit: ReturnType<typeof setTimeout> | undefined;
	const cancel = () => {
		saying = null;
		clearTimeout(limit);
		synthesis.cancel();
	};
	return {
		voices: () => synthesis.getVoices(),
		onVoices: (changed) => {
			synthesis.addEventListener('voiceschanged', changed);
			return () => {
				synthesis.removeEventListener('voiceschanged', changed);
			};
		},
		say: (text, voice, language, over) => {
			cancel();
			const utterance = new SpeechSynthesisUtterance(text);
			utterance.voice = voice as SpeechSynthesisVoice;
			utterance.lang = voice.lang.replaceAll('_', '-') || language;
			const told = (said: boolean) => {
				if (saying !== utterance) return;
				saying = null;
				clearTimeout(limit);
				over(said);
			};
			utterance.onend = () => {
				told(true);
			};
			utterance.onerror = () => {
				told(false);
			};
			limit = setTimeout(
				() => {
					if (saying === utterance) synthesis.cancel();
					told(false);
				},
				STARTING + text.length * PER_CHARACTER,
			);
			saying = utterance;
			synthesis.speak(utterance);
		},
		cancel,
	};
}
