import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AutoLock, PHONE_TIMES } from './index';

const MINUTE = 60_000;
const { idleMs } = PHONE_TIMES;

let clock: { steady: number; wall: number };
let times: typeof PHONE_TIMES;
let happened: string[];
let autoLock: AutoLock;
let stop: () => void;

const pass = (steady: number, wall = steady) => {
	clock = { steady: clock.steady + steady, wall: clock.wall + wall };
};
const press = (key: string, on: EventTarget = document.body) =>
	on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
const touch = (type: string) => document.body.dispatchEvent(new Event(type, { bubbles: true }));
const setHidden = (hidden: boolean) => {
	Object.defineProperty(document, 'visibilityState', {
		configurable: true,
		get: () => (hidden ? 'hidden' : 'visible'),
	});
	document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
	clock = { steady: 5_000, wall: 1_900_000_000_000 };
	times = PHONE_TIMES;
	happened = [];
	autoLock = new AutoLock({
		lock: () => happened.push('lock'),
		end: () => happened.push('end'),
		times: () => times,
		now: () => clock,
	});
	stop = autoLock.watch();
});
afterEach(() => {
	stop();
	Reflect.deleteProperty(document, 'visibilityState');
});

const untilWarned = () => {
	pass(idleMs - 20_000);
	autoLock.look();
	expect([autoLock.warned, autoLock.seconds]).toEqual([true, 20]);
};

describe('while it is open', () => {
	it.each(['pointerdown', 'pointermove', 'wheel', 'touchmove', 'input'])('%s keeps it open', (type) => {
		pass(2 * MINUTE);
		touch(type);
		pass(2 * MINUTE);
		autoLock.look();
		expect([autoLock.warned, happened]).toEqual([false, []]);
	});

	it('an exercise followed without touching keeps it open', () => {
		pass(2 * MINUTE);
		dispatchEvent(new Event('rosebay:active'));
		pass(2 * MINUTE);
		autoLock.look();
		expect([autoLock.warned, happened]).toEqual([false, []]);
	});

	it.each(['pointerdown', 'keydown', 'pointermove'])('%s that wakes a sleeping laptop locks it', (type) => {
		pass(0, 8 * 60 * MINUTE);
		touch(type);
		expect(happened).toEqual(['lock']);
	});

	it('a clock set back by a year does not keep it open', () => {
		pass(idleMs, -365 * 24 * 60 * MINUTE);
		autoLock.look();
		expect(happened).toEqual(['lock']);
	});

	it('shorter times count from the moment they are chosen', () => {
		pass(50_000);
		autoLock.look();
		expect(autoLock.warned).toBe(false);
		times = { ...times, idleMs: MINUTE };
		autoLock.look();
		expect([autoLock.warned, autoLock.seconds]).toEqual([true, 10]);
	});
});

describe('while the warning stands', () => {
	it('any key keeps it open, but those with which one moves about in it', () => {
		untilWarned();
		for (const key of ['Tab', 'Shift']) press(key);
		expect(autoLock.warned).toBe(true);
		press('a');
		expect(autoLock.warned).toBe(false);
	});

	it('Enter on one of its buttons is the button’s', () => {
		const button = document.body.appendChild(document.createElement('button'));
		untilWarned();
		press('Enter', button);
		expect(autoLock.warned).toBe(true);
		press('Enter');
		expect(autoLock.warned).toBe(false);
		button.remove();
	});

	it('a press counts when it is over, so that it presses nothing behind', () => {
		untilWarned();
		for (const type of ['pointermove', 'pointerdown']) touch(type);
		expect(autoLock.warned).toBe(true);
		touch('click');
		expect(autoLock.warned).toBe(false);
	});

	it('she can stay, and the whole time begins anew', () => {
		untilWarned();
		autoLock.stay();
		pass(idleMs - 31_000);
		autoLock.look();
		expect([autoLock.warned, happened]).toEqual([false, []]);
	});

	it('it locks when nobody answers', () => {
		untilWarned();
		pass(20_000);
		autoLock.look();
		expect(happened).toEqual(['lock']);
	});
});

describe('out of sight', () => {
	it('locks when it is looked at again too late, also after a sleep', () => {
		setHidden(true);
		pass(29_000);
		setHidden(false);
		setHidden(true);
		expect(happened).toEqual([]);
		pass(0, 30_000);
		setHidden(false);
		expect(happened).toContain('lock');
	});

	it('locks at once when she chose that', () => {
		times = { ...times, hiddenMs: 0 };
		setHidden(true);
		expect(happened).toEqual(['lock']);
	});

	it('left for another page, the keys are gone, and a page put aside whole begins anew', () => {
		dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
		expect(happened).toEqual(['end']);
		dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
		expect(happened).toEqual(['end', 'lock']);
	});
});
