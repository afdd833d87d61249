/**
 * The calculator: keys in, what is on its display out. Multiplication and division go before addition, a percentage is of
 * what stands before it (200 + 10 % is 220), and arithmetic is exact. Nothing here knows what a PIN is; it only remembers
 * the digits of a lone number as they were typed, zeros in front included, which a display does not show.
 */
import {
	add,
	bounded,
	divide,
	multiply,
	negate,
	parseExact,
	subtract,
	writeExact,
	type Exact,
} from '../exact';

export const OPERATORS = ['+', '-', '*', '/'] as const;
export type Operator = (typeof OPERATORS)[number];
export type Key = `${number}` | '.' | Operator | '=' | '%' | 'sign' | 'back' | 'clear';

/** Digits that can be typed into one number; more are ignored, as on any calculator. */
const MOST_DIGITS = 15;

interface Term {
	value: Exact;
	then: Operator;
}

export interface Calculator {
	readonly terms: readonly Term[];
	/** As typed: `12.`, `-0.5`; empty when nothing is. */
	readonly entry: string;
	/** What the last "=" gave, until something is typed. */
	readonly result: Exact | null;
	/** A division by zero, or a number too large. */
	readonly impossible: boolean;
	/** All digits since the last other key, as typed; `null` once anything but digits was pressed. */
	readonly lone: string | null;
}

export const cleared: Calculator = { terms: [], entry: '', result: null, impossible: false, lone: '' };

const isOperator = (key: Key): key is Operator => OPERATORS.some((each) => each === key);
const isDigit = (key: Key) => /^\d$/.test(key);

/** What is on the display now, as `-12.5`; `null` when there is no answer. */
export function shown({ entry, result, terms, impossible }: Calculator): string | null {
	if (impossible) return null;
	if (entry) return entry;
	return writeExact(result ?? terms.at(-1)?.value ?? parseExact('0') ?? { over: 0n, under: 1n });
}

const valueOf = ({ entry, result }: Calculator): Exact | null => (entry ? parseExact(entry) : result);

function apply(a: Exact, operator: Operator, b: Exact): Exact | null {
	switch (operator) {
		case '+':
			return add(a, b);
		case '-':
			return subtract(a, b);
		case '*':
			return multiply(a, b);
		case '/':
			return divide(a, b);
	}
}

const isStrong = (operator: Operator) => operator === '*' || operator === '/';

/** The terms and the last value worked out; strong operators first. `null` when dividing by zero. */
function evaluate(terms: readonly Term[], last: Exact): Exact | null {
	const weak: Term[] = [];
	let strong: Exact = terms[0]?.value ?? last;
	for (const [at, { then }] of terms.entries()) {
		const next = terms[at + 1]?.value ?? last;
		if (isStrong(then)) {
			const worked = apply(strong, then, next);
			if (!worked) return null;
			strong = worked;
		} else {
			weak.push({ value: strong, then });
			strong = next;
		}
	}
	let sum = weak[0]?.value ?? strong;
	for (const [at, { then }] of weak.entries()) sum = apply(sum, then, weak[at + 1]?.value ?? strong) ?? sum;
	return sum;
}

function typed(now: Calculator, key: string): Calculator {
	const entry =
		now.entry === '0' || now.entry === '-0' ? now.entry.replace('0', key === '.' ? '0.' : key) : null;
	const full = now.entry.replace(/\D/g, '').length >= MOST_DIGITS;
	const next =
		key === '.' && now.entry.includes('.')
			? now.entry
			: (entry ??
				(full && key !== '.' ? now.entry : now.entry + (now.entry === '' && key === '.' ? '0.' : key)));
	// A result is not typed on: a new number begins.
	const lone = key !== '.' && now.lone !== null && now.terms.length === 0 ? now.lone + key : null;
	return { ...now, entry: next, result: null, lone };
}

function percent(now: Calculator): Calculator {
	const value = valueOf(now);
	if (!value) return now;
	const hundredth = multiply(value, { over: 1n, under: 100n });
	const last = now.terms.at(-1);
	const base = last && !isStrong(last.then) ? evaluate(now.terms.slice(0, -1), last.value) : null;
	return { ...now, entry: '', result: base ? multiply(base, hundredth) : hundredth, lone: null };
}

function toggled(now: Calculator): Calculator {
	if (now.entry)
		return {
			...now,
			entry: now.entry.startsWith('-') ? now.entry.slice(1) : `-${now.entry}`,
			lone: null,
		};
	return now.result ? { ...now, result: negate(now.result), lone: null } : now;
}

function back(now: Calculator): Calculator {
	if (!now.entry)
		return now.result ? { ...now, result: null, lone: '' } : { ...now, terms: now.terms.slice(0, -1) };
	const entry = now.entry.slice(0, -1);
	return {
		...now,
		entry: entry === '-' ? '' : entry,
		lone: now.lone === null ? null : now.lone.slice(0, -1),
	};
}

function operate(now: Calculator, operator: Operator): Calculator {
	const value = valueOf(now);
	const last = now.terms.at(-1);
	// Pressed one after the other: the last one counts.
	if (!value && last) return { ...now, terms: [...now.terms.slice(0, -1), { ...last, then: operator }] };
	const term = { value: value ?? { over: 0n, under: 1n }, then: operator };
	return { ...now, terms: [...now.terms, term], entry: '', result: null, lone: null };
}

function equals(now: Calculator): Calculator {
	const last = valueOf(now) ?? now.terms.at(-1)?.value;
	if (!last) return { ...now, lone: '' };
	const worked = evaluate(valueOf(now) ? now.terms : now.terms.slice(0, -1), last);
	const result = worked && bounded(worked);
	return result ? { ...cleared, result } : { ...cleared, impossible: true };
}

/** The calculator after this key. */
export function press(now: Calculator, key: Key): Calculator {
	if (key === 'clear') return cleared;
	const able = now.impossible ? cleared : now;
	if (isDigit(key) || key === '.') return typed(able, key);
	if (isOperator(key)) return operate(able, key);
	switch (key) {
		case '%':
			return percent(able);
		case 'sign':
			return toggled(able);
		case 'back':
			return back(able);
		default:
			return equals(able);
	}
}

const KEYBOARD: Record<string, Key> = {
	Enter: '=',
	'=': '=',
	Backspace: 'back',
	Delete: 'clear',
	c: 'clear',
	C: 'clear',
	'%': '%',
	'٪': '%',
	',': '.',
	'.': '.',
	'٫': '.',
	'+': '+',
	'-': '-',
	'−': '-',
	'*': '*',
	x: '*',
	'×': '*',
	'/': '/',
	':': '/',
	'÷': '/',
};

/** The key a keyboard's key stands for, on any of the four languages' keyboards. */
export const keyOf = (pressed: string): Key | undefined => {
	if (/^\d$/.test(pressed)) return pressed as Key;
	const code = pressed.length === 1 ? pressed.charCodeAt(0) : 0;
	if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660) as Key;
	if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0) as Key;
	return KEYBOARD[pressed];
};
