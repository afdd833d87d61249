/**
 * Moving to another phone: two profiles, the real relay, the typed code. The same digits on both; what she kept is there
 * under another lock; the old phone learns that it arrived, and still has everything.
 */
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

for (const language of ['en', 'ar'] as const) {
	test(`everything moves to another phone (${language})`, async ({ browser, page, watch }) => {
		test.setTimeout(300_000);
		const old = new Survivor(page, language);
		await old.setUp(server.url);
		await old.breathe(8, 3);

		const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: language });
		await watch(context);
		const fresh = new Survivor(await context.newPage(), language, '739150');
		await fresh.untilLock(server.url);
		await fresh.press('moving:phone.offer');
		const shown = fresh.page.locator('.code');
		await expect(shown).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(fresh.page);
		const code = ((await shown.textContent()) ?? '').replaceAll(/\s/g, '');
		expect(code).toHaveLength(26);

		// The old phone asks for its lock first; a slip is told from the right code.
		const openOld = async () => {
			await old.go('today');
			await page.getByRole('button', { name: old.t('safety:card.title') }).click();
			await page.getByRole('button', { name: old.t('moving:phone.title') }).click();
			await page.getByLabel(old.t('welcome:give.label'), { exact: true }).fill(old.pin);
			await old.press('welcome:give.next');
			await expect(old.heading('moving:enter.title')).toBeVisible({ timeout: 60_000 });
		};
		const type = async (typed: string) => {
			await page.getByLabel(old.t('messages:connect.or'), { exact: true }).fill(typed);
			await old.press('moving:enter.send');
		};
		await openOld();
		await type(`${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`);
		await expect(page.getByText(old.t('messages:errors.CodeMistyped.text'))).toBeVisible();
		await expectNoViolations(page);
		await type(code);

		const digitsOn = async (her: Survivor) => {
			await expect(her.heading('moving:compare.title')).toBeVisible({ timeout: 60_000 });
			return ((await her.page.locator('.digits').textContent()) ?? '').replaceAll(/\D/g, '');
		};
		const digits = [await digitsOn(old), await digitsOn(fresh)];
		expect(digits[0]).toMatch(/^\d{6}$/);
		expect(digits[1]).toBe(digits[0]);
		await expectNoViolations(fresh.page);
		await old.press('messages:compare.same');
		await expect(page.getByText(old.t('moving:compare.waiting'))).toBeVisible();
		await fresh.press('messages:compare.same');

		// All of it is there; it is kept once there is a lock.
		await expect(fresh.heading('moving:received.title')).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(fresh.page);
		await expect(old.heading('moving:sent.title')).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(page);
		await fresh.press('moving:found.next');
		await fresh.press('welcome:lock.next');
		await fresh.makePin();
		await expect(fresh.page.getByText(fresh.t('moving:restored.title'))).toBeVisible();
		await fresh.go('coping');
		await expect(fresh.page.getByText(fresh.t('coping:past.title'))).toBeVisible();
		await expect(old.heading('moving:arrived.title')).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(page);

		// The old phone still has everything, and says where it can be deleted.
		await old.press('moving:arrived.here.delete');
		await expect(old.heading('deleting:title')).toBeVisible();
		await old.go('coping');
		await expect(page.getByText(old.t('coping:past.title'))).toBeVisible();

		// The code is used up; another phone in its place is told so, and one that is stopped tells the other.
		await openOld();
		await type(code);
		await expect(page.getByText(old.t('moving:transfer.CodeExpired.text'))).toBeVisible({ timeout: 60_000 });
		await expectNoViolations(page);
		await context.close();
	});
}
