import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LONGEST, piecesOf } from './sentences';
import { voiceFor } from './voices';

vi.setConfig({ testTimeout: 60_000 });

describe('what is said in one breath', () => {
	const said = (text: string, language: string) => piecesOf(text, language).map(({ text: piece }) => piece);

	it('is a sentence of the language', () => {
		expect(said('Put both feet down. Press a little. Is it warm?', 'en')).toEqual([
			'Put both feet down.',
			'Press a little.',
			'Is it warm?',
		]);
		expect(said('ما هذا اليوم؟ أين أنت الآن؟', 'ar')).toEqual(['ما هذا اليوم؟', 'أين أنت الآن؟']);
		expect(said('现在几点？我在这里。', 'zh')).toEqual(['现在几点？', '我在这里。']);
		expect(said('One. Two.', 'no such language!')).toEqual(['One.', 'Two.']);
		expect(said(' \n ', 'en')).toEqual([]);
	});

	it('is cut where one would breathe when it is long', () => {
		const long = `${'a word or two, '.repeat(20)}and an end.`;
		const pieces = piecesOf(long, 'en');
		expect(pieces.length).toBeGreaterThan(1);
		for (const { text } of pieces.slice(0, -1)) expect(text).toMatch(/,$/);
	});

	it('is never too long, loses nothing but spaces, and knows where it lies; whatever the text', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 900 }),
			fc.stringMatching(/^[\w ,.،؟😀]{0,900}$/u),
		);
		fc.assert(
			fc.property(text, fc.constantFrom('en', 'ar', 'th', 'ja'), (whole, language) => {
				const pieces = piecesOf(whole, language);
				for (const piece of pieces) {
					expect(piece.text.length).toBeLessThanOrEqual(LONGEST);
					expect(whole.slice(piece.start, piece.end)).toBe(piece.text);
				}
				const bare = (string: string) => string.replace(/\s/g, '');
				expect(pieces.map((piece) => bare(piece.text)).join('')).toBe(bare(whole));
			}),
			{ numRuns: 1_000 },
		);
	});
});

describe('a voice', () => {
	const voice = (lang: string, localService: boolean, isDefault = false) => ({
		lang,
		localService,
		default: isDefault,
	});

	it('is never one that sends what is read to a server, even when it is the only one', () => {
		expect(voiceFor([voice('en-US', false, true)], 'en')).toBeUndefined();
		const unsure = { ...voice('en-US', true), localService: undefined as unknown as boolean };
		expect(voiceFor([unsure], 'en')).toBeUndefined();
	});

	it('is one of the language, her region first', () => {
		const voices = [
			voice('es-ES', true),
			voice('es_MX', true),
			voice('en-GB', true, true),
			voice('en-US', true),
		];
		expect(voiceFor(voices, 'es', 'es-MX')?.lang).toBe('es_MX');
		expect(voiceFor(voices, 'es', 'es-AR')?.lang).toBe('es-ES');
		expect(voiceFor(voices, 'en')?.lang).toBe('en-GB');
		expect(voiceFor(voices, 'en', 'en-US')?.lang).toBe('en-US');
		expect(voiceFor(voices, 'ar')).toBeUndefined();
		expect(voiceFor(voices.slice(0, 0), 'en')).toBeUndefined();
	});
});
