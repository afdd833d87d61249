/**
 * Every screen there is, in every language: axe finds nothing, in light and in dark. With `SCREENSHOTS=folder` each is
 * also photographed at 360x740 and 1280x800, so that a person can look at all of them after a change.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expectEnoughContrast, expectNoViolations } from '../support/axe';
import { expect, test, type Watch } from '../support/crawl';
import { codeOf } from '../support/drawn-camera';
import { amina, fileOf, lessonBy } from '../support/lessons';
import { BEFORE_PARTS, Caseworker, Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';
import { LANGUAGES, words, type Language } from '../support/words';

const folder = process.env.SCREENSHOTS;
const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } };

// Long and apart from one another: shared out one by one.
test.describe.configure({ mode: 'parallel' });

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
	if (folder) mkdirSync(folder, { recursive: true });
});
test.afterAll(() => server.close());

/** Colours are the same in every language, so dark is looked at in one of each direction of writing. */
const schemesOf = (language: Language) =>
	language === 'en' || language === 'ar' ? (['light', 'dark'] as const) : (['light'] as const);

async function look(page: Page, language: Language, name: string) {
	for (const colorScheme of schemesOf(language)) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// A screen may still be asking the vault; when it is there it has its one heading.
		await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
		if (folder) {
			const before = page.viewportSize();
			for (const [size, viewport] of Object.entries(SIZES)) {
				await page.setViewportSize(viewport);
				await page.screenshot({ path: join(folder, `${name}-${language}-${colorScheme}-${size}.png`) });
			}
			if (before) await page.setViewportSize(before);
		}
		await (colorScheme === 'light' ? expectNoViolations : expectEnoughContrast)(page);
	}
}

async function open(browser: Browser, watch: Watch, size: keyof typeof SIZES, locale: string): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZES[size], locale });
	await watch(context);
	return context.newPage();
}

/** The card for when a memory comes, what calms her, a feeling and what fits it, or nothing. */
async function lookAtFeelings(survivor: Survivor, look: (name: string) => Promise<void>): Promise<void> {
	const { page } = survivor;
	const open = (key: string) =>
		page
			.getByRole('button', { name: survivor.t(key) })
			.first()
			.click();
	await survivor.go('coping');
	await expect(survivor.heading('coping:feelings.title')).toBeVisible();
	await look('07-coping');
	await open('coping:here.title');
	await expect(page.getByText(survivor.t('coping:here.app.2'))).toBeVisible();
	await look('07-here');
	await survivor.press('coping:here.write');
	await survivor.press('coping:words.begin');
	await look('07-here-words');
	await survivor.press('coping:words.look');
	await open('coping:calm.title');
	await look('07-calm');
	await survivor.go('coping');
	await open('coping:feelings.on-edge');
	await expect(page.getByText(survivor.t('coping:find.label'))).toBeVisible();
	await look('07-feeling');
	await page.getByText(survivor.t('coping:find.label')).click();
	for (const use of ['breath', 'body', 'senses', 'thoughts', 'writing']) await open(`coping:find.${use}`);
	await expect(page.getByText(survivor.t('coping:find.none.title'))).toBeVisible();
	await look('07-nothing-fits');
}

/** A day noted and looked back on; a question list, its question about dying and what it comes to. */
async function lookAtDays(survivor: Survivor, look: (name: string) => Promise<void>): Promise<void> {
	const { page } = survivor;
	await survivor.go('coping');
	await page.getByRole('button', { name: survivor.t('checkin:card.title') }).click();
	await survivor.press('checkin:start');
	await look('12-day-mood');
	await survivor.press('checkin:mood.2');
	await survivor.press('checkin:sleep.4');
	await survivor.press('checkin:safety.1');
	await look('12-day-help');
	await survivor.press('checkin:help.on');
	await look('12-day-note');
	await survivor.press('checkin:note.done');
	await survivor.press('checkin:kept.done');
	await look('12-days');
	await survivor.press('checkin:days.table');
	await look('12-days-table');
	await page.getByRole('button', { name: survivor.t('checkin:lists.title') }).click();
	await look('12-lists-before');
	await survivor.press('measures:off.show');
	await look('12-lists');
	await page.getByRole('button', { name: survivor.t('measures:list.phq9.title') }).click();
	await look('12-list');
	await survivor.press('measures:about.start');
	await look('12-list-question');
	for (let question = 1; question <= 9; question += 1) await survivor.press('instruments:answers.days.1');
	await look('12-list-care');
	await survivor.press('measures:care.on');
	await look('12-list-result');
	await survivor.press('measures:result.handOn');
	await look('12-list-hand-on');
	await survivor.press('measures:back');
	await survivor.press('measures:result.earlier');
	await look('12-list-history');
}

