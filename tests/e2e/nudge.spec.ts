/**
 * The main job, whole: a caseworker's appointment, written in English, arrives sealed on a survivor's phone, is read
 * there in Arabic, and her answer comes back. Two browser profiles, the real relay, offline on each side, reloads, and a
 * relay killed in between.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import config from '../../playwright.config';
import { expect, test } from '../support/fixtures';
import { Caseworker, meet, Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';
import type { Language } from '../support/words';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const folders: string[] = [];
const contexts: BrowserContext[] = [];
test.afterEach(async () => {
	for (const context of contexts.splice(0)) await context.close();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A browser profile of her own, on disk. */
async function profile(phone: boolean): Promise<BrowserContext> {
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-profile-'));
	folders.push(folder);
	const context = await chromium.launchPersistentContext(folder, {
		...config.use?.launchOptions,
		viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
		timezoneId: phone ? 'Africa/Cairo' : 'Europe/Paris',
		hasTouch: phone,
	});
	contexts.push(context);
	return context;
}

/** A day that is always ahead, in the form date fields take. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

for (const language of ['ar', 'en'] satisfies Language[]) {
	test(`an appointment written in English reaches her phone and is answered there (${language})`, async ({
		watch,
	}) => {
		test.setTimeout(300_000);
		watch.expecting(/net::ERR_|Failed to load resource|Failed to fetch/);
		const phone = await profile(true);
		const desk = await profile(false);
		await watch(phone);
		await watch(desk);
		const survivor = new Survivor(phone.pages()[0]!, language);
		const caseworker = new Caseworker(desk.pages()[0]!);

		// Both begin.
		await caseworker.setUp(server.url);
		await caseworker.join(await server.invite('Mariam, Harbour House'));
		await survivor.setUp(server.url);
		await expect(survivor.page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');

		// Slow breathing, kept.
		await survivor.breathe(7, 4);

		// They meet.
		await meet(survivor, caseworker, 'Blue door');

		// Her phone has no network. The appointment waits on the relay.
		await phone.setOffline(true);
		await caseworker.press('caseload:connected.send');
		await caseworker.fillNudge({
			template: 'lawyer',
			date: inDays(3),
			time: '15:30',
			place: '12 Mill Lane',
			note: 'Ring the bell twice.',
		});
		await caseworker.press('caseload:form.send');
		const nudge = (key: string) =>
			caseworker.page.getByText(caseworker.t(`caseload:nudge.${key}`), { exact: true });
		await expect(nudge('sent').first()).toBeVisible();

		// The relay dies hard and comes back; what it had acknowledged is still there.
		await server.kill('SIGKILL');
		await server.restart();
		await caseworker.page.reload();
		await caseworker.unlock();
		await caseworker.openPerson('Blue door');
		await expect(nudge('sent').first()).toBeVisible();

		// Her phone was closed meanwhile; she opens it again with a network.
		await phone.setOffline(false);
		await survivor.page.reload();
		await survivor.unlock();
		const title = survivor.t('appointments:template.lawyer.title');
		await expect(survivor.page.getByText(title).first()).toBeVisible({ timeout: 40_000 });
		await expect(nudge('delivered').first()).toBeVisible({ timeout: 40_000 });

		// She reads it in her language, the note as written, the time in her own words.
		await survivor.go('today');
		await survivor.press('appointments:card.answer');
		await expect(survivor.page.getByRole('heading', { name: title }).first()).toBeVisible();
		await expect(survivor.page.getByText('Ring the bell twice.')).toBeVisible();
		await expect(survivor.page.getByText('12 Mill Lane')).toBeVisible();
		await expect(survivor.page.getByText(survivor.t('appointments:noteAsWritten'))).toBeVisible();

		// Once the app is kept on the phone, which goes on beside what she does, it opens without the server.
		await survivor.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
		// She answers while the relay is dead; the answer waits, survives a reload, and goes by itself.
		await server.kill('SIGKILL');
		await survivor.press('appointments:answer.coming');
		await expect(survivor.page.getByText(survivor.t('appointments:delivery.waiting'))).toBeVisible();
		await survivor.page.reload();
		await survivor.unlock();
		await survivor.go('today');
		await expect(survivor.page.getByText(survivor.t('calendar:state.settled')).first()).toBeVisible();
		// The caseworker's computer is offline too when the relay comes back.
		await desk.setOffline(true);
		await server.restart();
		await survivor.press('appointments:card.see');
		await expect(survivor.page.getByText(survivor.t('appointments:delivery.sent'))).toBeVisible({
			timeout: 90_000,
		});
		await desk.setOffline(false);
		await expect(caseworker.page.getByText(caseworker.t('messages:reply.coming')).first()).toBeVisible({
			timeout: 90_000,
		});
		await expect(survivor.page.getByText(survivor.t('appointments:delivery.delivered'))).toBeVisible({
			timeout: 90_000,
		});

		// What she wrote for herself is still there after all that.
		await survivor.go('coping');
		await expect(survivor.page.getByText(survivor.t('coping:past.title')).first()).toBeVisible();
		await caseworker.page.reload();
		await caseworker.unlock();
		await caseworker.openPerson('Blue door');
		await expect(caseworker.page.getByText(caseworker.t('messages:reply.coming')).first()).toBeVisible();

		// Three times to choose from; she takes the second, and both sides know which.
		await caseworker.press('caseload:person.send');
		await caseworker.fillNudge({ template: 'school', date: inDays(1), time: '10:00', place: '', note: '' });
		for (const [at, days] of [2, 4].entries()) {
			await caseworker.press('caseload:form.addChoice');
			const date = caseworker.page.getByLabel(caseworker.t('caseload:form.date'), { exact: true });
			await date.nth(at + 1).fill(inDays(days));
		}
		await caseworker.press('caseload:form.send');
		const card = caseworker.page.locator('section.card', {
			has: caseworker.page.getByRole('heading', {
				name: caseworker.t('appointments:template.school.title'),
				exact: true,
			}),
		});
		await expect(card.getByRole('listitem')).toHaveCount(3);
		const second = (await card.getByRole('listitem').nth(1).innerText()).trim();
		await survivor.go('today');
		const school = survivor.page.getByText(survivor.t('appointments:template.school.title'));
		await expect(school.first()).toBeVisible({ timeout: 40_000 });
		await survivor.press('appointments:card.answer');
		await survivor.page.getByRole('radio').nth(1).check();
		await survivor.press('appointments:answer.then');
		await expect(card.getByText(caseworker.t('caseload:nudge.chosen'))).toBeVisible({ timeout: 40_000 });
		await expect(card.getByText(second)).toBeVisible();

		// Yet another would be better; it is taken with one press, and she is not asked again.
		await survivor.page.getByRole('radio').last().check();
		await survivor.press('appointments:answer.other-time');
		const wish = (field: string) =>
			survivor.page.getByLabel(survivor.t(`appointments:propose.${field}`), { exact: true });
		await wish('date').fill(inDays(6));
		await wish('time').fill('16:00');
		await survivor.press('appointments:propose.send');
		await expect(card.getByText(caseworker.t('caseload:wish.named'))).toBeVisible({ timeout: 40_000 });
		await card.getByRole('button', { name: caseworker.t('caseload:wish.take', { when: '' }).trim() }).click();
		await caseworker.press('caseload:form.sendChange');
		await expect(survivor.page.getByText(survivor.t('appointments:news.arranged.title'))).toBeVisible({
			timeout: 40_000,
		});
		// 16:00 in Cairo, by the clock of the place.
		await expect(card.getByText(/\b(3|4):00/)).toBeVisible();
		// Then it is called off.
		await card.getByRole('button', { name: caseworker.t('caseload:cancel.open') }).click();
		const sure = caseworker.page.getByRole('dialog');
		await sure.getByRole('button', { name: caseworker.t('caseload:cancel.yes') }).click();
		await expect(card.getByText(caseworker.t('caseload:step.cancelled'))).toBeVisible();
		const news = survivor.page.getByText(survivor.t('appointments:news.cancelled.title'));
		await expect(news.first()).toBeVisible({ timeout: 40_000 });
	});
}
