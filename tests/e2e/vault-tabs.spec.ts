/**
 * Several tabs of one browser, all at work on one vault. Each saves in bursts, a counter one higher each time, leaves in
 * the middle of some saves and comes back. Afterwards every save that was said to be on disk is there, the counter is as
 * many as there are saves, and there is nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { figure } from '../support/figure';
import { pageOf } from '../support/page-of';
import type { Kit } from '../support/vault-halts/page';

declare const kit: Kit;
test.describe.configure({ timeout: 300_000 });

const OPERATIONS = 1_000;

let served: { url: string; close: () => void };

test.beforeAll(async () => {
	served = await pageOf('tests/support/vault-halts/page.ts');
});
test.afterAll(() => {
	served.close();
});

for (const tabs of [2, 5]) {
	test(`${String(tabs)} tabs, ${String(OPERATIONS)} saves: none is lost`, async ({ launchOptions }) => {
		const profile = mkdtempSync(join(tmpdir(), 'rosebay-tabs-'));
		const context = await chromium.launchPersistentContext(profile, launchOptions);
		try {
			const newTab = async () => {
				const page = await context.newPage();
				await page.goto(served.url);
				await page.waitForFunction(() => 'kit' in window);
				return page;
			};
			const pages = await Promise.all(Array.from({ length: tabs }, newTab));
			const acknowledged = await Promise.all(
				pages.map((page, tab) =>
					page.evaluate(([name, operations]) => kit.work(name, operations, 100), [
						`tab${String(tab)}`,
						Math.ceil(OPERATIONS / tabs),
					] as const),
				),
			);
			const said = acknowledged.flat();
			const { damagedRows, counter, done } = await (await newTab()).evaluate(() => kit.sum());
			const lost = said.filter((id) => !done.includes(id));
			figure(
				`${String(tabs)} tabs on one vault: lost updates`,
				`${String(lost.length + Math.abs(counter - done.length))} of ${String(said.length)}`,
				'0',
			);
			expect(said.length).toBeGreaterThanOrEqual(OPERATIONS);
			expect({ lost, counter, damagedRows }).toEqual({ lost: [], counter: done.length, damagedRows: 0 });
			// What nobody was told of was begun by a tab that went in the middle of it; one a burst at most.
			expect(done.length - said.length).toBeLessThanOrEqual(Math.ceil(OPERATIONS / 100) + tabs);
		} finally {
			await context.close();
			rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
		}
	});
}
