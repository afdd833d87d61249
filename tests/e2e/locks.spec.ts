/** What she can set about her locks: another PIN or words, and a passkey besides. One phone a language, from first to last. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { tabTo } from '../support/keyboard';
import { Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';

/** Argon2id on a busy machine. */
const AT = { timeout: 60_000 };
const NEW_PIN = '590417';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const button = (her: Survivor, key: string) =>
	her.page.getByRole('button', { name: her.t(key), exact: true }).first();
const field = (her: Survivor, key: string) => her.page.getByLabel(her.t(key), { exact: true });

async function openSafety(her: Survivor, key: string): Promise<void> {
	await her.go('today');
	await her.page.getByRole('button', { name: her.t('safety:card.title') }).click();
	await her.page.getByRole('button', { name: her.t(key) }).click();
	await expect(her.heading(key)).toBeFocused();
}

async function give(her: Survivor, secret: string): Promise<void> {
	await field(her, 'welcome:give.label').fill(secret);
	await her.press('welcome:give.next');
}

async function opensWith(her: Survivor, secret: string): Promise<void> {
	await her.typeSecret(secret);
	await her.isInside();
}

async function isRefused(her: Survivor, secret: string): Promise<void> {
	await her.typeSecret(secret);
	await expect(her.page.getByText(her.t('welcome:open.wrong'))).toBeVisible(AT);
}

for (const language of ['en', 'ar'] as const) {
	test(`a PIN becomes words and words become a PIN; the old one opens nothing (${language})`, async ({
		page,
	}) => {
		test.setTimeout(300_000);
		const her = new Survivor(page, language);
		await her.setUp(server.url);

		// To words. A wrong one first: a phone left open is not taken over.
		await openSafety(her, 'locks:secret.title');
		await give(her, '000000');
		await expect(page.getByText(her.t('welcome:open.wrong'))).toBeVisible(AT);
		await give(her, her.pin);
		await expect(her.heading('welcome:lock.title')).toBeVisible(AT);
		await page.locator('input[type=radio][value=words]').check();
		await her.press('welcome:lock.next');
		const list = page.locator('.words li');
		await expect(list).toHaveCount(language === 'ar' ? 6 : 5);
		await expect(page.getByText(language === 'ar' ? '60' : '600,000')).toBeVisible();
		const words = (await list.allTextContents()).map((word) => word.trim());
		await her.press('welcome:words.next');
		await field(her, 'welcome:words.againLabel').fill(`${words.join(' ')}x`);
		await her.press('welcome:words.finish');
		await expect(page.getByText(her.t('welcome:words.different'))).toBeVisible();
		// As somebody types them: capitals and blanks do not matter.
		await field(her, 'welcome:words.againLabel').fill(`  ${words.join('  ').toUpperCase()} `);
		await her.press('welcome:words.finish');
		await expect(her.heading('locks:secret.done')).toBeVisible(AT);

		await page.reload();
		await isRefused(her, her.pin);
		await opensWith(her, words.join(' '));

		// And back to a PIN, by keyboard alone.
		await openSafety(her, 'locks:secret.title');
		await tabTo(page, field(her, 'welcome:give.label'));
		await page.keyboard.type(words.join(' '));
		await page.keyboard.press('Enter');
		await expect(her.heading('welcome:lock.title')).toBeFocused(AT);
		await tabTo(page, button(her, 'welcome:lock.next'));
		await page.keyboard.press('Enter');
		await tabTo(page, field(her, 'welcome:pin.label'));
		await page.keyboard.type(NEW_PIN);
		await page.keyboard.press('Enter');
		await tabTo(page, field(her, 'welcome:pin.againLabel'));
		await page.keyboard.type(NEW_PIN);
		await page.keyboard.press('Enter');
		await expect(her.heading('locks:secret.done')).toBeFocused(AT);
		await tabTo(page, button(her, 'locks:understood'));
		await page.keyboard.press('Enter');

		await page.reload();
		await isRefused(her, words.join(' '));
		await opensWith(her, NEW_PIN);
	});
}

/** A device that keeps passkeys, and believes that it is she who touches it. */
async function withPasskeys(page: Page) {
	const device = await page.context().newCDPSession(page);
	await device.send('WebAuthn.enable');
	await device.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			ctap2Version: 'ctap2_1',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			hasPrf: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
}

/** She closes the device's question, until she no longer does. A device that was refused a finger gives none afterwards. */
const closeQuestions = (page: Page, closed: boolean) =>
	page.evaluate((closing) => {
		for (const name of ['create', 'get'] as const)
			if (closing)
				navigator.credentials[name] = () => Promise.reject(new DOMException('', 'NotAllowedError'));
			else Reflect.deleteProperty(navigator.credentials, name);
	}, closed);

test('a passkey besides: asked after the PIN, never instead of it, and done without again', async ({
	page,
}) => {
	test.setTimeout(300_000);
	await withPasskeys(page);
	const her = new Survivor(page, 'en');
	await her.setUp(server.url);
	const told = (key: string) => expect(page.getByText(her.t(key))).toBeVisible(AT);

	// Off until she turns it on, and nothing is made before her secret and her finger.
	await openSafety(her, 'locks:passkey.title');
	await told('locks:passkey.synced.text');
	await her.press('locks:passkey.begin');
	await closeQuestions(page, true);
	await give(her, her.pin);
	await told('locks:passkey.error.NotGiven');
	await told('locks:passkey.nothingChanged');
	await closeQuestions(page, false);
	await her.press('locks:tryAgain');
	await told('locks:passkey.nowOn');

	// The passkey alone is never asked; a wrong PIN does not get that far.
	await page.reload();
	await isRefused(her, '000000');
	await opensWith(her, her.pin);

	// Not given: said calmly, and it can be asked for again.
	await page.reload();
	await closeQuestions(page, true);
	await her.typeSecret();
	await told('welcome:passkey.NotGiven');
	await expect(page.getByRole('navigation')).toBeHidden();
	await closeQuestions(page, false);
	await her.press('welcome:passkey.ask');
	await her.isInside();

	await openSafety(her, 'locks:passkey.title');
	await told('locks:passkey.onLead');
	await her.press('locks:passkey.drop');
	await give(her, her.pin);
	await told('locks:passkey.nowOff');
	await page.reload();
	await closeQuestions(page, true);
	await opensWith(her, her.pin);
});