/** A goal with a step, as it is written and as it stands. */
async function lookAtPlan(survivor: Survivor, look: (name: string) => Promise<void>): Promise<void> {
	const { page } = survivor;
	await survivor.go('today');
	await page.getByRole('button', { name: survivor.t('plan:title') }).click();
	await look('12-plan-empty');
	await page.getByRole('button', { name: survivor.t('plan:domain.health') }).click();
	await page.getByRole('textbox').first().fill('A');
	await page.getByLabel(survivor.t('plan:write.day')).fill('2031-03-17');
	await look('12-plan-write');
	await survivor.press('plan:write.save');
	await survivor.press('plan:step.add');
	await page.getByRole('textbox').first().fill('B');
	await survivor.press('plan:write.save');
	await page.getByRole('checkbox', { name: 'B' }).check();
	await look('12-plan-goal');
	await survivor.press('plan:back');
	await look('12-plan');
}

/** A safety plan: empty, with an example taken over, and on its way to a worker or to paper. */
async function lookAtSafetyPlan(survivor: Survivor, look: (name: string) => Promise<void>) {
	const { page } = survivor;
	await survivor.go('today');
	await survivor.press('safety:card.title');
	await page.getByRole('button', { name: new RegExp(`^${survivor.t('safety-plan:title')}`) }).click();
	await look('12-safety-plan-empty');
	await survivor.press('safety-plan:list.pack.title');
	await page.locator('.example').first().click();
	await look('12-safety-plan-list');
	await survivor.press('safety-plan:back');
	await survivor.press('safety-plan:list.people.title');
	await survivor.press('safety-plan:add');
	await page.getByLabel(survivor.t('safety-plan:line.name')).fill('A.');
	await page.getByLabel(survivor.t('safety-plan:line.how')).fill('+1 555 0100');
	await look('12-safety-plan-line');
	await survivor.press('safety-plan:line.done');
	await survivor.press('safety-plan:back');
	await look('12-safety-plan');
	await survivor.press('safety-plan:give');
	await look('12-safety-plan-give');
	await survivor.press('safety-plan:back');
	await survivor.press('safety-plan:print');
	await survivor.press('safety-plan:tick.all');
	await look('12-safety-plan-print');
}

/** Her papers, from Learn: the list, one that is gone, and what is said before a picture. */
async function lookAtPapers(survivor: Survivor, look: (name: string) => Promise<void>) {
	const { page } = survivor;
	await page.getByRole('button', { name: survivor.t('papers:entry.title') }).click();
	await survivor.press('papers:kind.passport');
	await page.getByRole('radio', { name: survivor.t('papers:state.gone'), exact: true }).check();
	await look('13-papers-one');
	await survivor.press('papers:done');
	await expect(page.getByText(survivor.t('papers:state.gone'), { exact: true })).toBeVisible();
	await look('13-papers');
	await page.getByRole('button', { name: survivor.t('papers:pictures.title') }).click();
	await expect(page.getByText(survivor.t('papers:before.forced'))).toBeVisible();
	await look('13-papers-pictures');
}

