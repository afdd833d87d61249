/**
 * The lock on a bad day: a PIN that anybody would guess, wrong tries, no room, damaged rows, a damaged lock, and the
 * same thing open in two windows. Said calmly with a next step, and what is there stays there. Hers in both
 * directions of writing, the desk's in the other languages: which words there are is the same in all (i18n's parity test).
 */
import type { Browser, Page } from '@playwright/test';
import { expect, test, type Watch } from '../support/fixtures';
import { Caseworker, Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';
import { damageRows, damageSlots, fillUp, makeRoom, photograph, rowsOf } from '../support/trouble';

// Long and apart from one another: shared out one by one.
test.describe.configure({ mode: 'parallel' });

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

/** Neutral names on disk: hers, and the caseworker's. */
const [HERS, DESK] = ['kit', 'kit-2'];

async function open(browser: Browser, watch: Watch): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	context.setDefaultTimeout(20_000);
	await watch(context);
	return context.newPage();
}

/** What one more thing to keep writes: rows that are new, and rows that are there still but changed. */
async function writtenBy(page: Page, database: string, act: () => Promise<void>) {
	const before = await rowsOf(page, database);
	await act();
	await expect
		.poll(async () => [...(await rowsOf(page, database)).keys()].some((id) => !before.has(id)))
		.toBe(true);
	const after = [...(await rowsOf(page, database))];
	return {
		added: after.filter(([id]) => !before.has(id)).map(([id]) => id),
		changed: after.filter(([id, bytes]) => before.has(id) && before.get(id) !== bytes).map(([id]) => id),
	};
}

for (const language of ['en', 'ar'] as const) {
	test(`her lock: guessable PINs, no room, wrong tries, damage, two windows (${language})`, async ({
		browser,
		watch,
	}) => {
		test.setTimeout(300_000);
		const her = new Survivor(await open(browser, watch), language);
		const { page, t } = her;
		const photo = (name: string) => photograph(page, `${name}-${language}`);
		const told = (key: string, parameters?: Record<string, string>) =>
			expect(page.getByText(t(key, parameters))).toBeVisible({ timeout: 60_000 });
		const pin = page.getByLabel(t('welcome:pin.label'), { exact: true });
		const again = page.getByLabel(t('welcome:pin.againLabel'), { exact: true });

		// PINs that anybody would guess, and two that differ.
		await her.untilPin(server.url);
		await makeRoom(page);
		for (const [typed, problem] of [
			['1234', 'too-short'],
			['123456', 'sequence'],
			['121212', 'repeated'],
			['28o614', 'not-digits'],
		] as const) {
			await pin.fill(typed);
			await her.press('welcome:pin.next');
			await told(`welcome:pin.problem.${problem}`);
		}
		await pin.fill(her.pin);
		await her.press('welcome:pin.next');
		await again.fill('280615');
		await her.press('welcome:pin.finish');
		await told('welcome:pin.problem.different');
		await photo('pin-different');

		// No room for the first lock: told, what she typed is still there, and it works once there is some.
		await fillUp(page);
		await again.fill(her.pin);
		await her.press('welcome:pin.finish');
		await told('welcome:error.StorageFull');
		await photo('full-set-up');
		await makeRoom(page);
		await her.press('welcome:error.retry');
		await her.keepLook();
		await her.isInside();

		// No room while she keeps her numbers.
		const before = await rowsOf(page, HERS);
		await fillUp(page);
		await her.breathe(7, 4);
		await told('player:notKept.StorageFull');
		await photo('full-breathing');
		expect(await rowsOf(page, HERS)).toEqual(before);
		// Without room it still opens.
		await page.reload();
		await fillUp(page);
		await her.unlock();
		await makeRoom(page);
		await her.breathe(7, 4);
		await expect(page.getByText(t('player:notKept.StorageFull'))).toBeHidden();

		// Four wrong tries: counted, then a wait that a reload does not shorten. The right one opens afterwards.
		await page.reload();
		for (const tries of [1, 2, 3, 4]) {
			await expect(page.getByRole('button', { name: t('welcome:open.button'), exact: true })).toBeVisible({
				timeout: 30_000,
			});
			await her.typeSecret('000000');
			await told('welcome:open.wrong');
			await told('welcome:open.tries', { tries: String(tries) });
		}
		const wait = page.locator('.wait');
		await expect(wait).toBeVisible();
		await photo('wrong-pin-wait');
		await page.reload();
		await expect(wait).toBeVisible();
		await expect(page.getByRole('button', { name: t('welcome:open.button'), exact: true })).toBeHidden();
		await told('welcome:open.waitOver');
		await her.unlock();

		// A row that rots: said once with a next step; what lies elsewhere is there.
		const second = await writtenBy(page, HERS, () => her.breathe(6, 3));
		await page.reload();
		await damageRows(page, HERS, second.added);
		await her.unlock();
		await expect(page.getByText(t('today:damaged.title'))).toBeVisible();
		await told('today:damaged.text');
		await photo('damaged-row');
		await her.press('today:damaged.hide');
		await expect(page.getByText(t('today:damaged.title'))).toBeHidden();
		await page.reload();
		await her.unlock();
		await expect(
			her
				.heading('safety:card.title')
				.or(page.getByText(t('safety:card.title')))
				.first(),
		).toBeVisible();
		await expect(page.getByText(t('today:damaged.title'))).toBeHidden();
		// The list of rows itself rots: everything is found again.
		const third = await writtenBy(page, HERS, () => her.breathe(5, 2));
		expect(third.changed.length).toBeGreaterThan(0);
		await page.reload();
		await damageRows(page, HERS, third.changed);
		await her.unlock();
		await her.go('coping');
		await expect(page.getByText(t('coping:past.title')).first()).toBeVisible();

		// A second window: told, and it takes over when the first is gone.
		const other = new Survivor(await page.context().newPage(), language);
		await other.page.goto(server.url);
		await expect(other.page.getByText(t('welcome:closed.elsewhere'))).toBeVisible();
		await photograph(other.page, `second-window-${language}`);
		await page.close();
		await other.unlock();

		// The lock itself is damaged.
		await other.page.reload();
		await expect(other.page.getByLabel(t('welcome:open.label'), { exact: true })).toBeVisible();
		await damageSlots(other.page, HERS);
		await other.page.reload();
		await other.typeSecret();
		await expect(other.page.getByText(t('welcome:error.SlotsDamaged'))).toBeVisible({ timeout: 60_000 });
		await photograph(other.page, `damaged-lock-${language}`);
	});
}

