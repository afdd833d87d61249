/** Where the focus goes after something has come, moved or gone: nobody who writes by keyboard is left at the top of the page. */
import { tick } from 'svelte';

const FIELDS = 'input:not([type=file]), textarea, select';

/** The first field in a place, or what can be pressed there, or the place itself. `place`: a `data-place`. */
export async function focusPlace(
	place: string,
	what: 'field' | 'button' | 'heading' = 'field',
): Promise<void> {
	await tick();
	const found = [...document.querySelectorAll<HTMLElement>('[data-place]')].find(
		({ dataset }) => dataset['place'] === place,
	);
	if (!found) return;
	const inside =
		what === 'heading'
			? found.querySelector<HTMLElement>('[tabindex="-1"]')
			: (found.querySelector<HTMLElement>(what === 'field' ? FIELDS : 'button') ??
				found.querySelector<HTMLElement>('button, [tabindex="-1"]'));
	(inside ?? found).focus();
	(inside ?? found).scrollIntoView({ block: 'nearest' });
}
