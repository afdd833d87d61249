/**
 * The rules of setting a secret and giving it: what counts as a guessable PIN, and what a person means when she types
 * digits or words. It never sees the vault and keeps nothing.
 */
import type { GuardError } from '$platform/vault/contract';

/** Shortest PIN taken, in digits. Fewer fall to a patient person, not only to a laboratory. */
export const PIN_DIGITS = 6;

export type PinProblem = 'not-digits' | 'too-short' | 'repeated' | 'sequence';

const ARABIC_INDIC_ZERO = 0x0660;
const EASTERN_ARABIC_ZERO = 0x06f0;

/**
 * What she typed, as the vault gets it: an Arabic or Persian keyboard writes other digits for the same PIN, and a phone
 * adds capitals and blanks of its own. The same text must open the lock whichever keyboard is on that day.
 */
export function secretFrom(typed: string): string {
	const text = typed
		.normalize('NFKC')
		.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_INDIC_ZERO))
		.replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - EASTERN_ARABIC_ZERO))
		.toLowerCase()
		.trim()
		.replace(/\s+/g, ' ');
	return /^[\d ]+$/.test(text) ? text.replaceAll(' ', '') : text;
}

/** What makes a PIN easy to guess, or null when it will do. Takes it as typed. */
export function pinProblem(typed: string): PinProblem | null {
	const pin = secretFrom(typed);
	if (!/^\d*$/.test(pin)) return 'not-digits';
	if (pin.length < PIN_DIGITS) return 'too-short';
	if (isRepeated(pin)) return 'repeated';
	if (isSequence(pin)) return 'sequence';
	return null;
}

/** One digit, or a block of two or three, over and over: 000000, 121212, 123123. */
function isRepeated(pin: string): boolean {
	return [1, 2, 3].some((size) => {
		const block = pin.slice(0, size);
		return pin === block.repeat(Math.ceil(pin.length / size)).slice(0, pin.length);
	});
}

/** Digits that climb or fall by one, 9 and 0 being neighbours: 123456, 987654, 567890. */
function isSequence(pin: string): boolean {
	const steps = Array.from(pin)
		.slice(1)
		.map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
	return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

/** Minutes and seconds left, rounded up, as a clock shows them: "0:05", "12:00"; `number` writes digits as she does. */
export function countdown(milliseconds: number, number: (value: number) => string = String): string {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	const within = seconds % 60;
	return `${number(Math.floor(seconds / 60))}:${within < 10 ? number(0) : ''}${number(within)}`;
}

/** The one table from what can go wrong here to the words for it. Wrong and early tries have words of their own. */
const ERROR_KEYS: Record<GuardError['type'], string> = {
	WrongSecret: 'welcome:open.wrong',
	WaitFirst: 'welcome:open.wrong',
	SlotsDamaged: 'welcome:error.SlotsDamaged',
	StorageFull: 'welcome:error.StorageFull',
	OpenElsewhere: 'welcome:error.OpenElsewhere',
	Unavailable: 'welcome:error.Unavailable',
	AlreadyExists: 'welcome:error.AlreadyExists',
	NotOpen: 'welcome:error.other',
	SameSecret: 'welcome:error.SameSecret',
	NoSecond: 'welcome:error.other',
};

export const vaultErrorKey = ({ type }: GuardError): string => ERROR_KEYS[type];

/** The laboratory of the safety notes tries all PINs of six digits in ten minutes. Guesses a second. */
const LABORATORY = 1e6 / 600;
const YEAR = 365.25 * 24 * 3600;

/** Years that laboratory needs to try everything with this many bits, to one figure: 684,931 says more than is known. */
export function laboratoryYears(bits: number): number {
	const years = 2 ** bits / LABORATORY / YEAR;
	const unit = 10 ** Math.floor(Math.log10(years));
	return Math.floor(years / unit) * unit;
}
