/** What can be wrong with any screen of a module: a control without a name, and words of another language. */

const shown = (selector: string): HTMLElement[] =>
	[...document.querySelectorAll<HTMLElement>(selector)].filter((one) => one.checkVisibility());

function nameOf(control: HTMLElement): string {
	const by = (control.getAttribute('aria-labelledby') ?? '')
		.split(/\s+/)
		.map((id) => document.getElementById(id)?.textContent ?? '');
	const labels = [...((control as Partial<HTMLInputElement>).labels ?? [])].map((label) => label.innerText);
	const own = control.matches('button, summary, a') ? control.textContent : '';
	return [control.getAttribute('aria-label') ?? '', ...by, ...labels, own].join(' ').trim();
}

/** Controls and groups that nothing names. */
export const unnamed = (): string[] =>
	shown('button, input, select, textarea, summary, [role="group"], [role="timer"]:empty')
		.filter((control) => nameOf(control) === '')
		.map((control) => control.outerHTML.slice(0, 120));

const LATIN = /\p{Script=Latin}{2,}/gu;
export const latinIn = (text: string): string[] => text.match(LATIN) ?? [];

/**
 * Latin words that can be read or heard, but for addresses (links say their host) and currencies: the list to choose from, and
 * the code of the one that is chosen, which stands at its amounts.
 */
export function latinShown(): string[] {
	const labels = shown('[aria-label]:not(.link)').map((one) => one.getAttribute('aria-label') ?? '');
	const page = document.querySelector<HTMLElement>('main')?.innerText ?? '';
	const beside = shown('select, .link').map((one) => one.innerText);
	const words = beside.reduce((text, other) => (other === '' ? text : text.replaceAll(other, ' ')), page);
	const chosen = new Set([...document.querySelectorAll('select')].map(({ value }) => value));
	return [...labels, words].flatMap(latinIn).filter((word) => !chosen.has(word));
}
