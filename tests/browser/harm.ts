/**
 * What an attack in a text would leave behind, and how it is noticed: something ran, somebody was asked for something, a page
 * has other elements or attributes than with a harmless word.
 */
import { afterEach, beforeEach, vi } from 'vitest';
import { I18n } from '$platform/i18n';
import { ok } from '$protocol/result';
import { PAYLOAD_HOST } from '../support/payloads';

// The modules of this page alone fill the usual 250 places, and a request without a place would not be seen.
performance.setResourceTimingBufferSize(100_000);

let executed: string[] = [];

/** Call once in a file: from then on nothing of the kind goes unseen. */
export function watch(): void {
	beforeEach(() => {
		executed = [];
		for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const)
			vi.spyOn(window, name).mockImplementation(() => {
				executed.push(name);
				return null as never;
			});
	});
	afterEach(() => {
		vi.restoreAllMocks();
	});
}

/** What has run or been asked for since the page was opened. */
export const harm = (): string[] => [
	...executed,
	...('injected' in globalThis ? ['injected'] : []),
	...(({} as Record<string, unknown>)['injected'] === undefined ? [] : ['prototype']),
	...performance
		.getEntriesByType('resource')
		.map(({ name }) => name)
		.filter((name) => name.includes(PAYLOAD_HOST)),
];

/** Elements and the names of their attributes, in order, without what they say. @param but what is left out, with all in it */
export const bones = (root: Element, but = 'nothing'): string =>
	[...root.querySelectorAll('*')]
		.filter((one) => one.closest(but) === null)
		.map((one) => `${one.localName}[${one.getAttributeNames().sort().join(' ')}]`)
		.join('\n');

/** English, with the words of these rooms. */
export const i18nWith = async (words: Record<string, Record<string, unknown>>): Promise<I18n> => {
	const i18n = new I18n({ load: async () => ok(words), keep: async () => undefined, kept: async () => 'en' });
	await i18n.start();
	return i18n;
};

/** How long what must happen may take on a busy machine. */
export const PATIENT = { timeout: 30_000 };

/** As a page keeps it: a lone half of a letter cannot be sent as UTF-8, and becomes the sign for "no letter". */
export const whole = (text: string) =>
	text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
