/** Drawings that also stand on screens which come at once; each is taken from here on its own. */
import type { Line } from './line';

export const BREATH: readonly Line[] = [
	['rose fill', 'M60 78C40 66 36 40 60 16c24 24 20 50 0 62Z'],
	['rose', 'M60 84V34M60 50l9-8M60 58l-10-9M60 67l8-7'],
	[
		'ink',
		'M20 40c6-6 12-6 17-1M14 52c8-7 15-6 20-1M83 39c5-5 11-5 17 1M86 51c5-5 12-6 20 1M22 64c5-4 9-4 13-1M85 63c4-3 8-3 13 1',
	],
];

export const CALENDAR: readonly Line[] = [
	['ink sheet', 'M31 25c0-3 2-5 5-5h49c3 0 5 2 5 5v48c0 3-2 5-5 5H36c-3 0-5-2-5-5Z'],
	['ink', 'M31 36h59M45 15v11M76 15v11M42 47h3M54 47h3M66 47h3M78 47h2M42 58h3M42 69h3M54 69h3M78 58h2'],
	['rose fill', 'M66.5 68.5c-6-4-8-7-7.5-10 .6-3.4 5-4.6 7.5-1.3 2.5-3.3 6.9-2.1 7.5 1.3.5 3-1.5 6-7.5 10Z'],
];

export const TALK: readonly Line[] = [
	['ink sheet', 'M24 22h44c5 0 8 3 8 8v16c0 5-3 8-8 8H43L31 64l1-10h-8c-5 0-8-3-8-8V30c0-5 3-8 8-8Z'],
	['ink', 'M29 33h33M29 43h21'],
	['rose fill', 'M84 40h12c5 0 8 3 8 8v15c0 5-3 8-8 8h-4l1 9-11-9H59c-5 0-8-3-8-8v-2h17c9 0 16-6 16-15Z'],
	['rose dot', 'M72 62h.1M82 62h.1M92 62h.1'],
];
