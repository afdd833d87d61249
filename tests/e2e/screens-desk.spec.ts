/**
 * Every screen of the desks, and of her phone once she is connected, in every language: axe finds nothing, in light and in
 * dark. The rest of her phone is in screens.spec.ts.
 */
import { test } from '../support/crawl';
import { Caseworker } from '../support/people';
import { enter } from '../support/prepared';
import {
	lookAtAnswer,
	lookAtEntrance,
	lookAtLetters,
	lookAtMeeting,
	lookAtNudge,
	lookAtSharedPlan,
	lookAtTalk,
	type Pair,
} from '../support/screens/desk';
import { looker, openAt } from '../support/screens/look';
import { lookAtWriting } from '../support/screens/mentor';
import { keepGoal } from '../support/screens/plans';
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
	test(`every screen of a desk and of who is connected to it is fit to use (${language})`, async ({
		browser,
		watch,
	}) => {
		test.setTimeout(600_000);
		const phone = await openAt(browser, watch, 'phone', language);
		const desk = await openAt(browser, watch, 'desk', language);
		const pair: Pair = {
			survivor: await enter(phone, server.url, language),
			caseworker: new Caseworker(desk, language),
			hers: looker(phone, language, 'survivor'),
			theirs: looker(desk, language, 'caseworker'),
		};
		await keepGoal(pair.survivor, 'A');
		await lookAtMeeting(pair, await lookAtEntrance(pair, server));
		await lookAtNudge(pair);
		await lookAtLetters(pair);
		await lookAtSharedPlan(pair);
		await lookAtTalk(pair);
		await lookAtAnswer(pair);
	});

	test(`every screen of a mentor is fit to use (${language})`, async ({ browser, watch }) => {
		test.setTimeout(600_000);
		const mentor = await openAt(browser, watch, 'desk', language);
		await lookAtWriting(mentor, server.url, language, looker(mentor, language, 'mentor'));
	});
}
