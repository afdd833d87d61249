/**
 * While the app is closed the phone shows the words she chose, and nothing else: for what comes, and for what she wanted to be
 * reminded of. A push is handed to the service worker as the browser would; only the push service itself, which a browser
 * without a network cannot have, is stood in for, at the browser's edge: the subscription it gives is one of a service on
 * this machine.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { nearlyNotices, toSafety } from '../support/forensics/safety-walk';
import { Writer } from '../support/forensics/writer';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { bareAddress, giveVault, PIN } from '../support/prepared';
import { startPushService, type PushService } from '../support/push-service';
import { lookAt } from '../support/relay-looks';
import { startServer, type TestServer } from '../support/server';
import type { Language } from '../support/words';

let service: PushService;
let server: TestServer;
test.beforeAll(async () => {
	service = await startPushService();
	server = await startServer({ env: { ROSEBAY_PUSH_SERVICES: service.origin } });
});
test.afterAll(async () => {
	await server.close();
	await service.close();
});

/** The browser's own part: what `subscribe` would give, kept as long as this tab's storage. */
async function standInForPush(context: BrowserContext): Promise<void> {
	await context.grantPermissions(['notifications'], { origin: server.url });
	await context.addInitScript((given) => {
		if (!('PushManager' in globalThis)) return;
		const bytes = (text: string) =>
			Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
		let kept: object | null = null;
		PushManager.prototype.getSubscription = () => Promise.resolve(kept as PushSubscription | null);
		PushManager.prototype.subscribe = (options) => {
			kept = {
				endpoint: given.endpoint,
				options,
				getKey: (name: 'p256dh' | 'auth') => bytes(given[name]).buffer,
				unsubscribe: () => {
					kept = null;
					return Promise.resolve(true);
				},
			};
			return Promise.resolve(kept as PushSubscription);
		};
	}, service.subscribe());
}

/** A push for this app, as the browser hands it on. The page is one on which the app is not. */
async function pushes(page: Page): Promise<() => Promise<void>> {
	const session: CDPSession = await page.context().newCDPSession(page);
	const found = new Promise<string>((resolve) => {
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find(({ scopeURL }) => scopeURL === `${server.url}/`);
			if (ours) resolve(ours.registrationId);
		});
	});
	await session.send('ServiceWorker.enable');
	const registrationId = await found;
	return async () => {
		await session.send('ServiceWorker.deliverPushMessage', {
			origin: `${server.url}/`,
			registrationId,
			data: 'Mariam wrote to you',
		});
	};
}

/** All that the phone shows of this app. */
const shown = (page: Page) =>
	page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration('/');
		return ((await registration?.getNotifications()) ?? []).map((notice) => ({
			title: notice.title,
			body: notice.body,
			lang: notice.lang,
			dir: notice.dir,
			icon: new URL(notice.icon).pathname,
			silent: notice.silent,
			tag: notice.tag,
			data: notice.data as unknown,
		}));
	});

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** What she wrote down; nobody but her may ever read it. */
const TITLE = 'Dentist QUILLWORT';
const TAG = 'line';

/** An entry of hers two hours and fifty minutes from now, with a reminder two hours before. @returns its start */
async function writeDown(her: Survivor): Promise<number> {
	const start = Math.ceil(Date.now() / MINUTE) * MINUTE + 170 * MINUTE;
	const [date = '', time = ''] = await her.page.evaluate(
		(at) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16).split('T'),
		start,
	);
	await her.go('today');
	await her.page.getByRole('button', { name: new RegExp(`^${her.t('calendar:title')}`) }).click();
	await her.press('calendar:add');
	const field = (key: string) => her.page.getByLabel(her.t(`calendar:form.${key}`), { exact: true });
	await field('title').fill(TITLE);
	await field('date').fill(date);
	await field('time').fill(time);
	await her.page.getByText(her.t('calendar:form.more'), { exact: true }).click();
	await her.page.getByLabel(her.t('reminders:hours_other', { count: '2' }), { exact: true }).check();
	await expect(her.page.getByText(her.t('reminders:reach.on'))).toBeVisible();
	await her.press('reminders:usual.no');
	await expectNoViolations(her.page);
	await her.press('calendar:save');
	return start;
}

