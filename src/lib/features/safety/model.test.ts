import { expect, it } from 'vitest';
import ar from '$locales/ar/ui/welcome.json';
import en from '$locales/en/ui/welcome.json';
import es from '$locales/es/ui/welcome.json';
import fr from '$locales/fr/ui/welcome.json';
import { safetyParts, TRUTHS } from './model';

/** What she must have read before anything is stored, each with the page and line that says it. */
const OWED = {
	'it cannot hide from spyware or from someone who controls the phone': 'watched.one',
	'the address stays in browser history': 'watched.two',
	'exit hides the screen and deletes nothing': 'exit.three',
	'a short PIN stops a person, not a laboratory': 'lock.two',
	'a second PIN shows other content': 'second.one',
	'an expert may still tell': 'second.three',
	'the browser may delete data': 'lost.one',
	'so keep a backup somewhere safe': 'lost.two',
	'deleting may raise suspicion': 'deleting.one',
	'or destroy evidence': 'deleting.two',
};

it.each(Object.entries(OWED))('says, before the start and again under Safety, that %s', (_, key) => {
	const [page, line] = key.split('.');
	expect(TRUTHS.find(({ id }) => id === page)?.lines).toContain(line);
	for (const { before } of [en, es, ar, fr]) {
		const pages: Partial<Record<string, unknown>> = before;
		expect(pages[page ?? '']).toHaveProperty(line ?? '');
	}
});

it('repeats every page and line of what was said before the start, and no other', () => {
	const { title, page, understood, ...pages } = en.before;
	expect([title, page, understood].every(Boolean)).toBe(true);
	expect(TRUTHS.map(({ id }) => id)).toEqual(Object.keys(pages));
	for (const { id, lines } of TRUTHS) {
		// Trying the exit is offered once, before there is anything to come back to.
		const said = Object.keys(pages[id]).filter((line) => id !== 'exit' || line !== 'four');
		expect(['title', ...lines]).toEqual(said);
	}
});

it('lists what rooms bring, part by part, in order, and no empty part', () => {
	const icon = undefined as never;
	const entry = (group: 'keep' | 'know', order: number, screen: string) => ({
		group,
		order,
		screen,
		title: screen,
		icon,
	});
	const rooms = [
		{ id: 'b', screens: {}, safety: [entry('know', 2, 'two'), entry('keep', 1, 'kept')] },
		{ id: 'a', screens: {}, safety: [entry('know', 1, 'one')] },
		{ id: 'c', screens: {} },
	];
	expect(
		safetyParts(rooms).map(({ group, entries }) => [
			group,
			entries.map((one) => `${one.room}/${one.screen}`),
		]),
	).toEqual([
		['keep', ['b/kept']],
		['know', ['a/one', 'b/two']],
	]);
});
