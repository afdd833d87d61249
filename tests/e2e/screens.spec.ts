/**
 * Every screen of her phone that needs nobody else, in every language: axe finds nothing, in light and in dark. What is
 * shown once she is connected, and the desks, are in screens-desk.spec.ts.
 */
import { expect, test } from '../support/crawl';
import { Survivor } from '../support/people';
import { lookAtCalendar, lookAtDays } from '../support/screens/days';
import { lookAtFirstVisit } from '../support/screens/first-visit';
import { lookAtExercises, lookAtFeelings, lookAtHelp } from '../support/screens/helping';
import { lookAtModules } from '../support/screens/lessons';
import { looker, openAt } from '../support/screens/look';
import { lookAtPapers, lookAtPlan, lookAtSafetyPlan } from '../support/screens/plans';
import { lookAtCopy, lookAtSafety } from '../support/screens/safety';
import { startServer, type TestServer } from '../support/server';
import { LANGUAGES } from '../support/words';

// Long and apart from one another: shared out one by one.
test.describe.configure({ mode: 'parallel' });

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

for (const language of LANGUAGES) {
	test(`every screen is fit to use (${language})`, async ({ browser, watch }) => {
		test.setTimeout(600_000);
		const phone = await openAt(browser, watch, 'phone', language);
		const survivor = new Survivor(phone, language);
		const hers = looker(phone, language, 'survivor');

		await phone.goto(server.url);
		await lookAtFirstVisit(survivor, hers);

		// The five places, and what is in them before anybody is connected.
		await hers('06-today');
		await lookAtCalendar(survivor, hers);
		await lookAtFeelings(survivor, hers);
		await lookAtExercises(survivor, hers);
		await lookAtDays(survivor, hers);
		await lookAtPlan(survivor, hers);
		await lookAtSafetyPlan(survivor, hers);
		await survivor.go('lessons');
		await hers('13-lessons');
		await lookAtPapers(survivor, hers);
		await survivor.openContent('lessons', 'lessons/safer-phone');
		await hers('14-lesson-note');
		await survivor.press('player:start');
		await hers('14-lesson');
		await survivor.go('lessons');
		await lookAtModules(survivor, hers);
		await lookAtHelp(survivor, hers);
		await lookAtSafety(survivor, hers);
		await lookAtCopy(survivor, hers);

		// Locked, and a wrong PIN.
		await phone.reload();
		await expect(survivor.heading('welcome:open.title')).toBeVisible();
		await hers('26-locked');
		await survivor.typeSecret('000000');
		await expect(phone.getByText(survivor.t('welcome:open.wrong'))).toBeVisible({ timeout: 60_000 });
		await hers('27-wrong-pin');
	});
}
