/** All drawings by name: one file, asked for when the first of them is shown. */
import { BREATH, CALENDAR, TALK } from './common';
import { EXERCISES } from './exercises';
import { LESSONS } from './lessons';
import type { Line } from './line';
import type { DrawingName } from './names';
import { ROOMS } from './rooms';

export const ALL: Readonly<Record<DrawingName, readonly Line[]>> = {
	breath: BREATH,
	calendar: CALENDAR,
	talk: TALK,
	...EXERCISES,
	...LESSONS,
	...ROOMS,
};

/** Mirrored where writing goes from right to left, because it is read from its beginning: writing, a path, in and out. */
export const READ: ReadonlySet<DrawingName> = new Set<DrawingName>([
	'small-plan',
	'what-comes-in',
	'pay-slip',
	'which-debts-are-real',
	'coerced-debt',
	'clearing-a-record',
	'my-plan',
]);
