/**
 * A phone and two desks that talk past each other. Each has only what reached it: workers change, cancel and settle from
 * what their own screen shows, she answers what hers shows. Clocks are wrong by up to a year, and what is said arrives
 * late, twice and in any order. At the end everything has arrived everywhere.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { figure } from '../../../tests/support/figure';
import { isChoice, standings, timesOf, type Said, type Standing } from './agreement';
import { appointmentBody, replyBody, type AppointmentBody, type Reply, type ReplyBody } from './appointments';

const RUNS = 10_000;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const START = Date.parse('2026-05-01T09:00:00.000Z');
const APPOINTMENTS = ['p', 'q'].map((letter) => letter.repeat(22));
const WORKERS = ['desk', 'other desk'] as const;
const DEVICES = ['phone', ...WORKERS] as const;
type Device = (typeof DEVICES)[number];

const instant = (hours: number): string => new Date(START + hours * HOUR).toISOString();
const hour = fc.integer({ min: 1, max: 12 }).map((day) => day * 24);
const hours = (most: number) => fc.uniqueArray(hour, { minLength: 1, maxLength: most });
/** Mostly about one and the same. */
const which = fc.nat({ max: 5 }).map((number) => (number === 5 ? 1 : 0));

/** What somebody does, or the post. Who cannot do it, as things stand on their own screen, does nothing. */
const act = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			does: fc.constantFrom('move', 'move', 'cancel', 'choices', 'series', 'series', 'settle', 'settle'),
			who: fc.constantFrom(...WORKERS),
			which,
			hours: hours(4),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			does: fc.constantFrom<Reply>('coming', 'not-coming', 'maybe', 'other-time', 'call-me'),
			who: fc.constant('phone' as const),
			which,
			hours: hours(3),
			/** Of the series or the choices: this one, if she means one. */
			time: fc.option(fc.nat({ max: 5 })),
		}),
	},
	{
		weight: 7,
		arbitrary: fc.record({
			does: fc.constant('arrives'),
			picks: fc.array(fc.nat(), { minLength: 1, maxLength: 8, size: 'max' }),
			again: fc.boolean(),
		}),
	},
);
const story = fc.record({
	acts: fc.array(act, { minLength: 3, maxLength: 40, size: 'max' }),
	/** How wrong each clock is, in milliseconds; it may be set anew before anything is said. */
	clocks: fc.array(fc.integer({ min: -YEAR, max: YEAR }), { minLength: 3, maxLength: 8 }),
	order: fc.infiniteStream(fc.nat()),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

class World {
	readonly said: Said[] = [];
	readonly seen: Record<Device, Said[]> = { phone: [], desk: [], 'other desk': [] };
	readonly #post: { to: Device; what: Said }[] = [];
	readonly #clocks: number[];

	constructor(clocks: number[]) {
		this.#clocks = clocks;
	}

	view(who: Device, appointment: string): Standing | undefined {
		return standings(this.seen[who]).get(appointment);
	}

	#say(
		who: Device,
		what: { by: 'worker'; body: AppointmentBody } | { by: 'survivor'; body: ReplyBody },
	): void {
		const count = this.said.length;
		const head = {
			// Ids are random: they tell nothing of who came first.
			id: String((count * 7_919 + 13) % 10_007).padStart(22, '0'),
			sentAt: new Date(START + count * HOUR + (this.#clocks[count % this.#clocks.length] ?? 0)).toISOString(),
		};
		const one: Said =
			what.by === 'worker' ? { ...head, ...what, type: 'appointment' } : { ...head, ...what, type: 'reply' };
		this.said.push(one);
		this.seen[who].push(one);
		for (const to of DEVICES) if (to !== who) this.#post.push({ to, what: one });
	}

	/** Something on its way arrives, whichever; it may arrive once more. */
	arrive(pick: number, again: boolean): void {
		const at = pick % Math.max(1, this.#post.length);
		const letter = this.#post[at];
		if (!letter) return;
		if (!again) this.#post.splice(at, 1);
		this.seen[letter.to].push(letter.what);
	}

	arriveAll(order: Iterator<number>): void {
		while (this.#post.length > 0) this.arrive(Number(order.next().value), false);
	}

	offer(who: (typeof WORKERS)[number], does: string, appointment: string, given: readonly number[]): void {
		const view = this.view(who, appointment);
		const startsAt = instant(given[0] ?? 0);
		const more = given.slice(1).map(instant);
		const body: AppointmentBody = {
			appointment,
			sequence: view ? view.body.sequence + 1 : 0,
			template: 'health',
			startsAt,
			zone: 'Europe/Madrid',
			place: '',
			note: '',
			heard: view?.nextTurn ?? 0,
		};
		if (does === 'cancel') {
			if (view) this.#say(who, { by: 'worker', body: { ...body, ...pickTimes(view.body), cancelled: true } });
		} else if (does === 'settle') {
			const asked = view?.wish?.proposed[0] ?? (view?.answer?.reply === 'coming' ? view.answer.time : null);
			// One of a series is moved, the others stay; or it is the only one.
			const others = view?.body.series ? timesOf(view.body).filter((time) => time !== view.wish?.time) : [];
			const series = others.length > 0 ? { series: others } : {};
			if (asked)
				this.#say(who, { by: 'worker', body: { ...body, startsAt: asked, ...series, settled: true } });
		} else if (does === 'choices') {
			if (more.length > 0) this.#say(who, { by: 'worker', body: { ...body, choices: [startsAt, ...more] } });
		} else if (does === 'series') {
			this.#say(who, { by: 'worker', body: more.length > 0 ? { ...body, series: more } : body });
		} else this.#say(who, { by: 'worker', body });
	}

	answer(reply: Reply, appointment: string, given: readonly number[], meant: number | null): void {
		const view = this.view('phone', appointment);
		if (!view || view.step === 'cancelled') return;
		const times = timesOf(view.body);
		const time = times.length > 1 && meant !== null ? times[meant % times.length] : undefined;
		this.#say('phone', {
			by: 'survivor',
			body: {
				appointment,
				sequence: view.body.sequence,
				form: view.form,
				turn: view.nextTurn,
				reply,
				...(time === undefined ? {} : { time }),
				...(reply === 'other-time' ? { proposed: given.map(instant) } : {}),
			},
		});
	}

	run(acts: readonly Act[]): void {
		for (const each of acts) {
			if ('picks' in each) for (const pick of each.picks) this.arrive(pick, each.again);
			else {
				const appointment = APPOINTMENTS[each.which] ?? '';
				if ('time' in each) this.answer(each.does, appointment, each.hours, each.time);
				else this.offer(each.who, each.does, appointment, each.hours);
			}
		}
	}
}

const pickTimes = ({ startsAt, choices, series }: AppointmentBody) => ({
	startsAt,
	...(choices ? { choices } : {}),
	...(series ? { series } : {}),
});

const told = { disagreements: 0, runs: 0, ties: 0, crossed: 0, cancelled: 0, answered: 0, kept: 0 };

/** What both sides now show of one appointment, against what was really said and in which order she said it. */
function checkTruth(said: readonly Said[], shown: Standing): void {
	const forms = said.flatMap((one) =>
		one.by === 'worker' && one.body.appointment === shown.body.appointment ? [one] : [],
	);
	// In the order in which she gave them, whatever her clock said.
	const answers = said.flatMap((one) =>
		one.by === 'survivor' && one.body.appointment === shown.body.appointment ? [one] : [],
	);
	const highest = Math.max(...forms.map(({ body }) => body.sequence));
	const top = forms.filter(({ body }) => body.sequence === highest);
	expect(top.map(({ id }) => id)).toContain(shown.form);

	const toThis = answers.filter(({ body }) => body.form === shown.form);
	const before = answers.filter(({ body }) => body.form !== shown.form);
	expect(shown.answer?.id ?? null).toBe(toThis.at(-1)?.id ?? null);
	expect(shown.earlier?.id ?? null).toBe(before.at(-1)?.id ?? null);
	expect(shown.nextTurn).toBe(answers.length);

	const cancels = top.some(({ body }) => body.cancelled);
	expect(shown.step === 'cancelled').toBe(cancels);
	for (const { step } of shown.times) expect(step === 'cancelled').toBe(cancels);
	if (cancels) expect(shown.wish).toBeNull();

	// It takes place only where she said so to this very form, or somebody who knew her last word said yes to it.
	const isHeard = shown.body.settled === true && before.length <= (shown.body.heard ?? 0);
	const steps = [shown.step, ...shown.times.map(({ step }) => step)];
	if (steps.includes('settled') && !toThis.some(({ body }) => body.reply === 'coming')) {
		expect(isHeard).toBe(true);
	}
	const held = new Set(isHeard ? before.map(({ id }) => id) : []);
	for (const { answer, startsAt } of shown.times) {
		if (!answer || toThis.some(({ id }) => id === answer.id)) continue;
		expect(held.has(answer.id) && answer.time === startsAt).toBe(true);
		told.kept += 1;
	}
	if (isChoice(shown.body) && shown.step === 'settled') {
		expect(shown.times.map(({ startsAt }) => startsAt)).toEqual([shown.answer?.time]);
	}
	if (top.length > 1) told.ties += 1;
	if (shown.body.settled && !isHeard) told.crossed += 1;
	if (cancels) told.cancelled += 1;
	if (shown.answer) told.answered += 1;
}

it(
	'is the same on both sides when all has arrived, whatever was offline, doubled or crossed',
	() => {
		fc.assert(
			fc.property(story, ({ acts, clocks, order }) => {
				const world = new World(clocks);
				world.run(acts);
				world.arriveAll(order[Symbol.iterator]());
				told.runs += 1;
				for (const appointment of APPOINTMENTS) {
					const shown = world.view('phone', appointment);
					for (const worker of WORKERS) {
						const theirs = world.view(worker, appointment);
						if (JSON.stringify(theirs) !== JSON.stringify(shown)) told.disagreements += 1;
						expect(theirs).toEqual(shown);
					}
					if (shown) checkTruth(world.said, shown);
				}
				for (const { by, body } of world.said) {
					expect((by === 'worker' ? appointmentBody : replyBody).safeParse(body).success).toBe(true);
				}
			}),
			{ numRuns: RUNS },
		);
		const { disagreements, runs, ties, crossed, cancelled, answered, kept } = told;
		figure(
			'Crossed changes: both sides agree',
			`${String(disagreements)} disagreements in ${String(runs)} stories (two workers at once ${String(ties)}, settlements crossed ${String(crossed)}, cancelled ${String(cancelled)}, answered ${String(answered)})`,
			`0 in ${String(RUNS)}`,
		);
		// The stories are about what they claim to be about.
		for (const count of [ties, crossed, cancelled, answered]) expect(count).toBeGreaterThan(RUNS / 1_000);
		expect(kept).toBeGreaterThan(0);
		expect(disagreements).toBe(0);
	},
	// Ten thousand stories on a machine with other work.
	300_000,
);
