/**
 * One life with Rosebay in which every field is written into, each with words that are nowhere else. It goes through the
 * screens as the three people do, in one browser profile, and leaves some fields full and open: a profile that is killed
 * is killed in the middle of something.
 *
 * A new field: write into it here with `write('room:label', ...)`. Until then a test says that it has no canary.
 */
import { expect, type BrowserContext } from '@playwright/test';
import { Caseworker, Survivor } from '../people';
import type { TestServer } from '../server';
import { keepCalendar } from './calendar-walk';
import { noteDay } from './checkin-walk';
import { keepWords } from './coping-walk';
import { lookFor, suggestGroup } from './find-walk';
import { keepModule } from './modules-walk';
import { keepPapers } from './papers-walk';
import { keepPlan, proposeGoal } from './plan-walk';
import { makePlan } from './safety-plan-walk';
import * as safety from './safety-walk';
import { suggestWords, writeModule } from './workshop-walk';
import type { Person, WalkedLanguage, Writer } from './writer';

const DATE = '2031-03-17';
/** Five characters, as they stand in many files: typed, but nothing to look for. */
const TIME = '10:47';
const PINS = { pin: '83519264770513', 'pin, mistyped': '27740961853302' };

export class Walk {
	readonly #language: WalkedLanguage;
	readonly #server: TestServer;
	readonly #writer: Writer;
	readonly #write: Writer['write'];
	#key = '';
	#notes = 0;

	constructor(writer: Writer, server: TestServer) {
		this.#writer = writer;
		this.#language = writer.language;
		this.#server = server;
		this.#write = (...written) => writer.write(...written);
		Object.assign(writer.secrets, { date: DATE, ...PINS });
	}

