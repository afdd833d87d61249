/** The lines of each kind's picture. No people, no uniforms. */
import { circle, type Line } from '../lines/line';

/** Mirrored where writing goes from right to left, because it is read from its beginning: writing, a question, a call. */
export const READ: readonly string[] = ['police-interview', 'interview', 'phone-call', 'school', 'own'];

export const SHAPES = {
	caseworker: [
		['ink', 'M18 75h84M35 42c-3-4 3-6 0-11M43 42c-3-4 3-6 0-11M27 54c-9-1-9 12 1 12'],
		['ink sheet', 'M27 50h24v12c0 7-5 13-12 13s-12-6-12-13Z'],
		['rose', 'M77 42c-3-4 3-6 0-11M85 42c-3-4 3-6 0-11M93 54c9-1 9 12-1 12'],
		['rose fill', 'M69 50h24v12c0 7-5 13-12 13s-12-6-12-13Z'],
	],
	health: [
		['rose fill', 'M60 80C32 61 22 47 26 33c5-14 25-17 34-2 9-15 29-12 34 2 4 14-6 28-34 47Z'],
		['ink sheet', 'M54 37h12v9h9v12h-9v9H54v-9h-9V46h9Z'],
	],
	counselling: [
		['ink', 'M41 75v7M79 75v7'],
		['ink sheet', 'M40 52V32c0-7 4-11 11-11h18c7 0 11 4 11 11v20'],
		['rose fill', 'M50 62V44c0-3 2-4 4-4h12c2 0 4 1 4 4v18'],
		['ink sheet', 'M32 48c6-2 10 1 10 7v7h36v-7c0-6 4-9 10-7 6 2 6 7 3 11l-4 16H33l-4-16c-3-4-3-9 3-11Z'],
	],
	lawyer: [
		['ink', 'M60 24v54M44 80h32M30 32h60M18 56l12-24 12 24M78 56l12-24 12 24'],
		['rose fill', 'M18 56h24c-2 10-22 10-24 0ZM78 56h24c-2 10-22 10-24 0Z'],
		['ink sheet', circle(60, 21, 4)],
	],
	'police-interview': [
		['ink sheet', 'M20 32c0-2 1-4 4-4h26c3 0 4 2 4 4v44c0 2-1 4-4 4H24c-3 0-4-2-4-4Z'],
		['ink', 'M28 46h18M28 56h18M28 66h11'],
		['rose fill', 'M66 16h28c5 0 8 3 8 8v20c0 5-3 8-8 8H80L69 62V52h-3c-5 0-8-3-8-8V24c0-5 3-8 8-8Z'],
		['rose', 'M74 28c1-7 12-6 12 1 0 5-6 4-6 9M80 44v.1'],
	],
	interview: [
		['ink sheet', 'M34 16h36l17 17v48H34Z'],
		['ink', 'M70 16v17h17M65 46h13M42 60h36M42 69h26'],
		['rose fill', 'M42 29h17v21H42Z'],
		['rose', `M44.500 50c0-9 12-9 12 0${circle(50.5, 37, 3)}`],
	],
	court: [
		['ink sheet', 'M22 38l38-22 38 22Z'],
		['ink', 'M34 38v33M51 38v33M69 38v33M86 38v33M27 71h66M20 80h80'],
		['rose fill', circle(60, 29, 4)],
	],
	housing: [
		['ink sheet', 'M31 43v37h58V43L60 19Z'],
		['ink', 'M21 51l39-33 39 33M73 53h8v9h-8Z'],
		['rose fill', 'M47 80V62c0-11 17-11 17 0v18Z'],
		['rose', 'M59 69v.1'],
	],
	school: [
		['ink sheet', 'M60 33c-10-8-24-9-38-6v44c14-3 28-2 38 6 10-8 24-9 38-6V27c-14-3-28-2-38 6Z'],
		['ink', 'M60 33v44M30 39c8-1 15 0 21 3M30 49c8-1 15 0 21 3M30 59c8-1 15 0 21 3'],
		['rose fill', 'M74 27v24l7-6 7 6V25c-5 0-9 1-14 2Z'],
	],
	work: [
		['ink', 'M47 35v-7c0-3 2-5 5-5h16c3 0 5 2 5 5v7'],
		['ink sheet', 'M23 41c0-4 2-6 6-6h62c4 0 6 2 6 6v32c0 4-2 6-6 6H29c-4 0-6-2-6-6Z'],
		['ink', 'M23 55h31M66 55h31'],
		['rose fill', 'M54 50h12v11H54Z'],
	],
	office: [
		['ink sheet', 'M26 61h68v20H26Z'],
		['ink', 'M35 71h26M75 71h10'],
		['rose fill', 'M51 24c0-12 18-12 18 0 0 7-4 9-4 16h13c3 0 5 2 5 5v9H37v-9c0-3 2-5 5-5h13c0-7-4-9-4-16Z'],
	],
	group: [
		['ink sheet', circle(60, 52, 17)],
		['ink sheet', [circle(28, 40, 7), circle(92, 40, 7), circle(39, 78, 7), circle(81, 78, 7)].join('')],
		['rose fill', circle(60, 20, 7)],
	],
	'phone-call': [
		[
			'ink sheet',
			'M35 21l10-3c2 0 3 1 4 2l7 16c1 2 0 3-1 4l-7 6c4 9 9 14 17 19l7-7c1-1 3-2 4-1l16 9c2 1 2 3 2 4l-4 10c-2 3-6 5-10 4C52 77 36 60 31 31c-1-5 1-8 4-10Z',
		],
		['rose', 'M68 20c13 3 22 12 25 25M69 32c7 2 11 6 13 13'],
	],
	own: [
		['ink sheet', 'M31 25c0-3 2-5 5-5h49c3 0 5 2 5 5v48c0 3-2 5-5 5H36c-3 0-5-2-5-5Z'],
		['ink', 'M31 36h59M45 15v11M76 15v11M41 48h16M41 58h8'],
		['rose fill', 'M58 63l24-24 8 8-24 24-11 3Z'],
	],
} as const satisfies Record<string, readonly Line[]>;
export type Kind = keyof typeof SHAPES;
