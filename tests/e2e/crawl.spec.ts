/**
 * Nobody but the app's own server is ever asked for anything: every request of the whole browser goes through a proxy that
 * writes it down. The long walks through all screens as all three people do so too (screens.spec.ts and
 * screens-desk.spec.ts); here is that the proxy sees what there is to see, and the one exception, the exit.
 */
import { expect, test } from '../support/crawl';
import { exitLink, SITE } from '../support/exit';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

test('the proxy sees what a page asks of others, and what it asks of us', async ({
	browser,
	loggingProxy,
	leavesFor,
}) => {
	for (const host of ['one.example', 'two.example', 'three.example']) leavesFor.add(host);
	const page = await browser.newPage();
	await page.goto(`${server.url}/healthz`);
	// That page's own policy would not let it ask anybody.
	await page.goto('about:blank');
	await page.setContent(
		'<img src="http://one.example/a.png"><link rel="preconnect" href="https://two.example">',
	);
	await page.goto('https://three.example/').catch(() => null);
	await expect
		.poll(() => new Set(loggingProxy.foreign().map(({ host }) => host)))
		.toEqual(new Set(['one.example', 'three.example']));
	expect(loggingProxy.log.some(({ target }) => target === `${server.url}/healthz`)).toBe(true);
	await page.close();
});

test('pressed, the exit asks the site it leaves for, and nobody else', async ({
	page,
	loggingProxy,
	leavesFor,
}) => {
	const site = new URL(SITE).hostname;
	leavesFor.add(site);
	const before = loggingProxy.log.length;
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	expect(loggingProxy.foreign(before)).toEqual([]);
	await exitLink(page).click();
	await expect.poll(() => loggingProxy.foreign(before).length).toBeGreaterThan(0);
	expect(new Set(loggingProxy.foreign(before).map(({ target }) => target))).toEqual(new Set([site]));
});
