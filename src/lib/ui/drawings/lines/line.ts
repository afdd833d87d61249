/** One line of a drawing: what it is drawn with, as `Drawing` knows it, and its path. No people in distress, no uniforms. */
type Ink = 'ink' | 'ink sheet' | 'rose' | 'rose fill' | 'rose sheet' | 'rose dot';
export type Line = readonly [ink: Ink, path: string];

export const circle = (x: number, y: number, r: number): string =>
	`M${String(x - r)} ${String(y)}a${String(r)} ${String(r)} 0 1 0 ${String(2 * r)} 0 ${String(r)} ${String(r)} 0 1 0-${String(2 * r)} 0Z`;
