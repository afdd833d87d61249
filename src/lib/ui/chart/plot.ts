/**
 * Where things stand in a chart, in percent of its room. Pure: it knows no screen. What there is no point for is not
 * there: nothing is filled in, averaged or carried on.
 */
export interface Point {
	/** Day (`2026-11-22`) or instant, ISO. */
	at: string;
	value: number;
}

export interface Frame {
	/** The first and the last moment that has room, ISO. */
	from: string;
	to: string;
	low: number;
	high: number;
	/** Points no further apart than so many days are joined by a line. */
	joinDays: number;
	/** Time goes on to the left. */
	rtl: boolean;
}

export interface Dot {
	x: number;
	y: number;
}
export interface Join {
	from: Dot;
	to: Dot;
}

const DAY = 86_400_000;

/** How far down a value stands. */
export const heightOf = (value: number, { low, high }: Pick<Frame, 'low' | 'high'>): number =>
	high === low ? 50 : 100 - ((value - low) / (high - low)) * 100;

function acrossOf(at: string, { from, to, rtl }: Pick<Frame, 'from' | 'to' | 'rtl'>): number {
	const start = Date.parse(from);
	const length = Date.parse(to) - start;
	const share = length > 0 ? ((Date.parse(at) - start) / length) * 100 : 50;
	return rtl ? 100 - share : share;
}

/** Dots for the points within the frame, earliest first, and the lines between neighbours that are near enough. */
export function plotOf(points: readonly Point[], frame: Frame): { dots: Dot[]; joins: Join[] } {
	const [start, end] = [Date.parse(frame.from), Date.parse(frame.to)];
	const shown = points
		.map((point) => ({ ...point, time: Date.parse(point.at) }))
		.filter(({ time }) => time >= start && time <= end)
		.sort((a, b) => a.time - b.time)
		.map((point) => ({ time: point.time, x: acrossOf(point.at, frame), y: heightOf(point.value, frame) }));
	const joins = shown.flatMap((one, index) => {
		const next = shown[index + 1];
		return next && next.time - one.time <= frame.joinDays * DAY
			? [{ from: { x: one.x, y: one.y }, to: { x: next.x, y: next.y } }]
			: [];
	});
	return { dots: shown.map(({ x, y }) => ({ x, y })), joins };
}
