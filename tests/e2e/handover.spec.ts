/**
 * Two desks connect as colleagues; a survivor is asked on her phone whether the second may take over; he says hello, the
 * first is out and keeps nothing; the second has not read what was said before.
 */
import type { Browser, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { expect, test, type Watch } from '../support/fixtures';
import { Caseworker, meet } from '../support/people';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { photograph } from '../support/trouble';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } };
const PATIENT = { timeout: 60_000 };
async function open(browser: Browser, watch: Watch, size: keyof typeof SIZES): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZES[size] });
	context.setDefaultTimeout(20_000);
	await watch(context);
	return context.newPage();
}

/** Two desks side by side: one shows a code, the other types it, both say that the digits are the same. */
async function connect(one: Caseworker, other: Caseworker): Promise<void> {
	await one.press('people:colleagues.open');
	await expectNoViolations(one.page);
	await one.press('people:colleagues.show');
	const code = await one.code();
	await photograph(one.page, 'handover-code');
	await other.press('people:colleagues.open');
	await other.press('people:colleagues.enter');
	await photograph(other.page, 'handover-enter');
	await expectNoViolations(other.page);
	await other.page.getByLabel(other.t('messages:connect.or'), { exact: true }).fill(code);
	await other.press('people:colleagues.send');
	expect(await one.digits()).toBe(await other.digits());
	for (const desk of [one, other]) await desk.press('caseload:compare.same');
}

test('a person is handed over, once she has said yes', async ({ browser, watch }) => {
	test.setTimeout(300_000);
	const amina = new Caseworker(await open(browser, watch, 'desk'), 'en');
	const bilal = new Caseworker(await open(browser, watch, 'desk'), 'ar');
	const her = await enter(await open(browser, watch, 'phone'), server.url, 'en');
	for (const [desk, name] of [
		[amina, 'Amina'],
		[bilal, 'Bilal'],
	] as const) {
		await desk.setUp(server.url);
		await desk.join(await server.invite(name));
	}
	await meet(her, amina, 'Blue door');
	await amina.press('caseload:connected.done');
	const said = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });
	await her.go('messages');
	const herField = her.page.getByRole('textbox').first();
	await herField.fill('Only for Amina');
	await her.press('letters:write.send');
	await expect(said(her.page, 'Only for Amina')).toContainText(her.t('letters:delivery.delivered'), PATIENT);

	await connect(amina, bilal);
	await expect(amina.page.getByText('You are connected with')).toBeVisible(PATIENT);
	await expect(bilal.page.getByRole('listitem').filter({ hasText: 'Amina' })).toBeVisible(PATIENT);
	await photograph(amina.page, 'handover-colleagues');
	await photograph(bilal.page, 'handover-colleagues-ar');
	await expectNoViolations(bilal.page);

	// Amina asks; nothing happens before she has answered.
	await amina.openPerson('Blue door');
	await amina.press('people:give.open');
	await photograph(amina.page, 'handover-give');
	await expectNoViolations(amina.page);
	await amina.press('people:give.send');
	await expect(amina.page.getByText('There is no answer yet').first()).toBeVisible();
	const yes = her.page.getByRole('button', { name: 'may come in' });
	await expect(yes).toBeVisible(PATIENT);
	await photograph(her.page, 'handover-asked');
	await expectNoViolations(her.page);
	await expect(bilal.page.getByText('Blue door')).toHaveCount(0);
	await yes.click();

	// He finds her in his list, with nothing from before, and says hello.
	await expect(bilal.page.getByRole('button', { name: 'Blue door' }).first()).toBeVisible(PATIENT);
	await bilal.openPerson('Blue door');
	await expect(bilal.page.getByText(bilal.t('people:give.from'))).toBeVisible();
	await photograph(bilal.page, 'handover-taken-ar');
	await expectNoViolations(bilal.page);
	await bilal.page.getByRole('main').locator('textarea').first().fill('Hello from Bilal');
	await bilal.press('letters:write.send');
	await expect(said(her.page, 'Hello from Bilal')).toBeVisible(PATIENT);
	await expect(amina.page.getByText(amina.t('people:give.handedOver'))).toBeVisible(PATIENT);
	await expect(amina.page.getByText('Only for Amina')).toHaveCount(0);
	await expect(bilal.page.getByText('Only for Amina')).toHaveCount(0);
	await photograph(amina.page, 'handover-gone');

	// She sees who is here, and how sure it is; what she writes now reaches him alone.
	await her.press('messages:about.title');
	await expect(her.page.getByText('was introduced to you here')).toBeVisible(PATIENT);
	await her.press('people:here.compare');
	await expect(her.page.getByRole('img', { name: her.t('people:here.digits') })).toBeVisible();
	await photograph(her.page, 'handover-here');
	await expectNoViolations(her.page);
	await her.press('messages:back');
	await herField.fill('Only for Bilal');
	await her.press('letters:write.send');
	await expect(said(bilal.page, 'Only for Bilal')).toBeVisible(PATIENT);
	await expect(amina.page.getByText('Only for Bilal')).toHaveCount(0);
});
