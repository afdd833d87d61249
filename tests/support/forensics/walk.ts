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
import { words } from '../words';

/** Begins all that is typed: one thing to look for, and what follows says which field it was. */
export const CANARY = { en: 'KestrelQuarry7', ar: 'عوسجةالمحجر٧' };
export type WalkedLanguage = keyof typeof CANARY;

/** Fields that have no canary yet. Only to become shorter: what stands here is not promised. */
export const NOT_WALKED = [
	'deleting:all.type',
	'exit:own.label',
	'moving:restore.wordsLabel',
	'second:wipe.word.type',
];

const ENDONYM = { en: 'English', ar: 'العربية' };
const DATE = '2031-03-17';
/** Five characters, as they stand in many files: typed, but nothing to look for. */
const TIME = '10:47';
const PINS = { pin: '83519264770513', 'pin, mistyped': '27740961853302' };

export interface Walked {
	/** Labels of the fields that were written into. */
	fields: Set<string>;
	/** All that was typed and could not begin with the canary, by name. */
	secrets: Record<string, string>;
}

/** What a field is asked for with. */
interface Person {
	page: Survivor['page'];
	t: Survivor['t'];
}

type Write = (person: Person, key: string, text?: string, label?: string) => Promise<void>;

export class Walk {
	readonly #language: WalkedLanguage;
	readonly #server: TestServer;
	readonly walked: Walked = { fields: new Set(), secrets: { date: DATE, ...PINS } };
	#key = '';
	#notes = 0;

	constructor(language: WalkedLanguage, server: TestServer) {
		this.#language = language;
		this.#server = server;
	}

	/** What stands in the field with this label. */
	canaryOf(key: string): string {
		return `${CANARY[this.#language]} ${key.replaceAll(/[:.]/g, ' ')}`;
	}

