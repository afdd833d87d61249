/** What has room beside what on the drawing of a list of results. Pure. */

/** Percent of the drawing's width and height, from the left and from the top: north is up in every language. */
export interface Spot {
	x: number;
	y: number;
}
/** `wide` and `high` from its middle to its edge. */
export interface Box extends Spot {
	wide: number;
	high: number;
}

export const KM_A_DEGREE = 111.2;

/** Half of a letter, in percent of the width that a phone's drawing has; twice that in scripts with square letters. */
const HALF_LETTER = 1.35;
const SQUARE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;
const HALF_LINE = 4.6;

export function labelBox(name: string, { x, y }: Spot): Box {
	const letters = Array.from(name).length + (name.match(SQUARE)?.length ?? 0);
	return { x, y, wide: letters * HALF_LETTER + 1, high: HALF_LINE };
}

/** It is inside, and touches nothing that stands there. */
export const clear = (box: Box, taken: readonly Box[]): boolean =>
	box.x - box.wide > 1 &&
	box.x + box.wide < 99 &&
	box.y - box.high > 1 &&
	box.y + box.high < 99 &&
	taken.every(
		(other) =>
			Math.abs(box.x - other.x) > box.wide + other.wide || Math.abs(box.y - other.y) > box.high + other.high,
	);

export const shown = ({ x, y }: Spot): boolean => x > 3 && x < 97 && y > 4 && y < 96;
