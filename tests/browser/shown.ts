/** A screen of the app over a vault, in words that a test gives; and whether everybody can use what is shown. */
import axe from 'axe-core';
import type { Component } from 'svelte';
import { expect } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { I18n } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import { ok } from '$protocol/result';
import Given from './Given.svelte';

type Words = Record<string, Record<string, unknown>>;

/** A translator that has these words, of the rooms a test goes into. */
export async function speaking(language: 'en' | 'ar', words: Words): Promise<I18n> {
	const i18n = new I18n({
		load: () => Promise.resolve(ok(words)),
		keep: () => Promise.resolve(),
		kept: () => Promise.resolve(language),
		preferred: [language],
	});
	await i18n.start();
	return i18n;
}

interface Shown {
	session: Session;
	screen: unknown;
	i18n: I18n;
	navigation: Navigation;
	/** What the screen is given. */
	given?: Record<string, unknown>;
}

/** In place of what was shown before. */
export async function show({ session, screen, i18n, navigation, given = {} }: Shown): Promise<void> {
	cleanup();
	await render(Given, { i18n, session, navigation, screen: screen as Component, given });
}

/** Navigation between places of which a test needs no more than the names. */
export const between = (...places: string[]): Navigation =>
	new Navigation(places.map((id, order) => ({ id, order, screen: 'list' })));

/** axe finds nothing. */
export async function expectFit(): Promise<void> {
	const { violations } = await axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
		// The test page has neither a title nor a language of its own.
		rules: { 'document-title': { enabled: false }, 'html-has-lang': { enabled: false } },
	});
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
}
