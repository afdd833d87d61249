import { describe, expect, it } from 'vitest';
import { standings, type Said, type Standing } from './agreement';
import type { AppointmentBody, ReplyBody } from './appointments';

const APPOINTMENT = 'p'.repeat(22);
const MON = '2026-05-11T09:00:00.000Z';
const TUE = '2026-05-12T09:00:00.000Z';
const WED = '2026-05-13T09:00:00.000Z';

const form = (
	sequence: number,
	body: Partial<AppointmentBody> = {},
	id = `f${String(sequence)}`,
	sentAt = '2026-05-01T09:00:00.000Z',
): Said => ({
	by: 'worker',
	type: 'appointment',
	id,
	sentAt,
	body: {
		appointment: APPOINTMENT,
		sequence,
		template: 'health',
		startsAt: MON,
		zone: 'Europe/Madrid',
		place: '',
		note: '',
		...body,
	},
});
const answer = (
	sequence: number,
	turn: number,
	body: Partial<ReplyBody> & Pick<ReplyBody, 'reply'>,
	sentAt = '2026-05-02T09:00:00.000Z',
): Said => ({
	by: 'survivor',
	type: 'reply',
	id: `a${String(turn)}`,
	sentAt,
	body: { appointment: APPOINTMENT, sequence, turn, ...body },
});
const standing = (...said: Said[]): Standing => {
	const found = standings(said).get(APPOINTMENT);
	if (!found) throw new Error('There is no such appointment.');
	return found;
};
const stepsOf = ({ times }: Standing) => times.map(({ step }) => step);

describe('the form that counts', () => {
	it('is the one with the highest sequence, also when its clock was behind', () => {
		const late = form(1, { startsAt: TUE }, 'f1', '2020-01-01T09:00:00.000Z');
		expect(standing(late, form(0)).body.startsAt).toBe(TUE);
	});

	it('of two workers at once, is the later one, and for one clock the greater id', () => {
		const first = form(1, { startsAt: TUE }, 'a', '2026-05-01T09:00:00.000Z');
		const second = form(1, { startsAt: WED }, 'b', '2026-05-01T09:00:00.001Z');
		expect(standing(second, first).form).toBe('b');
		expect(standing(form(1, {}, 'a'), form(1, {}, 'b')).form).toBe('b');
	});

	it('of two workers at once, is the one that cancels, whatever their clocks said', () => {
		const moved = form(1, { startsAt: TUE }, 'b', '2027-05-01T09:00:00.000Z');
		const cancelled = form(1, { cancelled: true }, 'a');
		expect(standing(moved, cancelled).step).toBe('cancelled');
		expect(standing(moved, cancelled, form(2, { startsAt: WED })).step).toBe('asked');
	});
});

describe('her answer', () => {
	it('is the last by her own count, whatever her clock said', () => {
		const shown = standing(
			form(0),
			answer(0, 1, { reply: 'not-coming' }, '2020-01-01T00:00:00.000Z'),
			answer(0, 0, { reply: 'coming' }),
		);
		expect(shown).toMatchObject({ step: 'declined', nextTurn: 2, answer: { reply: 'not-coming' } });
	});

	it('from before there was a count goes by her clock', () => {
		const old = (id: string, reply: ReplyBody['reply'], sentAt: string): Said => ({
			by: 'survivor',
			type: 'reply',
			id,
			sentAt,
			body: { appointment: APPOINTMENT, sequence: 0, reply },
		});
		const shown = standing(old('b', 'coming', '2026-05-02T00:00:00.000Z'), form(0), old('a', 'maybe', MON));
		expect(shown.step).toBe('maybe');
	});

	it('is asked for again when the appointment has changed', () => {
		const shown = standing(form(0), answer(0, 0, { reply: 'coming' }), form(1, { startsAt: TUE }));
		expect(shown).toMatchObject({ step: 'asked', answer: null, earlier: { reply: 'coming' }, nextTurn: 1 });
	});

	it('to the form of one worker says nothing of another’s with the same sequence', () => {
		const shown = standing(
			form(1, { startsAt: TUE }, 'a'),
			answer(1, 0, { reply: 'coming', form: 'a' }),
			form(1, { startsAt: WED }, 'b'),
		);
		expect(shown).toMatchObject({ step: 'asked', answer: null, earlier: { reply: 'coming' } });
		expect(shown.times).toEqual([{ startsAt: WED, answer: null, step: 'asked' }]);
	});

	it('to a form that has not arrived says nothing yet', () => {
		expect(standing(form(0), answer(1, 0, { reply: 'coming' }))).toMatchObject({
			step: 'asked',
			answer: null,
			earlier: null,
		});
		expect(standings([answer(0, 0, { reply: 'coming' })]).size).toBe(0);
	});

	it('that wants another time or a call is a wish until it is answered or taken back', () => {
		const asks = [form(0), answer(0, 0, { reply: 'other-time', proposed: [TUE, WED] })];
		expect(standing(...asks)).toMatchObject({ step: 'other-time', wish: { proposed: [TUE, WED] } });
		expect(standing(...asks, answer(0, 1, { reply: 'coming' })).wish).toBeNull();
		expect(standing(...asks, form(1, { startsAt: TUE })).wish).toBeNull();
		expect(standing(...asks, form(1, { cancelled: true })).wish).toBeNull();
	});
});