	/** The first visit of all three, and everything they can write. @param colleague another desk, in another browser */
	async first(context: BrowserContext, colleague: Caseworker): Promise<void> {
		const survivor = new Survivor(await context.newPage(), this.#language);
		const caseworker = new Caseworker(await context.newPage(), this.#language);
		await this.#makeLock(survivor);
		await this.#openDesk(caseworker);
		await this.#talk(survivor, caseworker);
		await this.#letters(survivor);
		await this.#handOver(caseworker, colleague);
		await this.#otherSecrets(survivor, caseworker);
		await this.#safety(survivor);
		await this.#suggest(await context.newPage());
		await this.#leaveOpen(context, survivor, caseworker);
	}

	/** The next day, in the same profile: what is kept is opened and read, and fields are full again. */
	async second(context: BrowserContext): Promise<void> {
		const survivor = new Survivor(await context.newPage(), this.#language);
		const caseworker = new Caseworker(await context.newPage(), this.#language);
		await survivor.page.goto(this.#server.url);
		await expect(survivor.page.getByText(this.#writer.canaryOf('covers:notes.text'))).toBeVisible();
		await this.#front(survivor);
		await safety.hold(survivor, 'welcome:open.title', async () => {
			await caseworker.page.goto(`${this.#server.url}/caseworker`);
			await this.#write(caseworker, 'entrance:secret.field');
			await caseworker.press('entrance:unlock.open');
		});
		await this.#write(survivor, 'welcome:open.label', this.#key);
		await survivor.press('welcome:open.button');
		await survivor.isInside();
		const place = this.#writer.canaryOf('caseload:form.place');
		await expect(survivor.page.getByText(place).first()).toBeVisible();
		await this.#leaveOpen(context, survivor, caseworker);
	}

	/** All three share one window, and a tab behind another draws once a second: whoever acts comes to the front. */
	async #front({ page }: Person): Promise<void> {
		await page.bringToFront();
	}

	/** A PIN typed twice and given up, words copied wrongly, then rightly. */
	async #makeLock(survivor: Survivor): Promise<void> {
		await this.#front(survivor);
		const { page } = survivor;
		await survivor.untilLock(this.#server.url);
		await safety.tryToRestore(survivor, this.#writer);
		await survivor.press('welcome:lock.next');
		await this.#write(survivor, 'welcome:pin.label', PINS.pin);
		await survivor.press('welcome:pin.next');
		await this.#write(survivor, 'welcome:pin.againLabel', PINS['pin, mistyped']);
		await survivor.press('welcome:pin.finish');
		await survivor.press('welcome:back');
		await survivor.press('welcome:back');
		await page.locator('input[type=radio][value=words]').check();
		await survivor.press('welcome:lock.next');
		await expect(page.locator('.words li').first()).toBeVisible();
		this.#key = (await page.locator('.words li').allInnerTexts()).join(' ');
		this.#writer.secrets['her words'] = this.#key.split(' ').slice(0, 3).join(' ');
		await survivor.press('welcome:words.next');
		await this.#write(survivor, 'welcome:words.againLabel');
		await survivor.press('welcome:words.finish');
		await expect(page.getByText(survivor.t('welcome:words.different'))).toBeVisible();
		await this.#write(survivor, 'welcome:words.againLabel', this.#key);
		await survivor.press('welcome:words.finish');
		await survivor.keepLook();
		await survivor.isInside();
	}

	async #openDesk(caseworker: Caseworker): Promise<void> {
		await this.#front(caseworker);
		const { page } = caseworker;
		await page.goto(`${this.#server.url}/caseworker`);
		await page.locator(`input[type=radio][value=${this.#language}]`).check();
		await caseworker.press('entrance:next');
		await this.#write(caseworker, 'entrance:secret.field');
		await this.#write(caseworker, 'entrance:secret.again', this.#writer.canaryOf('entrance:secret.field'));
		await caseworker.press('entrance:secret.create');
		const invite = await this.#server.invite(this.#writer.canaryOf('invite name'));
		this.#writer.secrets['invite'] = invite;
		this.#writer.secrets['invite, without dashes'] = invite.replaceAll('-', '');
		await expect(page.getByLabel(caseworker.t('caseload:join.field'))).toBeVisible({ timeout: 60_000 });
		await this.#write(caseworker, 'caseload:join.field', invite);
		await caseworker.press('caseload:join.do');
	}

	/** They meet, an appointment is sent and answered, a second one stays a draft. */
	async #talk(survivor: Survivor, caseworker: Caseworker): Promise<void> {
		await this.#front(caseworker);
		const add = caseworker.page.getByRole('button', { name: caseworker.t('caseload:person.add') });
		await add.first().click();
		await this.#write(caseworker, 'caseload:add.label');
		await caseworker.press('caseload:add.begin');
		const code = await caseworker.code();
		this.#writer.secrets['code'] = code;
		this.#writer.secrets['code, without dashes'] = code.replaceAll('-', '');
		await this.#front(survivor);
		await survivor.openConnect();
		await this.#write(survivor, 'messages:connect.or', code);
		await survivor.press('messages:connect.send');
		await survivor.digits();
		await caseworker.digits();
		await survivor.press('messages:compare.same');
		await this.#front(caseworker);
		await caseworker.press('caseload:compare.same');
		await caseworker.press('caseload:connected.send');
		await this.#ownKind(caseworker);
		await this.#fillNudge(caseworker);
		await caseworker.press('caseload:form.send');
		await caseworker.press('caseload:cancel.open');
		await this.#write(caseworker, 'caseload:cancel.note');
		await caseworker.press('caseload:cancel.no');
		await this.#front(survivor);
		await survivor.go('today');
		await survivor.press('appointments:card.answer');
		await survivor.press('appointments:answer.coming');
		await expect(caseworker.page.getByText(caseworker.t('messages:reply.coming')).first()).toBeVisible();
		// Another time, half written and left.
		await survivor.press('appointments:answer.other-time');
		await this.#write(survivor, 'appointments:propose.date', DATE);
		await this.#write(survivor, 'appointments:propose.time', TIME);
		await this.#write(survivor, 'appointments:propose.note');
		await survivor.press('appointments:propose.later');
		await survivor.breathe(7, 4);
		await noteDay(survivor, this.#writer);
		await keepWords(survivor, this.#writer);
		await keepPlan(survivor, this.#writer, DATE);
		await makePlan(survivor, this.#writer);
		await keepPapers(survivor, this.#writer);
		await keepCalendar(survivor, this.#writer);
		await keepModule(survivor, this.#writer);
		await lookFor(survivor, this.#writer, this.#server);
	}

	/** A text, a picture with words under it, and something shared. */
	async #letters(survivor: Survivor): Promise<void> {
		const { page } = survivor;
		await survivor.go('messages');
		const label = survivor.t('letters:write.to', { names: '' }).trim();
		await this.#write(survivor, 'letters:write.to', undefined, label);
		await survivor.press('letters:write.send');
		await survivor.press('letters:write.picture');
		const buffer = await page.screenshot({ type: 'jpeg' });
		await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
		await expect(page.getByLabel(survivor.t('letters:picture.caption'))).toBeVisible({ timeout: 60_000 });
		await this.#write(survivor, 'letters:picture.caption');
		await survivor.press('letters:picture.send');
		await survivor.press('messages:share.title');
		await this.#write(survivor, 'messages:share.name');
		await this.#write(survivor, 'messages:share.text');
		await survivor.press('messages:share.look');
		await expect(page.getByText(this.#writer.canaryOf('messages:share.text'))).toBeVisible();
		await page.locator('.footer button').first().click();
		await expect(page.getByText(survivor.t('messages:has.lead'))).toBeVisible();
		await survivor.press('messages:back');
		await expect(page.getByText(survivor.t('messages:has.lead'))).toBeHidden();
		// One that is not sent, too.
		await this.#write(survivor, 'letters:write.to', undefined, label);
	}

	/** To a colleague, under a name of the desk's own; asked, and not answered. */
	async #handOver(caseworker: Caseworker, colleague: Caseworker): Promise<void> {
		await colleague.setUp(this.#server.url);
		await colleague.join(await this.#server.invite('B.'));
		await this.#front(caseworker);
		for (const desk of [caseworker, colleague]) await desk.press('people:colleagues.open');
		await caseworker.press('people:colleagues.show');
		const code = await caseworker.code();
		await colleague.press('people:colleagues.enter');
		await colleague.page.getByLabel(colleague.t('messages:connect.or'), { exact: true }).fill(code);
		await colleague.press('people:colleagues.send');
		await caseworker.digits();
		await colleague.digits();
		for (const desk of [caseworker, colleague]) await desk.press('caseload:compare.same');
		await expect(caseworker.page.getByRole('listitem').filter({ hasText: 'B.' })).toBeVisible({
			timeout: 60_000,
		});
		await caseworker.openPerson(this.#writer.canaryOf('caseload:add.label'));
		await proposeGoal(caseworker, this.#writer);
		await suggestGroup(caseworker, this.#writer);
		await caseworker.press('people:give.open');
		await this.#write(caseworker, 'people:give.called');
		await caseworker.press('people:give.send');
	}

	/** A kind of appointment in words of the worker's own, used for the one that is sent. */
	async #ownKind(caseworker: Caseworker): Promise<void> {
		await caseworker.press('caseload:own.open');
		await caseworker.press('caseload:own.add');
		for (const key of ['caseload:own.name', 'caseload:own.about']) {
			const name = new Intl.DisplayNames(this.#language, { type: 'language' });
			const label = caseworker.t(key, { language: name.of(this.#language) ?? '' });
			await this.#write(caseworker, key, undefined, label);
		}
		await caseworker.press('caseload:own.save');
		const name = this.#writer.canaryOf('caseload:own.name');
		await caseworker.page
			.getByRole('button', { name: new RegExp(name) })
			.first()
			.click();
	}

	async #fillNudge(caseworker: Caseworker): Promise<void> {
		await this.#write(caseworker, 'caseload:form.date', DATE);
		await this.#write(caseworker, 'caseload:form.time', TIME);
		await this.#write(caseworker, 'caseload:form.place');
		// Never twice the same: what has not changed is not kept again.
		this.#notes += 1;
		const note = `${this.#writer.canaryOf('caseload:form.note')} ${String(this.#notes)}`;
		await this.#write(caseworker, 'caseload:form.note', note);
	}

	/** Another passphrase for the desk, another lock for the phone, the words of a backup: all begun and left. */
	async #otherSecrets(survivor: Survivor, caseworker: Caseworker): Promise<void> {
		await this.#front(caseworker);
		const { page } = survivor;
		await caseworker.press('entrance:change.title');
		await this.#write(caseworker, 'entrance:change.now');
		await this.#write(caseworker, 'entrance:change.next');
		await caseworker.press('entrance:change.cancel');

		await this.#front(survivor);
		await safety.toSafety(survivor, 'locks:secret.title');
		await this.#write(survivor, 'welcome:give.label');
		await safety.toSafety(survivor, 'moving:about.title');
		await survivor.press('moving:about.next');
		await expect(page.locator('.words li').first()).toBeVisible();
		const copied = await page.locator('.words li').allInnerTexts();
		this.#writer.secrets['words of the backup'] = copied.slice(0, 3).join(' ');
		await survivor.press('moving:words.next');
		await this.#write(survivor, 'moving:again.label');
		await survivor.press('moving:again.finish');
		await expect(page.getByText(survivor.t('moving:again.different'))).toBeVisible();
		await this.#write(survivor, 'moving:again.label', copied.join(' '));
	}

	/** Her own exit, two more PINs, and from here on it is called Notes; then the content of the second PIN. */
	async #safety(survivor: Survivor): Promise<void> {
		await this.#front(survivor);
		await safety.chooseExit(survivor, this.#writer, 'exit kept');
		await safety.nearlyNotices(survivor, this.#writer);
		await safety.nearlyDelete(survivor, this.#writer);
		await safety.setGuards(survivor, this.#writer, this.#key);
		await safety.wearNotes(survivor, this.#writer, this.#key);
		await safety.openSecond(survivor, this.#writer);
	}

	async #suggest(page: Person['page']): Promise<void> {
		const mentor = new Caseworker(page, this.#language);
		await this.#front(mentor);
		await page.goto(`${this.#server.url}/mentor`);
		await page.locator(`input[type=radio][value=${this.#language}]`).check();
		await mentor.press('entrance:next');
		await this.#write(mentor, 'entrance:secret.field');
		await this.#write(mentor, 'entrance:secret.again', this.#writer.canaryOf('entrance:secret.field'));
		await mentor.press('entrance:secret.create');
		await expect(page.getByRole('heading', { name: mentor.t('writing:title') })).toBeVisible({
			timeout: 60_000,
		});
		await suggestWords(mentor, this.#writer);
		await writeModule(mentor, this.#writer);
	}

	/** A draft, a search for a name, a note of the cover and a lock that is being opened: all of them left as they are. */
	async #leaveOpen(context: BrowserContext, survivor: Survivor, caseworker: Caseworker): Promise<void> {
		await this.#front(survivor);
		const { page } = caseworker;
		await safety.leaveNote(context, this.#server.url, this.#writer);
		await this.#front(survivor);
		await survivor.page.reload();
		await safety.hold(survivor, 'welcome:open.title', async () => {
			const name = this.#writer.canaryOf('caseload:add.label');
			await this.#write(caseworker, 'caseload:list.filter', name);
			await caseworker.openPerson(name);
			const draft = page.getByRole('button', { name: caseworker.t('caseload:person.draft') });
			const send = page.getByRole('button', { name: caseworker.t('caseload:person.send') });
			await draft.or(send).first().click();
			await this.#fillNudge(caseworker);
			await expect(page.getByText(caseworker.t('caseload:form.kept'))).toBeVisible();
		});
		await this.#write(survivor, 'welcome:open.label');
	}
}
