/**
 * Where this phone is, asked once, only by her press. The browser asks her with the name of this page and remembers her answer; what
 * works the place out may be her phone's maker (Google, Apple): the screen before says both. What comes back is in memory alone,
 * and coarser than it was found: nothing here needs to know which house.
 */
import { failed, ok, type Result } from '$protocol/result';

/** Degrees. */
export interface Whereabouts {
	lat: number;
	lon: number;
}

/** `Refused`: by her, or by the browser for her. `Missing`: the phone cannot tell. `Slow`: it took too long. */
export interface NotFound {
	type: 'Refused' | 'Missing' | 'Slow';
}

/** About 100 m from north to south, less from east to west. */
const STEPS_A_DEGREE = 1_000;
const PATIENCE_MS = 20_000;
const REASONS: Record<number, NotFound['type']> = { 1: 'Refused', 2: 'Missing', 3: 'Slow' };

/** Nothing finer than the figures of this leaves the module. */
export const coarse = (degrees: number): number => Math.round(degrees * STEPS_A_DEGREE) / STEPS_A_DEGREE;

export function askWhere(): Promise<Result<Whereabouts, NotFound>> {
	return new Promise((resolve) => {
		if (!('geolocation' in navigator)) {
			resolve(failed({ type: 'Missing' }));
			return;
		}
		navigator.geolocation.getCurrentPosition(
			({ coords }) => {
				resolve(ok({ lat: coarse(coords.latitude), lon: coarse(coords.longitude) }));
			},
			({ code }) => {
				resolve(failed({ type: REASONS[code] ?? 'Missing' }));
			},
			// Not the most exact it could: that would light up more of the phone than a town needs.
			{ enableHighAccuracy: false, timeout: PATIENCE_MS, maximumAge: 0 },
		);
	});
}