	readonly #write: Write = async (person, key, text = this.canaryOf(key), label = person.t(key)) => {
		this.walked.fields.add(key);
		const field = person.page.getByLabel(label).and(person.page.locator('input, textarea'));
		await field.first().fill(text);
	};

	/** The first visit of all three, and everything they can write. */
	async first(context: BrowserContext): Promise<void> {
		const survivor = new Survivor(await context.newPage(), this.#language);
		const caseworker = new Caseworker(await context.newPage(), this.#language);
		await this.#makeLock(survivor);
		await this.#openDesk(caseworker);
		await this.#talk(survivor, caseworker);
		await this.#otherSecrets(survivor, caseworker);
		await this.#suggest(await context.newPage());
		await this.#leaveOpen(survivor, caseworker);
	}

	/** The next day, in the same profile: what is kept is opened and read, and fields are full again. */
	async second(context: BrowserContext): Promise<void> {
		const survivor = new Survivor(await context.newPage(), this.#language);
		await survivor.page.goto(this.#server.url);
		await this.#write(survivor, 'welcome:open.label', this.#key);
		await survivor.press('welcome:open.button');
		await survivor.isInside();
		await expect(survivor.page.getByText(this.canaryOf('caseload:form.place')).first()).toBeVisible();
		const caseworker = new Caseworker(await context.newPage(), this.#language);
		await caseworker.page.goto(`${this.#server.url}/caseworker`);
		await this.#write(caseworker, 'entrance:secret.field');
		await caseworker.press('entrance:unlock.open');
		await this.#leaveOpen(survivor, caseworker);
	}

	/** A PIN typed twice and given up, words copied wrongly, then rightly. */
	async #makeLock(survivor: Survivor): Promise<void> {
		const { page } = survivor;
		await survivor.untilPin(this.#server.url);
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
		this.walked.secrets['her words'] = this.#key.split(' ').slice(0, 3).join(' ');
		await survivor.press('welcome:words.next');
		await this.#write(survivor, 'welcome:words.againLabel');
		await survivor.press('welcome:words.finish');
		await expect(page.getByText(survivor.t('welcome:words.different'))).toBeVisible();
		await this.#write(survivor, 'welcome:words.againLabel', this.#key);
		await survivor.press('welcome:words.finish');
		await survivor.isInside();
	}

	async #openDesk(caseworker: Caseworker): Promise<void> {
		const { page } = caseworker;
		await page.goto(`${this.#server.url}/caseworker`);
		await page.locator(`input[type=radio][value=${this.#language}]`).check();
		await caseworker.press('entrance:next');
		await this.#write(caseworker, 'entrance:secret.field');
		await this.#write(caseworker, 'entrance:secret.again', this.canaryOf('entrance:secret.field'));
		await caseworker.press('entrance:secret.create');
		const invite = await this.#server.invite(this.canaryOf('invite name'));
		this.walked.secrets['invite'] = invite;
		this.walked.secrets['invite, without dashes'] = invite.replaceAll('-', '');
		await expect(page.getByLabel(caseworker.t('caseload:join.field'))).toBeVisible({ timeout: 60_000 });
		await this.#write(caseworker, 'caseload:join.field', invite);
		await caseworker.press('caseload:join.do');
	}

	/** They meet, an appointment is sent and answered, a second one stays a draft. */
	async #talk(survivor: Survivor, caseworker: Caseworker): Promise<void> {
		const add = caseworker.page.getByRole('button', { name: caseworker.t('caseload:person.add') });
		await add.first().click();
		await this.#write(caseworker, 'caseload:add.label');
		await caseworker.press('caseload:add.begin');
		const code = await caseworker.code();
		this.walked.secrets['code'] = code;
		this.walked.secrets['code, without dashes'] = code.replaceAll('-', '');
		await survivor.openConnect();
		await this.#write(survivor, 'messages:connect.or', code);
		await survivor.press('messages:connect.send');
		await survivor.digits();
		await caseworker.digits();
		await survivor.press('messages:compare.same');
		await caseworker.press('caseload:compare.same');
		await caseworker.press('caseload:connected.send');
		await this.#fillNudge(caseworker);
		await caseworker.press('caseload:form.send');
		await survivor.go('today');
		await survivor.press('appointments:card.answer');
		await survivor.press('appointments:answer.coming');
		await expect(caseworker.page.getByText(caseworker.t('messages:reply.coming')).first()).toBeVisible();
		await survivor.breathe(7, 4);
	}

	async #fillNudge(caseworker: Caseworker): Promise<void> {
		await this.#write(caseworker, 'caseload:form.date', DATE);
		await this.#write(caseworker, 'caseload:form.time', TIME);
		await this.#write(caseworker, 'caseload:form.place');
		// Never twice the same: what has not changed is not kept again.
		this.#notes += 1;
		const note = `${this.canaryOf('caseload:form.note')} ${String(this.#notes)}`;
		await this.#write(caseworker, 'caseload:form.note', note);
	}

	/** Another passphrase for the desk, another lock for the phone, the words of a backup: all begun and left. */
	async #otherSecrets(survivor: Survivor, caseworker: Caseworker): Promise<void> {
		const { page } = survivor;
		await caseworker.press('entrance:change.title');
		await this.#write(caseworker, 'entrance:change.now');
		await this.#write(caseworker, 'entrance:change.next');
		await caseworker.press('entrance:change.cancel');

		const safety = async (key: string) => {
			await survivor.go('today');
			await page.getByRole('button', { name: survivor.t('safety:card.title') }).click();
			await page.getByRole('button', { name: survivor.t(key) }).click();
		};
		await safety('locks:secret.title');
		await this.#write(survivor, 'welcome:give.label');
		await page.reload();
		await survivor.typeSecret(this.#key);
		await survivor.isInside();
		await safety('moving:about.title');
		await survivor.press('moving:about.next');
		await expect(page.locator('.words li').first()).toBeVisible();
		const copied = await page.locator('.words li').allInnerTexts();
		this.walked.secrets['words of the backup'] = copied.slice(0, 3).join(' ');
		await survivor.press('moving:words.next');
		await this.#write(survivor, 'moving:again.label');
		await survivor.press('moving:again.finish');
		await expect(page.getByText(survivor.t('moving:again.different'))).toBeVisible();
		await this.#write(survivor, 'moving:again.label', copied.join(' '));
	}

	async #suggest(page: Person['page']): Promise<void> {
		const mentor = new Caseworker(page, this.#language);
		await page.goto(`${this.#server.url}/mentor`);
		await page.locator(`input[type=radio][value=${this.#language}]`).check();
		await mentor.press('entrance:next');
		await this.#write(mentor, 'entrance:secret.field');
		await this.#write(mentor, 'entrance:secret.again', this.canaryOf('entrance:secret.field'));
		await mentor.press('entrance:secret.create');
		await expect(mentor.page.getByText(mentor.t('workshop:lead'))).toBeVisible({ timeout: 60_000 });
		await page.locator('select').nth(1).selectOption(this.#language);
		await mentor.press('workshop:suggest');
		const label = words(this.#language)('workshop:field', { language: ENDONYM[this.#language] });
		await this.#write(mentor, 'workshop:field', undefined, label);
		await expect(page.getByText(mentor.t('workshop:kept')).first()).toBeVisible();
		await this.#write(mentor, 'workshop:find');
	}

	/** A draft, a search for a name and a lock that is being opened: all of them left as they are. */
	async #leaveOpen(survivor: Survivor, caseworker: Caseworker): Promise<void> {
		await this.#write(caseworker, 'caseload:list.filter', this.canaryOf('caseload:add.label'));
		await caseworker.openPerson(this.canaryOf('caseload:add.label'));
		const draft = caseworker.page.getByRole('button', { name: caseworker.t('caseload:person.draft') });
		const send = caseworker.page.getByRole('button', { name: caseworker.t('caseload:person.send') });
		await draft.or(send).first().click();
		await this.#fillNudge(caseworker);
		await expect(caseworker.page.getByText(caseworker.t('caseload:form.kept'))).toBeVisible();
		await survivor.page.reload();
		await this.#write(survivor, 'welcome:open.label');
	}
}
