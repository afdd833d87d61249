import { test } from '../support/fixtures';
import { giveVault, PIN } from '../support/prepared';
import { Survivor } from '../support/people';
import { startServer } from '../support/server';
import { toSafety } from '../support/forensics/safety-walk';
import { expectNoViolations } from '../support/axe';
for (const language of ['en', 'ar', 'fr', 'es'] as const)
	test(`look ${language}`, async ({ browser }) => {
		const server = await startServer();
		for (const [width, height, scheme] of [[360, 740, 'light'], [1280, 800, 'dark']] as const) {
			if (width === 1280 && (language === 'fr' || language === 'es')) continue;
			const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: language });
			await giveVault(context, server.url, language);
			const page = await context.newPage();
			const her = new Survivor(page, language, PIN);
			await page.goto(server.url);
			await her.unlock();
			await toSafety(her, 'notices:title');
			await page.waitForTimeout(500);
			await page.screenshot({ path: `/tmp/rem/notices-${language}-${width}.png`, fullPage: true });
			await her.press('reminders:inNotices.choose');
			await page.waitForTimeout(300);
			await page.getByLabel(her.t('reminders:evening'), { exact: true }).check();
			await page.waitForTimeout(300);
			await expectNoViolations(page);
			await page.screenshot({ path: `/tmp/rem/usual-${language}-${width}.png`, fullPage: true });
			await context.close();
		}
		await server.close();
	});
