/** Units and what they are, exactly: by definition, not by measuring (an inch is 25.4 mm, a pound 0.45359237 kg). */
import { add, divide, exact, multiply, subtract, type Exact } from '../exact';

/** One of this unit is `factor` of its measure's own, after `offset` was added (only temperatures have one). */
interface Unit {
	factor: Exact;
	offset: Exact;
}

const unit = (over: bigint, under = 1n, offset: Exact = exact(0n)): Unit => ({
	factor: exact(over, under),
	offset,
});

/** By measure; the first two units are those shown at first. */
export const MEASURES = {
	length: {
		cm: unit(1n, 100n),
		in: unit(254n, 10_000n),
		mm: unit(1n, 1_000n),
		m: unit(1n),
		km: unit(1_000n),
		ft: unit(3_048n, 10_000n),
		yd: unit(9_144n, 10_000n),
		mi: unit(1_609_344n, 1_000n),
	},
	weight: {
		kg: unit(1_000n),
		lb: unit(45_359_237n, 100_000n),
		mg: unit(1n, 1_000n),
		g: unit(1n),
		t: unit(1_000_000n),
		oz: unit(45_359_237n, 1_600_000n),
		st: unit(635_029_318n, 100_000n),
	},
	temperature: {
		c: unit(1n, 1n, exact(27_315n, 100n)),
		f: unit(5n, 9n, exact(45_967n, 100n)),
		k: unit(1n),
	},
	volume: {
		l: unit(1_000n),
		gallon: unit(3_785_411_784n, 1_000_000n),
		ml: unit(1n),
		m3: unit(1_000_000n),
		tsp: unit(492_892_159_375n, 100_000_000_000n),
		tbsp: unit(1_478_676_478_125n, 100_000_000_000n),
		cup: unit(2_365_882_365n, 10_000_000n),
		pint: unit(56_826_125n, 100_000n),
	},
	area: {
		m2: unit(1n),
		ft2: unit(9_290_304n, 100_000_000n),
		cm2: unit(1n, 10_000n),
		ha: unit(10_000n),
		km2: unit(1_000_000n),
		acre: unit(40_468_564_224n, 10_000_000n),
	},
	speed: {
		kmh: unit(5n, 18n),
		mph: unit(44_704n, 100_000n),
		mps: unit(1n),
		kn: unit(1_852n, 3_600n),
	},
} as const satisfies Record<string, Record<string, Unit>>;

export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

const unitsOf = (measure: Measure): Readonly<Record<string, Unit>> => MEASURES[measure];
export const unitNames = (measure: Measure): string[] => Object.keys(MEASURES[measure]);

/** An amount of one unit in another of the same measure; `null` for a unit the measure does not have. */
export function convert(amount: Exact, measure: Measure, from: string, to: string): Exact | null {
	const [source, target] = [unitsOf(measure)[from], unitsOf(measure)[to]];
	if (!source || !target) return null;
	const own = multiply(add(amount, source.offset), source.factor);
	const there = divide(own, target.factor);
	return there && subtract(there, target.offset);
}