describe('several times to choose from', () => {
	const offer = form(0, { choices: [WED, MON, TUE] });

	it('all count until she chooses one, and then that one', () => {
		expect(standing(offer).step).toBe('choose');
		expect(standing(offer).times.map(({ startsAt }) => startsAt)).toEqual([MON, TUE, WED]);
		const shown = standing(offer, answer(0, 0, { reply: 'coming', time: TUE }));
		expect(shown).toMatchObject({ step: 'settled', times: [{ startsAt: TUE, step: 'settled' }] });
	});

	it('are all there again when she says that she cannot come after all', () => {
		const shown = standing(
			offer,
			answer(0, 0, { reply: 'coming', time: TUE }),
			answer(0, 1, { reply: 'not-coming' }),
		);
		expect(shown.step).toBe('declined');
		expect(shown.times).toHaveLength(3);
	});

	it('are not chosen by a yes that names none, or one that is not among them', () => {
		expect(standing(offer, answer(0, 0, { reply: 'coming' })).step).toBe('choose');
		const other = '2026-06-01T09:00:00.000Z';
		expect(standing(offer, answer(0, 0, { reply: 'coming', time: other }))).toMatchObject({
			step: 'choose',
			answer: null,
		});
	});

	it('that are one and the same time are one appointment', () => {
		expect(standing(form(0, { choices: [MON, MON] }))).toMatchObject({ step: 'asked', times: [{}] });
	});
});

describe('a series', () => {
	const course = form(0, { series: [TUE, WED] });

	it('is answered as a whole, and one of it by itself', () => {
		const shown = standing(
			course,
			answer(0, 0, { reply: 'coming' }),
			answer(0, 1, { reply: 'not-coming', time: TUE }),
		);
		expect(shown.step).toBe('settled');
		expect(stepsOf(shown)).toEqual(['settled', 'declined', 'settled']);
		const again = standing(course, ...[0, 1].map((turn) => answer(0, turn, { reply: 'maybe' })));
		expect(stepsOf(again)).toEqual(['maybe', 'maybe', 'maybe']);
	});

	it('is still asked for when she has answered one of it', () => {
		const shown = standing(course, answer(0, 0, { reply: 'other-time', time: WED, proposed: [MON] }));
		expect(shown).toMatchObject({ step: 'asked', wish: { time: WED }, answer: { time: WED } });
		expect(stepsOf(shown)).toEqual(['asked', 'asked', 'other-time']);
	});

	it('of which one is moved as she asked keeps what she said of the others', () => {
		const thursday = '2026-05-14T09:00:00.000Z';
		const shown = standing(
			course,
			answer(0, 0, { reply: 'not-coming', time: TUE }),
			answer(0, 1, { reply: 'other-time', time: WED, proposed: [thursday] }),
			form(1, { series: [TUE, thursday], settled: true, heard: 2 }),
		);
		expect(shown).toMatchObject({ step: 'settled', wish: null, answer: null });
		expect(stepsOf(shown)).toEqual(['settled', 'declined', 'settled']);
	});
});

describe('a form that settles what she asked for', () => {
	const asks = [form(0), answer(0, 0, { reply: 'other-time', proposed: [TUE] })];
	const settles = form(1, { startsAt: TUE, settled: true, heard: 1 });

	it('needs no answer, and takes one', () => {
		expect(standing(...asks, settles)).toMatchObject({ step: 'settled', times: [{ step: 'settled' }] });
		expect(standing(...asks, settles, answer(1, 1, { reply: 'not-coming' })).step).toBe('declined');
	});

	it('asks again when she had already said something else', () => {
		const crossed = standing(...asks, settles, answer(0, 1, { reply: 'not-coming' }));
		expect(crossed).toMatchObject({ step: 'asked', earlier: { reply: 'not-coming' } });
	});
});
