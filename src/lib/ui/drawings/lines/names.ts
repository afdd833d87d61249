/** What the drawings are called. Only the names: the lines come when one is shown. */
export const DRAWING_NAMES = [
	'breath',
	'five-senses',
	'where-am-i',
	'feet-on-the-floor',
	'muscle-release',
	'muscle-release-short',
	'strong-sensation',
	'unhooking',
	'riding-an-urge',
	'sleep-wind-down',
	'after-a-nightmare',
	'a-kind-word',
	'small-plan',
	'a-safe-account',
	'what-comes-in',
	'pay-slip',
	'which-debts-are-real',
	'coerced-debt',
	'scams',
	'not-to-blame',
	'clearing-a-record',
	'my-papers',
	'phone',
	'flashback-card',
	'safety-plan',
	'my-plan',
	'check-in',
	'calendar',
	'talk',
] as const;
export type DrawingName = (typeof DRAWING_NAMES)[number];

const NAMES: ReadonlySet<string> = new Set(DRAWING_NAMES);
export const isDrawing = (name: string | undefined): name is DrawingName => NAMES.has(name ?? '');