/** When the relay is to wake somebody, milliseconds. */
function wakeTimes(): number[] {
	const database = new Database(join(server.data, 'relay.sqlite'), { readonly: true });
	try {
		return (database.prepare('SELECT at FROM wake_times ORDER BY at').all() as { at: number }[]).map(
			({ at }) => at,
		);
	} finally {
		database.close();
	}
}

/** Of a service worker, what a tap on a notice meets. */
interface WorkerScope {
	registration: { getNotifications(): Promise<Notification[]> };
	clients: { openWindow: (url: string) => Promise<null> };
	NotificationEvent: new (type: string, init: { notification: Notification }) => Event;
	dispatchEvent(event: Event): boolean;
}

/**
 * From an entry of hers to the words on the closed phone, through the relay's store and its own looking, and back to what it
 * was about: the lock first, then Today.
 */
async function isReminded(her: Survivor, bare: Page, notice: object, push: () => Promise<void>) {
	const { page } = her;
	const start = await writeDown(her);
	await expect.poll(wakeTimes).toHaveLength(1);
	const [at = 0] = wakeTimes();
	expect(at % QUARTER, 'a quarter of an hour, nothing finer').toBe(0);
	expect(at + 11 * MINUTE).toBeLessThanOrEqual(start - 120 * MINUTE);
	for (const file of readdirSync(server.data))
		expect(readFileSync(join(server.data, file)).includes('QUILLWORT'), file).toBe(false);

	await page.goto('about:blank');
	const before = service.pushes.length;
	await lookAt(at + 11 * MINUTE, server.data, service.origin);
	expect(service.pushes.length - before).toBe(1);
	expect(service.pushes.at(-1)?.opened).toHaveLength(0);
	await push();
	await expect.poll(() => shown(bare)).toEqual([notice]);

	// She taps it. A browser opens a window for a real finger only: where the worker would go is asked of it.
	const [worker] = page.context().serviceWorkers();
	const opened = await worker?.evaluate(async () => {
		const scope = globalThis as unknown as WorkerScope;
		const [notification] = await scope.registration.getNotifications();
		if (!notification) return null;
		return new Promise<string>((resolve) => {
			scope.clients.openWindow = (url) => {
				resolve(url);
				return Promise.resolve(null);
			};
			scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
		});
	});
	expect(opened).toBe('/');
	await page.goto(server.url + String(opened));
	await expect(page.getByLabel(her.t('welcome:open.label'), { exact: true })).toBeVisible();
	await expect(page.getByText(TITLE)).toHaveCount(0);
	await her.unlock();
	await expect(page.getByRole('status').filter({ hasText: TITLE })).toHaveCount(1);
	await expectNoViolations(page);
	await her.press('reminders:due.hide');
	await expect(page.getByRole('status').filter({ hasText: TITLE })).toHaveCount(0);
	// Put away, it does not come again; and what was shown before stands there no more.
	await page.goto(server.url);
	await her.unlock();
	await expect(page.getByText(TITLE).first()).toBeVisible();
	await page.waitForTimeout(1_000);
	await expect(page.getByRole('status').filter({ hasText: TITLE })).toHaveCount(0);
	await expect.poll(() => shown(bare)).toEqual([]);
}

async function turnOn(her: Survivor, words: string): Promise<void> {
	await her.press('notices:next');
	await her.page.getByRole('radio', { name: words, exact: true }).check();
	await her.press('notices:turnOn');
	await expect(her.page.getByText(her.t('notices:on.now'))).toBeVisible();
}

const CASES = [
	{ language: 'en', look: 1, disguise: 'plain', icon: '/icons/icon-192.png' },
	{ language: 'ar', look: 2, disguise: 'calculator', icon: '/looks/calculator-192.png' },
] as const satisfies { language: Language; look: number; disguise: string; icon: string }[];

