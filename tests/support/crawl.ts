/**
 * Playwright's `test` of fixtures.ts in a browser whose every request goes through a logging proxy, the browser's own
 * included. After each test nobody but this machine may have been asked for anything; a test that presses the exit
 * names the site it leaves for.
 */
import { figure } from './figure';
import { expect, test as base } from './fixtures';
import { startLoggingProxy, type LoggingProxy } from './logging-proxy';

interface Fixtures {
	/** Hosts that this test asks on purpose. */
	leavesFor: Set<string>;
	asksNobodyElse: undefined;
}

export const test = base.extend<Fixtures, { loggingProxy: LoggingProxy }>({
	loggingProxy: [
		async ({}, use) => {
			const proxy = await startLoggingProxy();
			await use(proxy);
			await proxy.close();
		},
		{ scope: 'worker' },
	],
	browser: [
		async ({ playwright, launchOptions, loggingProxy }, use) => {
			const browser = await playwright.chromium.launch({
				...launchOptions,
				proxy: { server: loggingProxy.url },
			});
			await use(browser);
			await browser.close();
		},
		{ scope: 'worker', timeout: 60_000 },
	],
	leavesFor: async ({}, use) => {
		await use(new Set());
	},
	asksNobodyElse: [
		async ({ loggingProxy, leavesFor }, use) => {
			const before = loggingProxy.log.length;
			await use(undefined);
			const asked = loggingProxy.log.length - before;
			const foreign = loggingProxy.foreign(before).filter(({ host }) => !leavesFor.has(host));
			figure('crawl: requests to others', `${String(foreign.length)} of ${String(asked)}`, '0');
			expect(foreign, 'asked of others than this machine').toEqual([]);
			expect(asked, 'the proxy sees what is asked').toBeGreaterThan(0);
		},
		{ auto: true },
	],
});

export { expect };
export type { Watch } from './fixtures';
