/**
 * Codes that do not work: invites and pairing codes with a slip, unknown, used, taken back or run out; a relay that is
 * not there; digits that differ; and somebody who used the code first. Everybody concerned is told, in their language,
 * with a next step, and can go on. Each language once, and hers never the desk's: which words there are is the same in
 * all (i18n's parity test).
 */
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { encodeCode, formatCode } from '../../src/lib/protocol/code';
import { expect, test, type Watch } from '../support/fixtures';
import { Caseworker, meet } from '../support/people';
import { joinOrganisation } from '../support/relay-client';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { photograph } from '../support/trouble';

// Long and apart from one another: shared out one by one.
test.describe.configure({ mode: 'parallel' });

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

async function open(browser: Browser, watch: Watch): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	context.setDefaultTimeout(20_000);
	await watch(context);
	return context.newPage();
}

/** The same code with its first character changed. */
const mistyped = (code: string) => `${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`;
const unknown = () => formatCode(encodeCode(randomBytes(15)));

for (const [hers, theirs] of [
	['ar', 'en'],
	['es', 'fr'],
] as const) {
	test(`a code that does not work is said calmly, and another one works (${hers}, ${theirs})`, async ({
		browser,
		watch,
	}) => {
		test.setTimeout(300_000);
		watch.expecting(/net::ERR_|Failed to load resource|Failed to fetch/);
		const desk = new Caseworker(await open(browser, watch), theirs);
		const phone = await enter(await open(browser, watch), server.url, hers);
		const photo = (name: string, page: Page) =>
			photograph(page, `${name}-${page === phone.page ? hers : theirs}`);
		const deskTold = (key: string) =>
			expect(desk.page.getByText(desk.t(`caseload:error.${key}`))).toBeVisible();
		const phoneTold = async (key: string) => {
			await expect(phone.page.getByText(phone.t(`messages:errors.${key}.text`))).toBeVisible({
				timeout: 30_000,
			});
			await expect(phone.page.getByText(phone.t(`messages:errors.${key}.next`))).toBeVisible();
		};
		await desk.page.clock.install();
		await desk.setUp(server.url);

		// Invites: a slip, one nobody made, one that was used, and no relay. What was typed stays.
		const invite = await server.invite('Mariam, Harbour House');
		const used = await server.invite('Somebody else');
		await joinOrganisation(server, used);
		await desk.join(mistyped(invite));
		await deskTold('CodeMistyped');
		for (const wrong of [unknown(), used]) {
			await desk.join(wrong);
			await deskTold('InviteInvalid');
		}
		await photo('invite-invalid', desk.page);
		await server.kill('SIGKILL');
		await desk.join(invite);
		await deskTold('RelayUnreachable');
		await expect(desk.page.getByLabel(desk.t('caseload:join.field'), { exact: true })).toHaveValue(invite);
		await photo('invite-no-relay', desk.page);
		await server.restart();
		await desk.press('caseload:join.do');
		const add = desk.page.getByRole('button', { name: desk.t('caseload:person.add') }).first();
		await expect(add).toBeVisible();

		// No relay when a code is to be made. The name stays.
		await server.kill('SIGKILL');
		await add.click();
		const name = desk.page.getByLabel(desk.t('caseload:add.label'), { exact: true });
		await desk.press('caseload:add.begin');
		await expect(desk.page.getByText(desk.t('caseload:add.needName'))).toBeVisible();
		await name.fill('Blue door');
		await desk.press('caseload:add.begin');
		await deskTold('RelayUnreachable');
		await expect(name).toHaveValue('Blue door');
		await photo('offer-no-relay', desk.page);
		await server.restart();
		await desk.press('caseload:add.begin');
		const first = await desk.code();

		// Her side: too short, a slip, a code nobody made, no relay. What she typed stays.
		const field = phone.page.getByLabel(phone.t('messages:connect.or'), { exact: true });
		await phone.openConnect();
		await phone.typeCode(first.slice(0, 9));
		await expect(phone.page.getByText(phone.t('messages:connect.short'))).toBeVisible();
		await phone.typeCode(mistyped(first));
		await phoneTold('CodeMistyped');
		await phone.typeCode(unknown());
		await phoneTold('CodeExpired');
		await server.kill('SIGKILL');
		await phone.typeCode(first);
		await phoneTold('RelayUnreachable');
		await expect(field).toHaveValue(formatCode(first.replaceAll('-', '')));
		await photo('join-no-relay', phone.page);
		await server.restart();

		// Taken back.
		const deleted = desk.page.waitForResponse((answer) => answer.request().method() === 'DELETE');
		await desk.press('caseload:offer.cancel');
		await deleted;
		await phone.typeCode(first);
		await phoneTold('CodeExpired');
		await photo('code-expired', phone.page);

		// Left lying for ten minutes: the desk locks itself, then says that the code has run out.
		await desk.offer('Blue door');
		await desk.page.clock.fastForward('10:05');
		await expect(desk.page.getByLabel(desk.t('entrance:secret.field'), { exact: true })).toBeVisible();
		await desk.page.getByLabel(desk.t('entrance:secret.field'), { exact: true }).fill(desk.secret);
		await desk.press('entrance:unlock.open');
		await expect(desk.page.getByText(desk.t('caseload:offer.expired'))).toBeVisible();
		await expect(desk.page.getByText(desk.t('caseload:offer.expiredNext'))).toBeVisible();
		await photo('offer-expired', desk.page);
		await desk.page.clock.setSystemTime(new Date());
		await desk.press('caseload:offer.cancel');

		// She says that the numbers differ; then the caseworker says so.
		await phone.typeCode(await desk.offer('Blue door'));
		expect(await phone.digits()).toBe(await desk.digits());
		await phone.press('messages:compare.different');
		await photo('digits-ask', phone.page);
		await phone.press('messages:compare.sureYes');
		await phoneTold('NotTheSame');
		await deskTold('NotTheSame');
		await photo('not-the-same-phone', phone.page);
		await photo('not-the-same-desk', desk.page);
		await desk.press('caseload:startOver');
		await phone.press('messages:failed.again');
		await phone.typeCode(await desk.code());
		await phone.digits();
		await desk.digits();
		await desk.press('caseload:compare.different');
		await phoneTold('NotTheSame');
		await deskTold('NotTheSame');

		// Somebody else types the code first. All three are told; nobody is connected.
		const rival = await enter(await open(browser, watch), server.url, hers);
		await desk.press('caseload:startOver');
		const stolen = await desk.code();
		await rival.openConnect();
		await rival.typeCode(stolen);
		await rival.digits();
		await phone.press('messages:failed.again');
		await phone.typeCode(stolen);
		await phoneTold('CodeUsed');
		await deskTold('CodeUsed');
		await expect(rival.heading('messages:failed.title')).toBeVisible({ timeout: 30_000 });
		await photo('code-used-phone', phone.page);
		await photo('code-used-desk', desk.page);
		await photo('code-used-rival', rival.page);

		// And after all that, a new code connects them.
		await desk.press('caseload:offer.cancel');
		await phone.go('messages');
		await meet(phone, desk, 'Blue door');
	});
}
