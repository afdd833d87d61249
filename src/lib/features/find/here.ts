/** What is made of where she is. Pure. */
import { between, type Facts, type Point } from '$platform/directory';

/** Further from every town of the region than this, nothing of it is near. */
export const FAR_KM = 100;
/** As the filter offers them. */
const WIDTHS = [10, 25, 50, 100];

/** Kilometres to the nearest town; Infinity where none is known. */
export const nearestTown = (towns: Facts['places'], here: Point): number =>
	Math.min(Infinity, ...towns.map((town) => between(town, here)));

/** How far to look, so that there is something. */
export const widthFor = (km: number): number => WIDTHS.find((width) => width >= km + 5) ?? FAR_KM;
