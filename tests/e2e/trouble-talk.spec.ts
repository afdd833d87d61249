/**
 * Trouble between two people who are connected: dates that cannot be, hostile text, no room, no relay, envelopes nobody
 * can open, and rows that rot; seen from both sides, her phone in another time zone than the desk. Each is told with a
 * next step, nothing is lost and nothing comes twice. Each language once, and hers never the desk's.
 */
import type { Browser, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { expect, test, type Watch } from '../support/fixtures';
import { Caseworker, meet, Survivor } from '../support/people';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { damageRows, damageWaiting, fillUp, makeRoom, photograph, rowsOf } from '../support/trouble';

// Long and apart from one another: shared out one by one.
test.describe.configure({ mode: 'parallel' });

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

async function open(browser: Browser, watch: Watch, timezoneId: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, timezoneId });
	context.setDefaultTimeout(20_000);
	await watch(context);
	const page = await context.newPage();
	await page.goto(server.url);
	await makeRoom(page);
	return page;
}

const DAY = 86_400_000;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const inDays = (days: number) => day(Date.now() + days * DAY);
/** The night in which Paris puts its clocks forward, next spring. */
const clocksForward = () => {
	const end = Date.UTC(new Date().getUTCFullYear() + 1, 2, 31);
	return day(end - new Date(end).getUTCDay() * DAY);
};

/** Markup, script, direction marks that would turn the page round, a word without end, and pictures. */
const HOSTILE = [
	'<img src=x onerror="document.title=1"><b id="inert">bold</b>{{name}}$t(messages:place)',
	'\u202Eright to left\u202C \u2067עברית\u2069 العربية 12:30 \u200Fx\u200E',
	'👩🏽‍⚖️🏳️‍🌈 Z̷̢a͠l̛g̸o',
].join(' ');
const PLACE = `${HOSTILE.slice(0, 120)}${'W'.repeat(80)}`;
const NOTE = `${HOSTILE}\n${'W'.repeat(300)} ${'long words '.repeat(200)}`.slice(0, 2_000).trim();
const WORKER = '<i>Mariam</i> \u202Eدار الميناء WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW';
const PERSON = '<u>باب</u> \u202E7 WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW';

async function isCalm(page: Page) {
	const title = await page.title();
	expect(title).not.toBe('1');
	await expect(page.locator('#inert')).toHaveCount(0);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wide, 'no sideways scrolling').toBeLessThanOrEqual(0);
	await expectNoViolations(page);
}