for (const { language, look, disguise, icon } of CASES) {
	test(`closed, it shows her own words and nothing of what came (${language}, ${disguise})`, async ({
		context,
		page,
	}) => {
		await standInForPush(context);
		await giveVault(context, server.url, language, look);
		const her = new Survivor(page, language, PIN);
		const enter = async () => {
			await page.goto(server.url);
			if (look > 1) {
				await expect(page.locator('output')).toBeVisible();
				await page.keyboard.press('Delete');
				await page.keyboard.type(PIN);
				await page.keyboard.press('=');
				await her.isInside();
			} else {
				await her.unlock();
			}
		};
		await enter();
		await page.evaluate(() => navigator.serviceWorker.ready);
		await toSafety(her, 'notices:title');
		await expect(her.heading('notices:title')).toBeVisible();
		await expectNoViolations(page);
		const words = her.t(`notices:words.${disguise}.two`);
		await turnOn(her, words);
		await expectNoViolations(page);
		const notice = {
			title: words,
			body: '',
			lang: language,
			dir: language === 'ar' ? 'rtl' : 'ltr',
			icon,
			silent: true,
			tag: TAG,
			data: null,
		};
		await her.press('notices:on.try');
		await expect(page.getByText(her.t('notices:on.tried'))).toBeVisible();
		expect(await shown(page)).toEqual([notice]);

		// Open, and in front: nothing is shown. Opening it has put away what stood there.
		const bare = await context.newPage();
		await bare.goto(bareAddress(server.url));
		const push = await pushes(bare);
		await page.bringToFront();
		await enter();
		await expect.poll(() => shown(bare)).toEqual([]);
		await push();
		await page.waitForTimeout(1_000);
		expect(await shown(bare)).toEqual([]);

		// Closed: her words, once, whatever was in the push and however many came.
		await page.goto('about:blank');
		await push();
		await expect.poll(() => shown(bare)).toEqual([notice]);
		await push();
		await bare.waitForTimeout(500);
		expect(await shown(bare)).toEqual([notice]);

		if (look === 1) {
			await enter();
			await isReminded(her, bare, notice, push);
			await page.goto('about:blank');
		}

		// Off again, or deleted: nothing comes of a push that was still on its way.
		await enter();
		if (look > 1) {
			await toSafety(her, 'notices:title');
			await her.press('notices:on.off');
			await expect(page.getByText(her.t('notices:offNow'))).toBeVisible();
		} else {
			await toSafety(her, 'deleting:entry.title');
			await page.getByRole('button', { name: new RegExp(`^${her.t('notices:kept')}`) }).click();
			await her.press('deleting:ask.next');
			await her.press('deleting:ask.yes');
			await expect(page.getByText(her.t('deleting:deleted'))).toBeVisible();
		}
		expect(await bare.evaluate(() => caches.has('kit-line'))).toBe(false);
		await page.goto('about:blank');
		await push();
		await bare.waitForTimeout(500);
		expect(await shown(bare)).toEqual([]);
	});
}

test('where the phone says no, or has no push service, there is a calm sentence, and nothing is kept', async ({
	context,
	page,
	watch,
}) => {
	// Chromium says so itself, in a window such as tests have.
	watch.expecting(/Push API in incognito mode/);
	await giveVault(context, server.url);
	const her = new Survivor(page, 'en', PIN);
	await page.goto(server.url);
	await her.unlock();
	await toSafety(her, 'notices:title');
	await her.press('notices:next');
	const own = page.getByRole('radio', { name: her.t('notices:words.own'), exact: true });
	const denied = page.getByText(her.t('notices:problem.Denied'));
	await expect(own.or(denied)).toBeVisible();
	if (await own.isVisible()) await her.press('notices:turnOn');
	await expect(denied).toBeVisible();

	// Here the real subscription of a browser without a network is asked for.
	await context.grantPermissions(['notifications'], { origin: server.url });
	await nearlyNotices(her, new Writer('en'));
	expect(await page.evaluate(() => caches.has('kit-line'))).toBe(false);
});