for (const language of ['es', 'fr'] as const) {
	test(`the desk's lock: guessable secrets, no room, wrong tries, two windows, damage (${language})`, async ({
		browser,
		watch,
	}) => {
		test.setTimeout(300_000);
		const page = await open(browser, watch);
		const desk = new Caseworker(page, language);
		const { t } = desk;
		const at = { timeout: 60_000 };
		const told = (key: string) => expect(page.getByText(t(`entrance:${key}`))).toBeVisible(at);
		const secret = page.getByLabel(t('entrance:secret.field'), { exact: true });
		const again = page.getByLabel(t('entrance:secret.again'), { exact: true });

		await page.goto(`${server.url}/caseworker`);
		await makeRoom(page);
		await page.locator(`input[type=radio][value=${language}]`).check();
		await desk.press('entrance:next');
		for (const [typed, second, problem] of [
			['1234', '1234', 'TooShort'],
			['123456', '123456', 'TooPlain'],
			[desk.secret, `${desk.secret}s`, 'Different'],
		] as const) {
			await secret.fill(typed);
			await again.fill(second);
			await desk.press('entrance:secret.create');
			await told(`problem.${problem}`);
		}
		await fillUp(page);
		await again.fill(desk.secret);
		await desk.press('entrance:secret.create');
		await told('error.StorageFull');
		await photograph(page, `desk-full-set-up-${language}`);
		await makeRoom(page);
		await desk.press('entrance:secret.create');
		const inside = page.getByLabel(t('caseload:join.field'), { exact: true });
		await expect(inside).toBeVisible(at);

		// No room to keep that it has joined: told, and the invite, good once, is not lost for it.
		await fillUp(page);
		await desk.join(await server.invite('Mariam'));
		await expect(page.getByText(t('caseload:error.StorageFull'))).toBeVisible(at);
		await makeRoom(page);
		await desk.press('caseload:join.do');
		await expect(page.getByRole('button', { name: t('caseload:person.add') }).first()).toBeVisible(at);

		// Wrong tries, then a wait; the right one opens afterwards.
		await desk.press('entrance:lock');
		for (let tries = 1; tries <= 3; tries += 1) {
			await secret.fill('not the passphrase');
			await desk.press('entrance:unlock.open');
			if (tries < 3) await told('error.WrongSecret');
		}
		const [waits = ''] = t('entrance:error.WaitFirst', { time: '|' }).split('|');
		await expect(page.getByText(waits.trim())).toBeVisible(at);
		await photograph(page, `desk-wait-${language}`);
		await expect(async () => {
			await secret.fill(desk.secret);
			await desk.press('entrance:unlock.open');
			await expect(secret).toBeHidden({ timeout: 5_000 });
		}).toPass(at);

		const other = await page.context().newPage();
		await other.goto(`${server.url}/caseworker`);
		await expect(other.getByText(t('entrance:error.OpenElsewhere'))).toBeVisible(at);
		await photograph(other, `desk-second-window-${language}`);
		await page.close();
		await expect(other.getByLabel(t('entrance:secret.field'), { exact: true })).toBeVisible(at);
		await damageSlots(other, DESK);
		await other.reload();
		await other.getByLabel(t('entrance:secret.field'), { exact: true }).fill(desk.secret);
		await other.getByRole('button', { name: t('entrance:unlock.open'), exact: true }).click();
		await expect(other.getByText(t('entrance:error.SlotsDamaged'))).toBeVisible(at);
		await photograph(other, `desk-damaged-lock-${language}`);
	});
}
