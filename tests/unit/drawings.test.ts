/** The drawings: each thing that comes with the app has one, each has a label for mentors, and they are small. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drawingNameOf } from '../../src/lib/parts/content/choosing';
import { ALL } from '../../src/lib/ui/drawings/lines/all';
import { DRAWING_NAMES } from '../../src/lib/ui/drawings/lines/names';
import { figure } from '../support/figure';
import { LANGUAGES, words } from '../support/words';

const numbers = (path: string): string[] => path.match(/-?\d*\.?\d+/g) ?? [];

it('every exercise and lesson that comes with the app has a drawing', () => {
	const modules = ['exercises', 'lessons'].flatMap((kind) =>
		readdirSync(resolve('locales/en/content', kind)).map((file) => `in:${file.replace(/\.md$/, '')}`),
	);
	const without = modules.filter((id) => drawingNameOf(id) === undefined);
	figure('content: exercises and lessons with a drawing', modules.length - without.length, 'all');
	expect(modules).not.toEqual([]);
	expect(without).toEqual([]);
});

it('what people write themselves takes none by accident', () => {
	expect(drawingNameOf('breath')).toBeUndefined();
	expect(drawingNameOf('AAAAAAAAAAAAAAAAAAAAAA')).toBeUndefined();
	expect(drawingNameOf('in:nothing-of-that-name')).toBeUndefined();
});

it('the workshop and the drawings themselves know the same names', () => {
	expect(Object.keys(ALL).sort()).toEqual([...DRAWING_NAMES].sort());
	for (const language of LANGUAGES)
		for (const name of DRAWING_NAMES) expect(words(language)(`writing:shape.drawings.${name}`)).not.toBe('');
});

describe.each(DRAWING_NAMES)('%s', (name) => {
	it('keeps to the two inks, to its frame and to few bytes', () => {
		const lines = ALL[name];
		const svg = lines.map(([ink, path]) => `<path class="${ink}" d="${path}"/>`).join('');
		expect(brotliCompressSync(svg).length).toBeLessThan(512);
		for (const [ink, path] of lines) {
			expect(ink).toMatch(/^(?:ink|rose)(?: (?:sheet|fill|dot))?$/);
			for (const number of numbers(path)) {
				expect(number, path).toMatch(/^-?\d*(?:\.\d)?$/);
				expect(Math.abs(Number(number)), path).toBeLessThanOrEqual(120);
			}
		}
		expect(new Set(lines.map(([ink]) => ink.split(' ')[0]))).toEqual(new Set(['ink', 'rose']));
	});
});

it('come in one file of their own, not with the first screen', () => {
	const early = ['NamedDrawing.svelte', 'Lines.svelte', 'lines/names.ts'].map((file) =>
		readFileSync(resolve('src/lib/ui/drawings', file), 'utf8'),
	);
	expect(early.join('')).not.toMatch(/from '\.\/(?:lines\/)?(?:all|exercises|lessons|rooms)'/);
});
