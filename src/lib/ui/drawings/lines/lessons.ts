/** The lessons. */
import { circle, type Line } from './line';

export const LESSONS = {
	/** A card, and a key that is hers alone. */
	'a-safe-account': [
		['ink sheet', 'M20 30c0-4 2-6 6-6h60c4 0 6 2 6 6v34c0 4-2 6-6 6H26c-4 0-6-2-6-6Z'],
		['ink', 'M20 37h72M29 59h14'],
		['rose fill', circle(66, 66, 12)],
		['rose sheet', circle(63, 66, 3.5)],
		['rose', 'M78 66h28v8M97 66v6'],
	],
	/** A purse: something comes in, something goes out. */
	'what-comes-in': [
		['ink sheet', 'M31 56C20 74 29 87 46 87H74C91 87 100 74 89 56Z'],
		['ink sheet', 'M28 57C29 46 44 42 60 42S91 46 92 57Z'],
		['ink', 'M55 42c-4-6 4-9 5-4 1-5 9-2 5 4'],
		['rose fill', circle(60, 20, 10)],
		['rose', `${circle(60, 20, 4)}M31 14v20M24 27l7 7 7-7M89 35V15M82 22l7-7 7 7`],
	],
	/** A pay slip, with what was paid. */
	'pay-slip': [
		['ink sheet', 'M30 19c0-3 2-5 5-5h40c3 0 5 2 5 5v61l-8-6-8 6-9-6-8 6-8-6-9 6Z'],
		['ink', 'M39 27h18M39 38h14M39 49h17M39 60h10M66 27h5M66 38h5'],
		['rose fill', circle(82, 59, 14)],
		['rose', circle(82, 59, 7.5)],
	],
	/** One paper is looked at closely. */
	'which-debts-are-real': [
		['ink sheet', 'M26 24c0-3 2-5 5-5h34l13 13v44c0 3-2 5-5 5H31c-3 0-5-2-5-5Z'],
		['ink', 'M65 19v13h13M36 34h17M36 46h14M36 58h12M36 69h18'],
		['rose fill', circle(73, 53, 16)],
		['rose', 'M85 65l15 16M65 50h16M65 58h9'],
	],
	/** What others did in her name, and something that protects her. */
	'coerced-debt': [
		['ink sheet', 'M22 21c0-3 2-5 5-5h40c3 0 5 2 5 5v53c0 3-2 5-5 5H27c-3 0-5-2-5-5Z'],
		['ink', 'M32 29h29M32 41h18M32 53h12M32 65h12'],
		['rose fill', 'M79 35c6 5 12 7 20 8 1 21-5 34-20 42-15-8-21-21-20-42 8-1 14-3 20-8Z'],
		['rose sheet', 'M79 71C68 64 67 58 70 54 73 51 78 52 79 57 80 52 85 51 88 54 91 58 90 64 79 71Z'],
	],
	/** A letter that wears a mask. */
	scams: [
		['ink sheet', 'M20 32c0-3 2-5 5-5h70c3 0 5 2 5 5v46c0 3-2 5-5 5H25c-3 0-5-2-5-5Z'],
		['ink', 'M21 30l34 26c3 2 7 2 10 0l34-26M21 81l25-29M99 81L74 52'],
		[
			'rose fill',
			'M60 36C50 28 36 29 34 38 33 49 44 56 52 52 56 50 58 47 60 47 62 47 64 50 68 52 76 56 87 49 86 38 84 29 70 28 60 36Z',
		],
		['rose sheet', 'M42 41c3-4 8-3 10 1-3 3-8 3-10-1ZM68 42c2-4 7-5 10-1-2 4-7 4-10 1Z'],
	],
	/** Willowherb among stones: what flowers first on burnt ground. */
	'not-to-blame': [
		['ink', 'M60 82V24M60 66c8 0 14-4 16-12M60 74c-8 0-14-4-16-12M14 82h92'],
		[
			'rose fill',
			'M60 22C55 18 55 12 60 8 65 12 65 18 60 22ZM59 35C52 36 46 32 45 24 53 23 58 27 59 35ZM61 35C68 36 74 32 75 24 67 23 62 27 61 35ZM59 52C49 54 42 49 40 39 50 37 57 43 59 52ZM61 52C71 54 78 49 80 39 70 37 63 43 61 52Z',
		],
		['ink sheet', 'M20 82c0-8 5-13 12-13s13 5 14 13ZM76 82c0-6 4-10 10-10s13 4 14 10Z'],
	],
	/** Lines rubbed out: a clean page. */
	'clearing-a-record': [
		['ink sheet', 'M26 21c0-3 2-5 5-5h44c3 0 5 2 5 5v56c0 3-2 5-5 5H31c-3 0-5-2-5-5Z'],
		['ink', 'M37 29h32M37 41h32M37 53h10'],
		['rose fill', 'M62 62l20-20c2-2 4-2 6 0l10 10c2 2 2 4 0 6L78 78H67l-6-7c-3-3-2-6 1-9Z'],
		['rose', 'M73 51l16 16M37 71h13'],
	],
	/** A folder, and in it what is hers. */
	'my-papers': [
		['ink sheet', 'M46 12h36c3 0 4 2 4 4v50H42V16c0-2 1-4 4-4Z'],
		['rose', `${circle(64, 27, 7)}M54 43c2-8 18-8 20 0`],
		['rose fill', 'M20 40c0-3 2-5 5-5h20l8 9h42c3 0 5 2 5 5v30c0 3-2 5-5 5H25c-3 0-5-2-5-5Z'],
	],
	/** A phone that only she opens. */
	phone: [
		['ink sheet', 'M39 16c0-4 3-7 7-7h28c4 0 7 3 7 7v64c0 4-3 7-7 7H46c-4 0-7-3-7-7Z'],
		['ink', 'M55 15h10M56 81h8'],
		['rose fill', 'M49 45c0-2 1-3 3-3h16c2 0 3 1 3 3v14c0 2-1 3-3 3H52c-2 0-3-1-3-3Z'],
		['rose', 'M53 42v-5c0-9 14-9 14 0v5M60 50v4'],
	],
} as const satisfies Record<string, readonly Line[]>;
