/** What stands in rooms of its own. */
import { circle, type Line } from './line';

export const ROOMS = {
	/** A card in a pocket: at hand when it is needed. */
	'flashback-card': [
		['ink sheet', 'M38 14l40-4c2 0 4 1 4 3l4 44H42Z'],
		['rose fill', 'M62 40C50 33 49 26 52 22 55 18 60 19 62 24 63 18 69 17 72 21 75 25 74 32 62 40Z'],
		['ink sheet', 'M28 46h64v24L60 86 28 70Z'],
		['ink', 'M34 53h52M34 66l26 13 26-13'],
	],
	/** A bag that is packed. */
	'safety-plan': [
		['ink', 'M48 24c0-14 24-14 24 0M28 58c-8 0-8 20 0 20M92 58c8 0 8 20 0 20'],
		['ink sheet', 'M30 46c0-14 8-22 20-22h20c12 0 20 8 20 22v32c0 4-2 6-6 6H36c-4 0-6-2-6-6Z'],
		['rose fill', 'M40 58h40v18c0 2-1 3-3 3H43c-2 0-3-1-3-3Z'],
		['rose', 'M40 64h40M60 64v5'],
		['ink', 'M50 38h20'],
	],
	/** A page with small steps, one of them done. */
	'my-plan': [
		['ink sheet', 'M28 21c0-3 2-5 5-5h42c3 0 5 2 5 5v56c0 3-2 5-5 5H33c-3 0-5-2-5-5Z'],
		['ink', 'M42 11v10M54 11v10M66 11v10M38 49h8v8h-8ZM38 65h8v8h-8ZM54 37h16M54 53h12M54 69h8'],
		['rose fill', 'M38 33h8v8h-8ZM72 66l22-22 9 9-22 22-12 3Z'],
	],
	/** Sun and cloud: how it is today. */
	'check-in': [
		['rose fill', circle(50, 38, 16)],
		['rose', 'M50 10v6M26 38h-6M30 18l4 4M70 18l-4 4M30 58l4-4'],
		['ink sheet', 'M48 80c-20 0-20-24-2-24 2-16 26-18 31-4 10-2 18 5 18 14 0 8-6 14-14 14Z'],
	],
} as const satisfies Record<string, readonly Line[]>;
