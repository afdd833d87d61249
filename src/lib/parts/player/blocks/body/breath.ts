/**
 * A breath as pure time. A held one is hard on people who were choked, are pregnant, or have heart or lung trouble: where
 * an author asks for it, she can take it out, and what is left is a breath of two phases.
 */
import type { BlockOf } from '$protocol/module-blocks';
import { roundOf, type Phase } from './phases';

export type Pattern = Pick<BlockOf<'breathe'>, 'in' | 'holdIn' | 'out' | 'holdOut'>;
export type BreathName = keyof Pattern;
export type Breath = Phase<BreathName>[];

export const isHeld = (pattern: Pattern): boolean => pattern.holdIn > 0 || pattern.holdOut > 0;

/** Its phases in order; those of no seconds are left out. @param withHolds false takes the held ones out too */
export function breathOf(pattern: Pattern, withHolds = true): Breath {
	const names = ['in', 'holdIn', 'out', 'holdOut'] as const;
	return names
		.map((name) => ({ name, seconds: pattern[name] }))
		.filter(({ name, seconds }) => seconds > 0 && (withHolds || name === 'in' || name === 'out'));
}

/** About so many minutes, in milliseconds: a whole number of breaths, so that it never ends in the middle of one. */
export const lengthOf = (breath: Breath, minutes: number): number =>
	Math.max(1, Math.round((minutes * 60_000) / roundOf(breath))) * roundOf(breath);

/** How long she may choose to go on: short ones, and what the author thought of. */
export const minutesFor = (authors: number): number[] =>
	[...new Set([1, 2, 3, authors])].sort((a, b) => a - b);

const SMALL = 0.56;
const EASE = { in: 'cubic-bezier(0.4, 0, 0.5, 1)', out: 'cubic-bezier(0.4, 0, 0.4, 1)' };

/** The same breath as a shape that grows and shrinks, and stands while it is held; for `Element.animate`. */
export function framesOf(breath: Breath): { transform: string; offset: number; easing: string }[] {
	const scale = (full: boolean) => `scale(${String(full ? 1 : SMALL)})`;
	let since = 0;
	const frames = breath.map(({ name, seconds }) => {
		const offset = (since * 1_000) / roundOf(breath);
		since += seconds;
		const easing = name === 'in' || name === 'out' ? EASE[name] : 'linear';
		return { transform: scale(name === 'out' || name === 'holdIn'), offset, easing };
	});
	return [...frames, { transform: scale(false), offset: 1, easing: 'linear' }];
}

/** How many of the phase's steps are full, for whoever keeps the picture still. */
export function stepsFull({
	name,
	second,
	seconds,
}: {
	name: BreathName;
	second: number;
	seconds: number;
}): number {
	if (name === 'in') return second + 1;
	if (name === 'out') return seconds - second;
	return name === 'holdIn' ? seconds : 0;
}
