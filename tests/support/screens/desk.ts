/** The desk's screens, and those of her phone that are there once she is connected: both walk together. */
import { expect } from '@playwright/test';
import { amina, fileOf, lessonBy } from '../lessons';
import type { Caseworker, Survivor } from '../people';
import type { TestServer } from '../server';
import type { Look } from './look';

/** Both sides, and how each one's screens are looked at. */
export interface Pair {
	survivor: Survivor;
	caseworker: Caseworker;
	hers: Look;
	theirs: Look;
}

/** The caseworker begins, as far as a code for somebody. Resolves to it. */
export async function lookAtEntrance({ caseworker, theirs }: Pair, server: TestServer): Promise<string> {
	const { page: desk } = caseworker;
	await desk.goto(`${server.url}/caseworker`);
	await desk.locator(`input[type=radio][value=${caseworker.language}]`).check();
	await expect(desk.locator('html')).toHaveAttribute('lang', caseworker.language);
	await theirs('01-language');
	await caseworker.press('entrance:next');
	await theirs('02-secret');
	await caseworker.setUp(server.url);
	await theirs('03-join');
	await caseworker.join('1234');
	await expect(desk.getByText(caseworker.t('caseload:error.CodeMistyped'))).toBeVisible();
	await theirs('04-join-slip');
	await caseworker.join(await server.invite('Mariam, Harbour House'));
	await expect(desk.getByRole('button', { name: caseworker.t('caseload:person.add') }).first()).toBeVisible();
	await theirs('05-nobody');
	await caseworker.press('people:colleagues.open');
	await theirs('05-colleagues');
	await caseworker.press('people:colleagues.enter');
	await theirs('05-colleague-code');
	await caseworker.press('people:colleagues.close');
	const code = await caseworker.offer('Blue door');
	await theirs('06-offer');
	return code;
}

/** A slip in the code, then the right one, and six digits to compare. */
export async function lookAtMeeting(
	{ survivor, caseworker, hers, theirs }: Pair,
	code: string,
): Promise<void> {
	const { page: phone } = survivor;
	const { page: desk } = caseworker;
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
}

/** An appointment is written, several at once and in words of her own too, and sent. */
export async function lookAtNudge({ survivor, caseworker, theirs }: Pair): Promise<void> {
	const { page: phone } = survivor;
	const { page: desk } = caseworker;
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
}

/** What they write to one another, and a lesson sent along. */
export async function lookAtLetters({ survivor, caseworker, hers, theirs }: Pair): Promise<void> {
	const { page: desk } = caseworker;
	await hers('22-talk-open');
	await survivor.press('letters:phrases.open');
	await hers('22-talk-phrases');
	await survivor.press('letters:phrases.later');
	await expect(desk.getByText(survivor.t('letters:phrases.later'))).toBeVisible();
	await theirs('10-talk');
	await caseworker.press('modules:desk.open');
	await desk.locator('input[type=file]').setInputFiles(fileOf(lessonBy(amina, 'First rent')));
	await caseworker.press('modules:desk.keep');
	await expect(desk.getByText(caseworker.t('modules:desk.keptNow'))).toBeVisible();
	await theirs('10-lesson');
	await desk.getByRole('button', { name: caseworker.t('modules:desk.send', { names: '' }).trim() }).click();
	await survivor.press('modules:letter.look');
	await survivor.press('modules:arrived.keep');
	await expect(survivor.page.getByRole('heading', { level: 1, name: 'First rent' })).toBeVisible();
	// She has it already, and that is all there is to say.
	await survivor.go('messages');
	await survivor.press('modules:letter.look');
	await expect(survivor.heading('modules:arrived.same')).toBeVisible();
	await survivor.press('modules:back');
}

/** An idea for her plan, and a goal of hers given. */
export async function lookAtSharedPlan({ survivor, caseworker, hers, theirs }: Pair): Promise<void> {
	const { page: phone } = survivor;
	const { page: desk } = caseworker;
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
}

/** All there is to be seen about an open conversation. */
export async function lookAtTalk({ survivor, hers }: Pair): Promise<void> {
	const { page: phone } = survivor;
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
		const line = new RegExp(survivor.t(`messages:${key}`, parameters).replace(/Mariam.*House/, '.*Mariam.*'));
		await phone.getByRole('button', { name: line }).click();
		await expect(phone.locator('[data-screen-back]')).toBeVisible();
		await hers(`22-talk-${name}`);
		await survivor.press('messages:back');
	}
}

/** The appointment, and her answer. */
export async function lookAtAnswer({ survivor, caseworker, hers, theirs }: Pair): Promise<void> {
	const { page: phone } = survivor;
	const { page: desk } = caseworker;
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
}
