/** Two ways of using a page: with a finger, and with a keyboard alone. Each goes only where a person could go. */
import { tick } from 'svelte';
import { userEvent } from 'vitest/browser';

export interface Way {
	/** A button or a box to tick. */
	press(control: HTMLElement): Promise<void>;
	type(field: HTMLElement, text: string): Promise<void>;
	/** One step further: a slider, a list to choose from, a row of choices. */
	further(control: HTMLElement): Promise<void>;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const nameOf = (control: Element): string =>
	`${control.localName} “${(control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 40)}”`;

/** What the finger would meet there; the label of a box belongs to it. */
function meet(control: HTMLElement): void {
	control.scrollIntoView({ block: 'center' });
	const { left, top, width, height } = control.getBoundingClientRect();
	const met = document.elementFromPoint(left + width / 2, top + height / 2);
	const label = (control as Partial<HTMLInputElement>).labels?.[0];
	if (met === null || !(control.contains(met) || label?.contains(met) === true))
		throw new Error(`${nameOf(control)} is covered by ${met ? nameOf(met) : 'nothing'}`);
	const at = { bubbles: true, pointerType: 'touch', clientX: left + width / 2, clientY: top + height / 2 };
	for (const type of ['pointerdown', 'pointerup']) met.dispatchEvent(new PointerEvent(type, at));
	control.focus();
}

const set = (field: Field, value: string) => {
	field.value = value;
	for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
};

export const TOUCH: Way = {
	async press(control) {
		meet(control);
		control.click();
		await tick();
	},
	async type(field, text) {
		meet(field);
		set(field as Field, text);
		await tick();
	},
	async further(control) {
		meet(control);
		if (control instanceof HTMLSelectElement)
			set(control, control.options[control.selectedIndex + 1]?.value ?? '');
		else if (control instanceof HTMLInputElement && control.type === 'range')
			set(control, String(control.valueAsNumber + 1));
		else control.click();
		await tick();
	},
};

const STOPS = 'button, input, select, textarea, summary, a[href], [tabindex="0"]';
/** Where Tab stops, in its order: of a row of choices only the chosen one. */
const stops = (): HTMLElement[] =>
	[...document.querySelectorAll<HTMLElement>(STOPS)].filter(
		(one) =>
			one.checkVisibility() &&
			!one.matches(':disabled, [inert] *, [tabindex="-1"]') &&
			!(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked),
	);

/** From where the focus is to the control, with as many presses of Tab as are between. */
async function reach(control: HTMLElement): Promise<void> {
	const from = document.activeElement;
	if (from === control) return;
	if (!from || from === document.body) throw new Error(`The focus was lost before ${nameOf(control)}`);
	const all = stops();
	const to = all.indexOf(control);
	const ahead = all.filter((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
	const behind = all.filter((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
	if (to < 0) throw new Error(`Tab does not stop at ${nameOf(control)}`);
	const steps = ahead.indexOf(control) + 1;
	await userEvent.keyboard(
		steps > 0
			? '{Tab}'.repeat(steps)
			: `{Shift>}${'{Tab}'.repeat(behind.length - behind.indexOf(control))}{/Shift}`,
	);
	const now = document.activeElement;
	if (now !== control)
		throw new Error(`The keyboard came to ${now ? nameOf(now) : 'nothing'}, not to ${nameOf(control)}`);
}

async function keys(control: HTMLElement, pressed: string): Promise<void> {
	await reach(control);
	await userEvent.keyboard(pressed);
	await tick();
	if (document.activeElement === document.body)
		throw new Error(`The focus was lost after ${pressed} on ${nameOf(control)}`);
}

export const KEYBOARD: Way = {
	press: (control) => keys(control, control instanceof HTMLInputElement ? ' ' : '{Enter}'),
	type: async (field, text) => {
		// What is in it from before is written over.
		await keys(field, '{Control>}a{/Control}');
		await keys(field, text);
	},
	further: (control) => keys(control, control.matches('[type="range"]') ? '{ArrowRight}' : '{ArrowDown}'),
};
