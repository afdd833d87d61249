/** The exercises. Plants and things of a home; nobody in distress, nothing that hurries. */
import { circle, type Line } from './line';

export const EXERCISES = {
	/** An open hand, and a flower of five petals. */
	'five-senses': [
		[
			'ink sheet',
			'M14 68L32 56C36 53 39 52 44 52H61C69 52 69 62 61 62L84 49C91 45 96 53 90 58L72 73C68 76 64 77 58 77H43L31 86Z',
		],
		['ink', 'M61 62H48'],
		[
			'rose fill',
			'M62 27C58 15 73 9 76 20 84 12 95 21 88 30 98 33 95 46 84 43 82 53 68 53 68 43 57 45 54 33 62 27Z',
		],
		['rose', circle(76, 32, 4)],
	],
	/** Through the window: a hill, and the sun over it. */
	'where-am-i': [
		['ink sheet', 'M32 17c0-2 1-3 3-3h50c2 0 3 1 3 3v54H32Z'],
		['rose fill', circle(74, 31, 7)],
		['ink', 'M32 59c9-12 19-14 28-3 8-8 18-8 28 2M60 14v57M26 71h68v7H26Z'],
	],
	/** Two feet in warm socks. */
	'feet-on-the-floor': [
		['ink sheet', 'M64 16h17v32c0 4 3 6 7 8l7 4c6 3 6 13-2 13H72c-6 0-9-3-9-8Z'],
		['ink sheet', 'M33 16h17v34c0 4 3 6 7 8l7 4c6 3 6 13-2 13H41c-6 0-9-3-9-8Z'],
		['rose fill', 'M33 16h17v12H33ZM64 16h17v12H64Z'],
		['ink', 'M14 82h92M42 89h36'],
	],
	/** Tight in the bud, half open, open. */
	'muscle-release': [
		['ink', 'M24 83V52M55 83V48M93 83V47M24 72c6-1 9-4 10-9M55 74c-6-1-9-4-10-9M93 72c-6-1-9-4-10-9'],
		['ink sheet', 'M24 53C16 47 16 37 24 27 32 37 32 47 24 53Z'],
		['rose fill', 'M55 49C44 46 41 33 46 24 50 25 53 28 55 32 57 28 60 25 64 24 69 33 66 46 55 49Z'],
		[
			'rose fill',
			'M93 48C81 50 74 41 74 31 78 30 82 31 85 34 84 27 88 20 93 17 98 20 102 27 101 34 104 31 108 30 112 31 112 41 105 50 93 48Z',
		],
	],
	/** A fern that unrolls. */
	'muscle-release-short': [
		[
			'ink',
			'M44 85C36 70 31 58 33 45 36 26 53 19 61 29 68 40 61 52 51 50 43 48 43 37 50 36M31 58l-9-5M34 68l-10-4M39 77l-10-2',
		],
		['rose fill', 'M80 85C65 68 67 42 87 20 103 42 100 70 80 85Z'],
		['rose', 'M79 88C80 68 83 52 87 38M82 58l9-8M81 69l10-8M83 58l-7-8M81 70l-8-9'],
	],
	/** Something sour, and something cold. */
	'strong-sensation': [
		['ink sheet', 'M70 50l18-8 16 8v20l-17 9-17-9Z'],
		['ink', 'M70 50l17 8 17-8M87 58v21M77 63v5'],
		['rose fill', circle(44, 44, 27)],
		['rose sheet', circle(44, 44, 20)],
		['rose', 'M44 24v40M27 34l34 20M27 54l34-20'],
	],
	/** Leaves go by on a stream. */
	unhooking: [
		[
			'ink',
			'M14 32c8-6 15-6 23 0s15 6 23 0 15-6 23 0 15 6 23 0M14 79c8-6 15-6 23 0s15 6 23 0 15-6 23 0 15 6 23 0',
		],
		['rose fill', 'M26 62C31 45 48 40 63 46 59 62 42 70 26 62Z'],
		['rose', 'M19 66C31 61 42 56 53 52'],
		['ink sheet', 'M73 64C77 53 89 49 100 53 97 64 85 69 73 64Z'],
		['ink', 'M68 67c9-4 16-7 24-9'],
	],
	/** It rises, and it falls. */
	'riding-an-urge': [
		[
			'rose fill',
			'M13 74C31 73 37 62 43 53 52 39 68 35 79 42 88 48 86 59 77 60 76 53 70 52 67 57 64 66 76 73 107 74',
		],
		['ink', 'M17 84c7-5 14-5 21 0s14 5 22 0 14-5 21 0 14 5 22 0'],
		['ink sheet', circle(32, 32, 8)],
	],
	/** The moon, and a warm blanket. */
	'sleep-wind-down': [
		['rose fill', 'M72 12C60 14 52 24 54 36 58 50 76 54 86 44 72 44 64 28 72 12Z'],
		['ink', 'M92 18v6M89 21h6M36 26v4M34 28h4'],
		['ink sheet', 'M30 58c0-4 2-6 6-6h48c8 0 8 12 0 12H36c-4 0-6-2-6-6Z'],
		['ink sheet', 'M24 72c0-5 3-8 7-8h58c10 0 10 18 0 18H31c-4 0-7-4-7-10Z'],
		['ink', 'M34 73h50M40 58h38'],
	],
	/** The lamp is on. There is water. */
	'after-a-nightmare': [
		['rose fill', 'M40 16h22l11 26H29Z'],
		['ink', 'M51 42v26M40 75c0-4 4-7 11-7s11 3 11 7M14 76h92M22 26l-7-4M20 40l-8 1M80 26l7-4'],
		['ink sheet', 'M78 50h19l-3 26H81Z'],
		['ink', 'M79 60c5-3 9 3 17 0'],
	],
	/** A letter to somebody dear. */
	'a-kind-word': [
		['ink sheet', 'M24 46L60 24 96 46V78c0 3-1 5-4 5H28c-3 0-4-2-4-5Z'],
		['rose sheet', 'M34 20c0-2 1-3 3-3h46c2 0 3 1 3 3v42L60 68 34 62Z'],
		['rose fill', 'M60 54C46 46 45 37 48 32 51 27 58 28 60 34 62 28 69 27 72 32 75 37 74 46 60 54Z'],
		['ink sheet', 'M24 46L54 66C58 69 62 69 66 66L96 46V78c0 3-1 5-4 5H28c-3 0-4-2-4-5Z'],
	],
	/** Stone by stone, to a flower. */
	'small-plan': [
		[
			'ink sheet',
			'M14 77c0-6 8-9 18-9s18 3 18 9-8 8-18 8-18-2-18-8ZM45 61c0-5 6-7 14-7s14 2 14 7-6 7-14 7-14-2-14-7ZM31 45c0-4 5-6 11-6s11 2 11 6-5 5-11 5-11-1-11-5Z',
		],
		['ink', 'M88 66V38M88 56c5 0 8-2 9-7M88 60c-4 0-7-1-8-5'],
		[
			'rose fill',
			'M88 40C76 40 71 30 75 20 79 20 82 22 84 25 84 20 86 17 88 14 90 17 92 20 92 25 94 22 97 20 101 20 105 30 100 40 88 40Z',
		],
	],
} as const satisfies Record<string, readonly Line[]>;
