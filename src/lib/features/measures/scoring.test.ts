/**
 * Scoring at what was published: every band's edges, the groups and the provisional rule of the PCL-5, the cut-offs of the
 * PC-PTSD-5, and no number where a question was skipped.
 */
import { describe, expect, it } from 'vitest';
import en from '$locales/en/ui/instruments.json';
import { INSTRUMENT, INSTRUMENTS, type InstrumentId } from './instruments';
import { CLUSTERS, PCL5_CLUSTERS, scoreOf, totalOf, type Answer } from './scoring';

/** Answers that come to this sum, as high ones first. */
function comingTo(instrument: InstrumentId, total: number): number[] {
	const { items, values } = INSTRUMENT[instrument];
	const highest = Math.max(...values);
	let left = total;
	return Array.from({ length: items }, () => {
		const answer = Math.min(highest, left);
		left -= answer;
		return answer;
	});
}
const score = (instrument: InstrumentId, total: number) =>
	scoreOf(instrument, comingTo(instrument, total), true);

describe('PHQ-9', () => {
	it.each([
		[0, 'minimal'],
		[4, 'minimal'],
		[5, 'mild'],
		[9, 'mild'],
		[10, 'moderate'],
		[14, 'moderate'],
		[15, 'moderatelySevere'],
		[19, 'moderatelySevere'],
		[20, 'severe'],
		[27, 'severe'],
	])('%i is %s', (total, band) => {
		expect(score('phq9', total)).toMatchObject({ total, band, closer: total >= 10 });
	});

	it('names the whole band a number lies in', () => {
		const bands = [0, 5, 10, 15, 20].map((total) => score('phq9', total));
		expect(bands.map((band) => (band?.of === 'phq9' ? [band.from, band.to] : []))).toEqual([
			[0, 4],
			[5, 9],
			[10, 14],
			[15, 19],
			[20, 27],
		]);
	});
});

describe('GAD-7', () => {
	it.each([
		[0, 'minimal'],
		[4, 'minimal'],
		[5, 'mild'],
		[9, 'mild'],
		[10, 'moderate'],
		[14, 'moderate'],
		[15, 'severe'],
		[21, 'severe'],
	])('%i is %s', (total, band) => {
		expect(score('gad7', total)).toMatchObject({ total, band, closer: total >= 10 });
	});
});

describe('PCL-5', () => {
	const only = (marked: Record<number, number>): Answer[] =>
		Array.from({ length: 20 }, (_, index) => marked[index + 1] ?? 0);

	it.each([
		[0, 'below'],
		[30, 'below'],
		[31, 'edge'],
		[33, 'edge'],
		[34, 'above'],
		[80, 'above'],
	])('%i stands %s the numbers that studies name', (total, zone) => {
		expect(score('pcl5', total)).toMatchObject({ total, zone });
	});

	it('sums its four groups, which hold all questions once', () => {
		const answers = Array.from({ length: 20 }, (_, index) => index % 5);
		const found = scoreOf('pcl5', answers, null);
		expect(found).toMatchObject({
			total: 40,
			clusters: {
				B: { total: 10, most: 20 },
				C: { total: 1, most: 8 },
				D: { total: 15, most: 28 },
				E: { total: 14, most: 24 },
			},
		});
		const covered = CLUSTERS.flatMap((cluster) => {
			const { first, last } = PCL5_CLUSTERS[cluster];
			return Array.from({ length: last - first + 1 }, (_, index) => first + index);
		});
		expect(covered).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
	});

	it('meets the provisional rule with the least that can: 1, 1, 2 and 2 at "moderately", a sum of 12', () => {
		const least = only({ 1: 2, 6: 2, 8: 2, 9: 2, 15: 2, 16: 2 });
		expect(scoreOf('pcl5', least, null)).toMatchObject({ total: 12, provisional: true, zone: 'below' });
		for (const item of [1, 6, 8, 9, 15, 16]) {
			const less = least.map((answer, index) => (index === item - 1 ? 1 : answer));
			expect(scoreOf('pcl5', less, null)).toMatchObject({ provisional: false });
		}
	});

	it('does not meet it by "a little bit" everywhere, nor by a high sum in three groups', () => {
		expect(scoreOf('pcl5', Array<number>(20).fill(1), null)).toMatchObject({ total: 20, provisional: false });
		const withoutAvoiding = Array.from({ length: 20 }, (_, index) => (index === 5 || index === 6 ? 0 : 4));
		expect(scoreOf('pcl5', withoutAvoiding, null)).toMatchObject({ total: 72, provisional: false });
	});
});

describe('PC-PTSD-5', () => {
	it.each([
		[0, 'below'],
		[2, 'below'],
		[3, 'lower'],
		[4, 'above'],
		[5, 'above'],
	])('%i yeses: %s', (total, zone) => {
		expect(score('pcptsd5', total)).toEqual({ of: 'pcptsd5', total, zone });
	});

	it('is 0 and ends where no such event happened; skipped, it has no number', () => {
		expect(scoreOf('pcptsd5', [], false)).toEqual({ of: 'pcptsd5', total: 0, zone: 'below' });
		expect(scoreOf('pcptsd5', [], null)).toBeNull();
		expect(scoreOf('pcptsd5', [1, 1, 1, 1, 1], null)).toBeNull();
	});
});

describe.each(INSTRUMENTS)('%s', (instrument) => {
	const { items, most, values } = INSTRUMENT[instrument];

	it('has no number when a question was skipped or not come to', () => {
		const whole = comingTo(instrument, most);
		for (let item = 0; item < items; item += 1)
			expect(totalOf(instrument, whole.with(item, null as unknown as number))).toBeNull();
		expect(totalOf(instrument, whole.slice(0, -1))).toBeNull();
		expect(totalOf(instrument, [])).toBeNull();
		expect(totalOf(instrument, whole)).toBe(most);
	});

	it('can come to every number from 0 to its highest', () => {
		expect(items * Math.max(...values)).toBe(most);
		for (let total = 0; total <= most; total += 1) expect(score(instrument, total)?.total).toBe(total);
	});

	it('has words for every question and answer, and no others', () => {
		const { stem, ...rest } = en[instrument] as Record<string, string>;
		expect(stem).toBeTruthy();
		const numbered = Object.keys(rest).filter((key) => /^\d+$/.test(key));
		expect(numbered.map(Number)).toEqual(Array.from({ length: items }, (_, index) => index + 1));
		const answers: Record<string, string> = en.answers[INSTRUMENT[instrument].scale];
		expect(Object.keys(answers).map(Number).sort()).toEqual([...values].sort());
	});
});
