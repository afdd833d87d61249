/**
 * The queue. A voice stands in the place of the browser's, which headless Chromium does not have; it is the browser's part
 * that is replaced, never ours, and it misbehaves as real ones do: late voices, pieces that fail, `end` after `cancel`.
 */
import { expect, it } from 'vitest';
import { Aloud } from './aloud.svelte';
import type { Speech } from './speech';
import type { Voice } from './voices';

const LOCAL: Voice = { lang: 'en-GB', localService: true, default: true };

function voiceOf(voices: Voice[] = [LOCAL]) {
	const said: string[] = [];
	let over: ((said: boolean) => void) | null = null;
	let changed = () => {};
	const speech: Speech = {
		voices: () => voices,
		onVoices: (tell) => {
			changed = tell;
			return () => {
				changed = () => {};
			};
		},
		say: (text, _voice, _language, told) => {
			said.push(text);
			over = told;
		},
		cancel: () => {
			over = null;
		},
	};
	return {
		speech,
		said,
		/** The piece is over; nothing happens when it was cancelled. */
		end: (well = true) => {
			const told = over;
			over = null;
			told?.(well);
		},
		get silent() {
			return over === null;
		},
		come: (voice: Voice) => {
			voices.push(voice);
			changed();
		},
	};
}
const watched = (voice: ReturnType<typeof voiceOf>) => {
	const aloud = new Aloud(voice.speech);
	return { aloud, letGo: aloud.watch() };
};

it('says one piece after the other and knows where each lies', () => {
	const voice = voiceOf();
	const { aloud } = watched(voice);
	aloud.read(['A title', 'One. Two.'], 'en');
	expect(aloud.now).toMatchObject({ part: 0, text: 'A title' });
	voice.end();
	expect(aloud.now).toMatchObject({ part: 1, text: 'One.', start: 0, end: 4 });
	voice.end();
	expect(aloud.now).toMatchObject({ part: 1, text: 'Two.', start: 5, end: 9 });
	voice.end();
	expect(aloud.state).toBe('quiet');
	expect(aloud.now).toBeNull();
	expect(voice.said).toEqual(['A title', 'One.', 'Two.']);
});

it('begins the sentence again after a pause', () => {
	const voice = voiceOf();
	const { aloud } = watched(voice);
	aloud.read(['One. Two.'], 'en');
	voice.end();
	aloud.pause();
	expect([aloud.state, voice.silent, aloud.now?.text]).toEqual(['paused', true, 'Two.']);
	aloud.goOn();
	voice.end();
	expect(voice.said).toEqual(['One.', 'Two.', 'Two.']);
	expect(aloud.state).toBe('quiet');
	aloud.goOn();
	expect(voice.said).toHaveLength(3);
});

it('is silent at once when it is stopped or let go of', () => {
	const voice = voiceOf();
	const { aloud, letGo } = watched(voice);
	aloud.read(['One. Two.'], 'en');
	aloud.stop();
	expect([voice.silent, aloud.state, aloud.now]).toEqual([true, 'quiet', null]);
	aloud.read(['One. Two.'], 'en');
	letGo();
	expect([voice.silent, aloud.state]).toEqual([true, 'quiet']);
	expect(voice.said).toEqual(['One.', 'One.']);
});

it('says so when the voice fails, and can begin anew', () => {
	const voice = voiceOf();
	const { aloud } = watched(voice);
	aloud.read(['One. Two.'], 'en');
	voice.end(false);
	expect([aloud.state, aloud.now]).toEqual(['failed', null]);
	aloud.read(['One.'], 'en');
	expect(aloud.state).toBe('reading');
});

it('reads nothing without a voice of this phone, and can once one has come', () => {
	const voice = voiceOf([{ ...LOCAL, localService: false }]);
	const { aloud } = watched(voice);
	expect(aloud.canRead('en')).toBe(false);
	aloud.read(['One.'], 'en');
	expect([aloud.state, voice.said]).toEqual(['quiet', []]);
	voice.come(LOCAL);
	expect([aloud.canRead('en'), aloud.canRead('ar')]).toEqual([true, false]);
	expect(new Aloud(null).canRead('en')).toBe(false);
});