for (const [hers, theirs] of [
	['en', 'ar'],
	['fr', 'es'],
] as const) {
	test(`two who are connected meet every trouble and lose nothing (${hers}, ${theirs})`, async ({
		browser,
		watch,
	}) => {
		test.setTimeout(420_000);
		watch.expecting(/net::ERR_|Failed to load resource|Failed to fetch/);
		const her = new Survivor(await open(browser, watch, 'America/Bogota'), hers);
		const desk = new Caseworker(await open(browser, watch, 'Europe/Paris'), theirs);
		const photo = (name: string, page: Page) =>
			photograph(page, `${name}-${page === her.page ? hers : theirs}`);
		const at = { timeout: 60_000 };
		const deskTold = (key: string) =>
			expect(desk.page.getByText(desk.t(`caseload:${key}`)).first()).toBeVisible(at);
		const herTold = (key: string) => expect(her.page.getByText(her.t(key)).first()).toBeVisible(at);
		const field = (key: string) => desk.page.getByLabel(desk.t(`caseload:form.${key}`)).first();
		const note = () => desk.page.getByRole('textbox', { name: desk.t('caseload:form.note') });
		const unlockDesk = async () => {
			await desk.page.getByLabel(desk.t('entrance:secret.field'), { exact: true }).fill(desk.secret);
			await desk.press('entrance:unlock.open');
		};

		await desk.setUp(server.url);
		await desk.join(await server.invite(WORKER));
		await enter(her.page, server.url, hers);
		await her.breathe(7, 4);
		await meet(her, desk, PERSON);
		await isCalm(her.page);

		// Dates that cannot be.
		await desk.press('caseload:connected.send');
		await desk.press('caseload:form.send');
		await deskTold('problem.NoDate');
		await field('date').fill('2020-02-03');
		await deskTold('problem.NoTime');
		await field('time').fill('02:30');
		await deskTold('problem.Past');
		await field('date').fill('2077-02-03');
		await deskTold('problem.TooFar');
		await photo('date-too-far', desk.page);
		await field('date').fill(clocksForward());
		await expect(
			desk.page.getByText(desk.t('caseload:problem.SkippedTime', { next: '03:30' })),
		).toBeVisible();

		// A draft survives a lock; one that cannot be kept is told, and is kept once there is room.
		await desk.fillNudge({ template: 'lawyer', date: inDays(3), time: '15:30', place: PLACE, note: 'half' });
		await deskTold('form.kept');
		await desk.press('entrance:lock');
		await unlockDesk();
		await desk.openPerson(PERSON);
		await desk.press('caseload:person.draft');
		await expect(note()).toHaveValue('half');
		await expect(field('date')).toHaveValue(inDays(3));
		await expect(field('time')).toHaveValue('15:30');
		await fillUp(desk.page);
		await note().fill('no room for this');
		await deskTold('form.notKept');
		await photo('full-draft', desk.page);
		await desk.press('caseload:form.send');
		await deskTold('error.StorageFull');
		await expect(note()).toHaveValue('no room for this');
		await photo('full-send', desk.page);
		await makeRoom(desk.page);
		await note().fill(NOTE);
		await expect(desk.page.getByText(desk.t('caseload:form.notKept'))).toBeHidden();
		await isCalm(desk.page);
		await desk.press('caseload:form.send');

		// It reaches her: text as it was written and nothing more, and the time of the place and of her own clock.
		await deskTold('nudge.delivered');
		await isCalm(desk.page);
		await photo('hostile-desk', desk.page);
		await her.go('today');
		await her.press('appointments:card.answer');
		await expect(her.page.getByText('{{name}}$t(messages:place)').first()).toBeVisible();
		const zoneNote = her.t('appointments:zone', { when: '' }).split(/[.:،]/)[0] ?? '';
		await expect(her.page.getByText(zoneNote)).toBeVisible();
		await isCalm(her.page);
		await photo('hostile-phone', her.page);

		// No room for her answer, then room.
		await fillUp(her.page);
		await her.press('appointments:answer.coming');
		await herTold('appointments:failed.StorageFull');
		await photo('full-answer', her.page);
		await makeRoom(her.page);
		await her.press('appointments:answer.coming');
		await herTold('appointments:delivery.delivered');
		await expect(her.page.getByText(her.t('appointments:failed.StorageFull'))).toBeHidden();
		await expect(desk.page.getByText(desk.t('messages:reply.coming')).first()).toBeVisible(at);

		// Something comes while her phone has no room: it waits, she is told, and it comes by itself.
		const send = async (template: string, days: number) => {
			await desk.press('caseload:person.send');
			await desk.fillNudge({ template, date: inDays(days), time: '10:00', place: '', note: '' });
			await desk.press('caseload:form.send');
			await expect(
				desk.page.getByRole('heading', { name: desk.t(`appointments:template.${template}.title`) }),
			).toBeVisible();
		};
		const onHers = (template: string) =>
			her.page.getByText(her.t(`appointments:template.${template}.title`), { exact: true });
		await her.go('messages');
		await fillUp(her.page);
		await send('health', 4);
		await herTold('messages:trouble.StorageFull');
		await photo('full-arrival', her.page);
		await her.go('today');
		await herTold('messages:card.trouble');
		await her.go('messages');
		await makeRoom(her.page);
		await expect(onHers('health')).toBeVisible(at);
		await expect(her.page.getByText(her.t('messages:trouble.StorageFull'))).toBeHidden(at);

		// The relay is gone for a while: both write, both wait, and it all goes by itself, once.
		await server.kill('SIGKILL');
		await send('court', 5);
		await deskTold('nudge.waiting');
		await deskTold('offline.title');
		await photo('no-relay-desk', desk.page);
		await her.go('today');
		await her.press('appointments:card.see');
		await her.press('appointments:answer.call-me');
		await herTold('appointments:delivery.waiting');
		await her.go('messages');
		await herTold('messages:offline.title');
		await photo('no-relay-phone', her.page);
		await server.restart();
		await expect(onHers('court')).toBeVisible({ timeout: 100_000 });
		await expect(desk.page.getByText(desk.t('messages:reply.call-me')).first()).toBeVisible({
			timeout: 100_000,
		});
		await expect(her.page.getByText(her.t('messages:offline.title'))).toBeHidden(at);
		await expect(onHers('court')).toHaveCount(1);
		await expect(
			desk.page.getByRole('heading', { name: desk.t('appointments:template.court.title') }),
		).toHaveCount(1);

		// An envelope nobody can open, on its way to her: told, and the next one arrives.
		await her.page.reload();
		await send('group', 6);
		await expect(desk.page.getByText(desk.t('caseload:nudge.sent'), { exact: true }).first()).toBeVisible(at);
		await server.kill('SIGKILL');
		expect(damageWaiting(server.data)).toBeGreaterThan(0);
		await server.restart();
		await her.unlock();
		await herTold('messages:card.unreadable');
		await her.go('messages');
		await herTold('messages:unreadable.title');
		await herTold('messages:unreadable.text');
		await expect(onHers('group')).toHaveCount(0);
		await photo('unreadable-phone', her.page);
		await send('phone-call', 7);
		await expect(onHers('phone-call')).toBeVisible({ timeout: 100_000 });

		// And on its way to the desk.
		await desk.page.reload();
		await her.go('today');
		await her.press('appointments:card.see');
		await her.press('appointments:answer.not-coming');
		await herTold('appointments:delivery.sent');
		await server.kill('SIGKILL');
		expect(damageWaiting(server.data)).toBeGreaterThan(0);
		await server.restart();
		await unlockDesk();
		await desk.openPerson(PERSON);
		const [, unreadable = ''] = desk.t('caseload:person.unreadable_one').split('.');
		await expect(desk.page.getByText(unreadable)).toBeVisible(at);
		await photo('unreadable-desk', desk.page);
		await her.press('appointments:answer.coming');
		await herTold('appointments:delivery.delivered');

		// Rows of the last save rot on both: told once with a next step; the rest is there, and they can connect anew.
		for (const [page, database] of [
			[her.page, 'kit'],
			[desk.page, 'kit-2'],
		] as const) {
			const before = await rowsOf(page, database);
			if (page === her.page) {
				await her.press('appointments:answer.call-me');
				await herTold('appointments:delivery.delivered');
			} else await send('caseworker', 8);
			if (page === desk.page) await deskTold('nudge.delivered');
			// Locked, so nothing more is written.
			await page.reload();
			const after = [...(await rowsOf(page, database)).keys()].filter((id) => !before.has(id));
			expect(after.length).toBeGreaterThan(0);
			await damageRows(page, database, after);
		}
		await her.unlock();
		await herTold('today:damaged.title');
		await unlockDesk();
		await expect(desk.page.getByText(desk.t('entrance:damaged'))).toBeVisible(at);
		await photo('damaged-desk', desk.page);
		await desk.press('entrance:damagedRead');
		await expect(desk.page.getByText(desk.t('entrance:damaged'))).toBeHidden();
		await her.go('coping');
		await herTold('coping:past.title');
		await her.go('messages');
		await photo('damaged-talk', her.page);
	});
}