for (const language of LANGUAGES) {
	test(`every screen is fit to use (${language})`, async ({ browser, watch }) => {
		test.setTimeout(600_000);
		const phone = await open(browser, watch, 'phone', language);
		const desk = await open(browser, watch, 'desk', language);
		const survivor = new Survivor(phone, language);
		const caseworker = new Caseworker(desk, language);
		const hers = (name: string) => look(phone, language, `survivor-${name}`);
		const theirs = (name: string) => look(desk, language, `caseworker-${name}`);

		// The first visit, step by step.
		await phone.goto(server.url);
		await expect(phone.locator(`[data-language=${language}]`)).toBeVisible();
		await hers('01-language');
		await survivor.chooseLanguage();
		for (const part of BEFORE_PARTS) {
			await expect(survivor.heading(`welcome:before.${part}.title`)).toBeVisible();
			await hers(`02-before-${part}`);
			await survivor.press(part === BEFORE_PARTS.at(-1) ? 'welcome:before.understood' : 'welcome:next');
		}
		await hers('03-lock');
		await survivor.press('moving:phone.offer');
		await expect(phone.locator('.code')).toBeVisible({ timeout: 60_000 });
		await hers('03-from-phone');
		await survivor.press('moving:back');
		await survivor.press('moving:restore.offer');
		await phone.locator('input[type=file]').setInputFiles({
			name: 'holiday.jpg',
			mimeType: 'image/jpeg',
			buffer: Buffer.from('no copy at all'),
		});
		await survivor.press('moving:restore.next');
		await expect(phone.getByText(survivor.t('moving:file.NotABackup.text'))).toBeVisible();
		await hers('03-restore');
		await survivor.press('moving:back');
		await phone.locator('input[type=radio][value=words]').check();
		await survivor.press('welcome:lock.next');
		await expect(survivor.heading('welcome:words.title')).toBeVisible();
		await hers('04-words');
		await survivor.press('welcome:back');
		await phone.locator('input[type=radio][value=pin]').check();
		await survivor.press('welcome:lock.next');
		const pin = (key: string) => phone.getByLabel(survivor.t(key), { exact: true });
		await pin('welcome:pin.label').fill('111111');
		await survivor.press('welcome:pin.next');
		await hers('05-pin');
		await pin('welcome:pin.label').fill(survivor.pin);
		await survivor.press('welcome:pin.next');
		await pin('welcome:pin.againLabel').fill(survivor.pin);
		await survivor.press('welcome:pin.finish');
		await expect(survivor.heading('disguise:title')).toBeVisible({ timeout: 60_000 });
		await hers('05-look');
		await survivor.press('disguise:asItIs');
		await survivor.isInside();

		// The five places, and what is in them before anybody is connected.
		await hers('06-today');
		await phone.getByRole('button', { name: survivor.t('calendar:title') }).click();
		await expect(phone.getByText(survivor.t('calendar:nothing'))).toBeVisible();
		await hers('06-calendar');
		await survivor.press('calendar:add');
		await phone.getByLabel(survivor.t('calendar:form.title'), { exact: true }).fill('A');
		await phone.getByText(survivor.t('calendar:form.more'), { exact: true }).click();
		const every = phone.getByLabel(survivor.t('calendar:form.repeats'), { exact: true });
		await every.selectOption('week');
		await hers('06-calendar-entry');
		await survivor.press('calendar:save');
		await survivor.press('calendar:view.month');
		await expect(phone.locator('[role=grid] i').first()).toBeVisible();
		await hers('06-calendar-month');
		await phone.getByRole('button', { name: /^A(\s|$)/ }).click();
		await expect(survivor.heading('calendar:add')).toBeHidden();
		await hers('06-calendar-own');
		await survivor.press('calendar:delete.do');
		await hers('06-calendar-delete');
		await survivor.press('calendar:delete.all');
		await expect(phone.getByText(survivor.t('calendar:delete.done'))).toBeVisible();
		await lookAtFeelings(survivor, hers);
		await survivor.openContent('coping', 'exercises/slow-breathing');
		await hers('08-breathing-note');
		await survivor.press('player:start');
		await phone.getByRole('slider').fill('7');
		await hers('09-breathing-before');
		await survivor.press('player:before.next');
		await hers('10-breathing-page');
		await survivor.press('player-body:start');
		await expect(phone.getByText(survivor.t('player-body:breathe.in')).first()).toBeVisible({
			timeout: 20_000,
		});
		await hers('10-breathing');
		await survivor.press('player:stop');
		await phone.getByRole('slider').fill('8');
		await survivor.press('player:after.save');
		await expect(survivor.heading('player:end.other.title')).toBeVisible();
		await hers('11-breathing-after');
		await survivor.openContent('coping', 'exercises/feet-on-the-floor');
		await survivor.press('player:start');
		await survivor.press('player:before.skip');
		await hers('12-ground');
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

		// What somebody else wrote comes as a file: looked at, kept with trust in who signed it, and passed on.
		await survivor.go('lessons');
		await phone.getByRole('button', { name: survivor.t('modules:entry.title') }).click();
		await survivor.press('modules:receive.title');
		await hers('14-modules-receive');
		const lesson = lessonBy(amina, 'First rent');
		await phone.locator('input[type=file]').setInputFiles(fileOf(lesson));
		await expect(survivor.heading('modules:arrived.title')).toBeVisible();
		await hers('14-modules-arrived');
		await survivor.press('modules:arrived.keepAndTrust');
		await survivor.press('modules:pass.title');
		await survivor.press('modules:pass.codes.show');
		expect((await codeOf(phone)).side).toBeGreaterThan(20);
		await hers('14-modules-pass');
		await survivor.press('modules:back');
		await expect(phone.getByRole('heading', { name: 'First rent', exact: true })).toBeVisible();
		await hers('14-modules-one');
		await survivor.press('modules:back');
		await phone.getByRole('button', { name: survivor.t('modules:people.title') }).click();
		await phone.getByRole('button', { name: /Amina/ }).click();
		await expect(phone.getByLabel(survivor.t('modules:person.name'))).toBeVisible();
		await hers('14-modules-person');
		await survivor.goToHelp();
		await phone.getByRole('combobox').selectOption('GB');
		await expect(phone.getByText(survivor.t('help:emergency.title'))).toBeVisible();
		await hers('15-help');
		await phone.getByRole('combobox').selectOption('DE');
		await expect(phone.getByText(survivor.t('help:field.hours')).first()).toBeVisible();
		await hers('15-help-hours');
		await phone.getByRole('combobox').selectOption('US');
		await phone.getByRole('button', { name: /233733/ }).click();
		await expect(survivor.heading('help:reach.text.title')).toBeVisible();
		await hers('15-help-text');
		await survivor.go('lessons');
		await phone.getByText(survivor.t('lessons:elsewhere'), { exact: true }).click();
		await hers('15-lessons-of-a-country');
		await survivor.go('today');
		await phone.getByRole('button', { name: survivor.t('safety:card.title') }).click();
		await hers('16-safety');
		await phone.getByRole('button', { name: survivor.t('exit:title') }).click();
		await expect(survivor.heading('exit:title')).toBeVisible();
		await hers('16-exit');
		await survivor.press('exit:back');
		await phone.context().grantPermissions(['notifications']);
		await phone.getByRole('button', { name: survivor.t('notices:title') }).click();
		await expect(survivor.heading('notices:title')).toBeVisible();
		await hers('16-notices');
		await survivor.press('notices:next');
		await phone.getByRole('radio', { name: survivor.t('notices:words.own'), exact: true }).check();
		await survivor.press('notices:turnOn');
		await expect(phone.getByText(survivor.t('notices:problem.Empty'))).toBeVisible();
		await hers('16-notices-words');
		await survivor.press('notices:back');
		await survivor.press('reminders:inNotices.choose');
		await phone.getByRole('checkbox', { name: survivor.t('reminders:evening'), exact: true }).check();
		await expect(phone.getByText(survivor.t('reminders:saved'))).toBeVisible();
		await hers('16-reminders');
		await survivor.press('reminders:back');
		await survivor.press('notices:back');
		for (const lock of ['secret', 'times', 'passkey']) {
			await phone.getByRole('button', { name: survivor.t(`locks:${lock}.title`) }).click();
			await expect(survivor.heading(`locks:${lock}.title`)).toBeVisible();
			await hers(`16-locks-${lock}`);
			await survivor.press('locks:back');
		}
		await phone.getByRole('button', { name: survivor.t('safety:truths.title') }).click();
		await hers('17-truths');
		for (const [name, title] of [
			['check', 'safer:check.title'],
			['signs', 'safer:signs.title'],
			['reading', 'safer:read.title'],
			['second', 'second:second.title'],
			['wipe', 'second:wipe.title'],
			['deleting', 'deleting:entry.title'],
		] as const) {
			await survivor.press('safety:back');
			// French has a narrow space before a question mark, and a role's name has plain ones.
			const line = new RegExp(`^${survivor.t(title).replace('?', '\\?').replace(/\s/g, '\\s')}`);
			await phone.getByRole('button', { name: line }).click();
			await expect(survivor.heading('safety:title')).toBeHidden();
			await hers(`17-${name}`);
			if (name !== 'deleting') continue;
			await phone.getByRole('button', { name: survivor.t('deleting:all.title') }).click();
			await expect(survivor.heading('deleting:all.title')).toBeVisible();
			await hers('17-everything');
			await survivor.press('deleting:back');
		}

		// A copy, as far as the file.
		await survivor.press('safety:back');
		await phone.getByRole('button', { name: survivor.t('moving:about.title') }).click();
		await hers('17-copy');
		await survivor.press('moving:about.next');
		await expect(survivor.heading('moving:words.title')).toBeVisible();
		await hers('17-copy-words');
		const given = await phone.locator('.words li').allTextContents();
		await survivor.press('moving:words.next');
		const typed = phone.getByLabel(survivor.t('moving:again.label'), { exact: true });
		await typed.fill(given[0] ?? '');
		await survivor.press('moving:again.finish');
		await hers('17-copy-again');
		await typed.fill(given.join(' '));
		await survivor.press('moving:again.finish');
		await expect(survivor.heading('moving:ready.title')).toBeVisible({ timeout: 60_000 });
		await survivor.press('moving:ready.save');
		await expect(phone.getByText(survivor.t('moving:ready.saved'))).toBeVisible();
		await hers('17-copy-ready');

		// To another phone, as far as the code.
		await survivor.press('moving:ready.done');
		await phone.getByRole('button', { name: survivor.t('moving:phone.title') }).click();
		await hers('17-to-phone');
		await phone.getByLabel(survivor.t('welcome:give.label'), { exact: true }).fill(survivor.pin);
		await survivor.press('welcome:give.next');
		await expect(survivor.heading('moving:enter.title')).toBeVisible({ timeout: 60_000 });
		await hers('17-to-phone-code');

		// The caseworker begins.
		await desk.goto(`${server.url}/caseworker`);
		await desk.locator(`input[type=radio][value=${language}]`).check();
		await expect(desk.locator('html')).toHaveAttribute('lang', language);
		await theirs('01-language');
		await caseworker.press('entrance:next');
		await theirs('02-secret');
		await caseworker.setUp(server.url);
		await theirs('03-join');
		await caseworker.join('1234');
		await expect(desk.getByText(caseworker.t('caseload:error.CodeMistyped'))).toBeVisible();
		await theirs('04-join-slip');
		await caseworker.join(await server.invite('Mariam, Harbour House'));
		await expect(
			desk.getByRole('button', { name: caseworker.t('caseload:person.add') }).first(),
		).toBeVisible();
		await theirs('05-nobody');
		await caseworker.press('people:colleagues.open');
		await theirs('05-colleagues');
		await caseworker.press('people:colleagues.enter');
		await theirs('05-colleague-code');
		await caseworker.press('people:colleagues.close');
		const code = await caseworker.offer('Blue door');
		await theirs('06-offer');

		// A slip in the code, then the right one.
		await survivor.go('messages');
		await hers('18-talk');
		await survivor.press('messages:not.connect');
		await survivor.typeCode(`${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`);
		await expect(phone.getByText(survivor.t('messages:errors.CodeMistyped.text'))).toBeVisible();
		await hers('19-connect-slip');
		await survivor.typeCode(code);
		await survivor.digits();
		await caseworker.digits();
		await hers('20-compare');
		await theirs('07-compare');
		await survivor.press('messages:compare.same');
		await hers('21-compare-waiting');
		await caseworker.press('caseload:compare.same');
		await expect(desk.getByRole('heading', { name: caseworker.t('caseload:connected.title') })).toBeVisible();
		await theirs('08-connected');
		await caseworker.press('caseload:connected.send');
		await caseworker.fillNudge({
			template: 'health',
			date: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
			time: '10:15',
			place: '12 Mill Lane',
			note: 'Ring the bell twice.',
		});
		await theirs('09-form');
		await caseworker.press('caseload:form.addChoice');
		await caseworker.press('caseload:form.send');
		await theirs('09-form-choices');
		await desk.getByRole('group').getByRole('button').first().click();
		await caseworker.press('caseload:form.repeat');
		await theirs('09-form-series');
		await caseworker.press('caseload:series.once');
		await caseworker.press('caseload:own.open');
		await caseworker.press('caseload:own.add');
		await caseworker.press('caseload:own.save');
		await theirs('09-own-kind');
		await caseworker.press('caseload:own.cancel');
		await caseworker.press('caseload:own.back');
		await caseworker.press('caseload:form.send');
		await expect(phone.getByText(survivor.t('appointments:template.health.title')).first()).toBeVisible();
		await expect(desk.getByText(caseworker.t('caseload:nudge.delivered')).first()).toBeVisible();
		await theirs('10-person');
		await caseworker.press('caseload:cancel.open');
		await theirs('10-cancel');
		await caseworker.press('caseload:cancel.no');

		// Connected: the appointment, and her answer.
		await hers('22-talk-open');
		await survivor.press('letters:phrases.open');
		await hers('22-talk-phrases');
		await survivor.press('letters:phrases.later');
		await expect(desk.getByText(survivor.t('letters:phrases.later'))).toBeVisible();
		await theirs('10-talk');
		await caseworker.press('modules:desk.open');
		await desk.locator('input[type=file]').setInputFiles(fileOf(lesson));
		await caseworker.press('modules:desk.keep');
		await expect(desk.getByText(caseworker.t('modules:desk.keptNow'))).toBeVisible();
		await theirs('10-lesson');
		await desk.getByRole('button', { name: caseworker.t('modules:desk.send', { names: '' }).trim() }).click();
		// She has it already, and that is all there is to say.
		await survivor.press('modules:letter.look');
		await expect(survivor.heading('modules:arrived.same')).toBeVisible();
		await survivor.press('modules:back');
		// An idea for her plan, and the goal given.
		await caseworker.press('caseload:plan.propose');
		await desk.getByLabel(caseworker.t('caseload:plan.form.text')).fill('C');
		await theirs('10-propose');
		await caseworker.press('caseload:plan.form.send');
		await survivor.press('plan:letter.look');
		await hers('22-plan-proposal');
		await survivor.press('plan:proposal.sayNo');
		await survivor.press('plan:proposal.leave');
		const givenTo = survivor.t('plan:given.title', { name: 'Mariam' }).replace('Mariam', '.*Mariam.*');
		await phone.getByRole('button', { name: new RegExp(givenTo) }).click();
		await survivor.press('plan:given.toPlan');
		await phone
			.getByRole('main')
			.getByRole('button', { name: /^A(?![a-z])/ })
			.click();
		await phone.getByRole('button', { name: survivor.t('plan:give.not') }).click();
		await phone.getByRole('checkbox').first().check();
		await hers('22-plan-give');
		await phone.locator('.footer button').click();
		await expect(phone.getByText(survivor.t('plan:give.sent'))).toBeVisible();
		await expect(desk.getByRole('heading', { name: 'A', exact: true })).toBeVisible({ timeout: 60_000 });
		await theirs('10-plan');
		await survivor.go('messages');
		await survivor.press('letters:write.picture');
		await hers('22-talk-picture');
		await survivor.press('letters:picture.cancel');
		for (const [name, key, parameters] of [
			['who', 'open.who', { names: 'Mariam, Harbour House' }],
			['has', 'has.title', { name: 'Mariam, Harbour House' }],
			['share', 'share.title', {}],
			['about', 'about.title', {}],
		] as const) {
			// Names stand in a sentence between marks of direction.
			const line = new RegExp(
				survivor.t(`messages:${key}`, parameters).replace(/Mariam.*House/, '.*Mariam.*'),
			);
			await phone.getByRole('button', { name: line }).click();
			await expect(phone.locator('[data-screen-back]')).toBeVisible();
			await hers(`22-talk-${name}`);
			await survivor.press('messages:back');
		}
		await survivor.go('today');
		await hers('23-today-appointment');
		await survivor.press('appointments:card.answer');
		await hers('24-appointment');
		await survivor.press('appointments:answer.call-me');
		await expect(phone.getByText(survivor.t('appointments:delivery.delivered'))).toBeVisible();
		await hers('25-answered');
		await expect(desk.getByText(caseworker.t('messages:reply.call-me')).first()).toBeVisible();
		await theirs('11-answered');
		await caseworker.press('people:give.open');
		await theirs('12-give');

		// Locked, and a wrong PIN.
		await phone.reload();
		await expect(survivor.heading('welcome:open.title')).toBeVisible();
		await hers('26-locked');
		await survivor.typeSecret('000000');
		await expect(phone.getByText(survivor.t('welcome:open.wrong'))).toBeVisible({ timeout: 60_000 });
		await hers('27-wrong-pin');

		// The mentor.
		const mentor = await open(browser, watch, 'desk', language);
		await mentor.goto(`${server.url}/mentor`);
		await mentor.locator(`input[type=radio][value=${language}]`).check();
		await expect(mentor.locator('html')).toHaveAttribute('lang', language);
		await look(mentor, language, 'mentor-01-language');
		await mentor.getByRole('button', { name: caseworker.t('entrance:next'), exact: true }).click();
		for (const key of ['field', 'again'])
			await mentor
				.getByLabel(caseworker.t(`entrance:secret.${key}`), { exact: true })
				.fill('lantern orchard window kettle');
		await mentor.getByRole('button', { name: caseworker.t('entrance:secret.create'), exact: true }).click();
		const heading = (key: string) => mentor.getByRole('heading', { level: 1, name: caseworker.t(key) });
		const press = (name: string) => mentor.getByRole('button', { name, exact: true }).first().click();
		await expect(heading('writing:title')).toBeVisible({ timeout: 60_000 });
		await look(mentor, language, 'mentor-02-modules');
		await press(caseworker.t('writing:list.open'));
		await press(caseworker.t('writing:read.do'));
		await look(mentor, language, 'mentor-03-read');
		await press(caseworker.t('writing:read.cancel'));
		await press(caseworker.t('writing:list.new'));
		await expect(heading('writing:list.unnamed')).toBeVisible();
		await mentor.getByLabel(caseworker.t('writing:beside')).selectOption(language === 'ar' ? 'en' : 'ar');
		await look(mentor, language, 'mentor-04-what');
		await press(caseworker.t('writing:facts.title'));
		await press(caseworker.t('writing:facts.addSource'));
		await look(mentor, language, 'mentor-05-facts');
		const one = new Intl.NumberFormat(language).format(1);
		const add = () => press(words(language)('writing:piece.add', { n: one }));
		await add();
		await look(mentor, language, 'mentor-06-choose');
		await mentor.getByRole('button', { name: caseworker.t('writing:block.quiz.for') }).click();
		await expect(mentor.getByText(caseworker.t('writing:preview.keeps'))).toBeVisible();
		await look(mentor, language, 'mentor-07-quiz');
		await press(caseworker.t('writing:piece.delete'));
		await press(caseworker.t('writing:check.title'));
		await look(mentor, language, 'mentor-08-check');
		await press(caseworker.t('workshop:parts.words'));
		await expect(heading('workshop:title')).toBeVisible();
		await expect(mentor.getByText(caseworker.t('workshop:suggest')).first()).toBeVisible();
		await look(mentor, language, 'mentor-09-words');
	});
}
