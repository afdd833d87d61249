/**
 * Playwright's `test` for Rosebay. Whatever a test is about, it also fails when a page of it
 * - asked another origin for anything (the exit site alone is let through, as a top-level navigation),
 * - wrote an error to the console, broke the content security policy or Trusted Types, or threw.
 *
 * It watches every page of the test's own `context`. Contexts and browsers a test opens by itself are handed to `watch`.
 */
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { EXIT_SITES } from '../../src/lib/platform/exit/sites';

/**
 * Hosts the quick exit may leave for, as whole names: those of its list, and one that stands for an address of her own.
 * Nothing reaches them: in tests the browser resolves no name but localhost (playwright.config.ts); a test that wants to
 * arrive somewhere answers for the host with `context.route`.
 */
export const EXIT_HOSTS = new Set([
	...EXIT_SITES.map(({ address }) => new URL(address).hostname),
	'example.org',
]);

export interface Watch {
	/** Starts watching a context; call before its first page opens. */
	(context: BrowserContext): Promise<void>;
	/** From here on faults that match are expected, such as refused connections once the relay has been killed. */
	expecting(pattern: RegExp): void;
}

interface Fixtures {
	watch: Watch;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const isLocal = (url: URL) =>
	LOCAL.has(url.hostname) || !['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol);

/** Reports violations of the policy that do not reach the console: in frames, and in pages that have gone already. */
const REPORT_POLICY = () => {
	addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
		console.error(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
	});
};

export const test = base.extend<Fixtures>({
	watch: async ({}, use) => {
		const faults: string[] = [];
		const expected: RegExp[] = [];
		const note = (fault: string) => {
			if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
		};
		const follow = (page: Page) => {
			page.on('pageerror', ({ message, stack }) => note(`threw: ${stack ?? message}`));
			page.on('crash', () => note('the page crashed'));
			page.on('console', (message) => {
				if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
			});
		};
		const watch: Watch = Object.assign(
			async (context: BrowserContext) => {
				for (const page of context.pages()) follow(page);
				context.on('page', follow);
				await context.addInitScript(REPORT_POLICY);
				context.on('request', (request) => {
					const url = new URL(request.url());
					const leaving =
						!request.serviceWorker() && request.isNavigationRequest() && EXIT_HOSTS.has(url.hostname);
					if (!isLocal(url) && !leaving) note(`foreign request: ${request.method()} ${url.href}`);
				});
			},
			{ expecting: (pattern: RegExp) => void expected.push(pattern) },
		);
		await use(watch);
		expect(faults, 'the pages asked nobody else, printed no error and threw nothing').toEqual([]);
	},
	context: async ({ context, watch }, use) => {
		await watch(context);
		await use(context);
	},
});

export { expect } from '@playwright/test';
