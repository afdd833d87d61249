/**
 * While the app is closed the phone shows the words she chose, and nothing else. A push is handed to the service worker as
 * the browser would; only the push service itself, which a browser without a network cannot have, is stood in for, at the
 * browser's edge: the subscription it gives is one of a service on this machine.
 */
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { expectNoViolations } from '../support/axe';
import { nearlyNotices, toSafety } from '../support/forensics/safety-walk';
import { Writer } from '../support/forensics/writer';
import { expect, test } from '../support/fixtures';
import { Survivor } from '../support/people';
import { bareAddress, giveVault, PIN } from '../support/prepared';
import { startPushService, type PushService } from '../support/push-service';
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
			data: notice.data as unknown,
		}));
	});

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
