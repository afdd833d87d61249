/**
 * What the three people do, as steps other tests can tell a story with. Everything goes through the screens, by role and
 * label, in the person's own language; nothing is put into storage behind their back.
 */
import { errors, expect, type Page } from '@playwright/test';
import { titleIn, words, type Language } from './words';

/** Argon2id at its weakest still takes a while on a busy machine. Milliseconds. */
const OPENING = 60_000;

/** The pages of "Before you start", in order. */
export const BEFORE_PARTS = ['what', 'exit', 'watched', 'lock', 'second', 'lost', 'deleting'] as const;

/** How long a button is pressed for before it is looked for anew. Milliseconds. */
const ONE_TRY = 5_000;

/**
 * Looked for anew while it cannot be pressed: between two screens the frame's own Back stands for a moment where the
 * screen's will be, and whoever has found that one waits for it for ever.
 */
async function press(page: Page, name: string): Promise<void> {
	const button = page.getByRole('button', { name, exact: true }).first();
	for (let left = OPENING / ONE_TRY; ; left -= 1) {
		try {
			await button.click({ timeout: ONE_TRY });
			return;
		} catch (error) {
			if (left <= 1 || !(error instanceof errors.TimeoutError)) throw error;
		}
	}
}

export class Survivor {
	readonly page: Page;
	readonly language: Language;
	readonly pin: string;
	readonly t: ReturnType<typeof words>;

	constructor(page: Page, language: Language, pin = '280614') {
		this.page = page;
		this.language = language;
		this.pin = pin;
		this.t = words(language);
	}

	press(key: string, parameters?: Record<string, string>) {
		return press(this.page, this.t(key, parameters));
	}

	heading(key: string, parameters?: Record<string, string>) {
		return this.page.getByRole('heading', { name: this.t(key, parameters), exact: true });
	}

	/** From nothing to Today: language, plain words, a PIN typed twice. */
	async setUp(url: string) {
		await this.untilPin(url);
		await this.makePin();
	}

	/** A PIN typed twice; the vault is made, or brought back from a copy. */
	async makePin() {
		await this.page.getByLabel(this.t('welcome:pin.label'), { exact: true }).fill(this.pin);
		await this.press('welcome:pin.next');
		await this.page.getByLabel(this.t('welcome:pin.againLabel'), { exact: true }).fill(this.pin);
		await this.press('welcome:pin.finish');
		await this.keepLook();
		await this.isInside();
	}

	/** The last step of the first run, passed over: it goes on looking like itself. */
	async keepLook() {
		await expect(this.heading('disguise:title')).toBeVisible({ timeout: OPENING });
		await this.press('disguise:asItIs');
	}

	/** The first run as far as the PIN. */
	async untilPin(url: string) {
		await this.untilLock(url);
		await this.press('welcome:lock.next');
	}

	/** The first run as far as the choice of a lock. */
	async untilLock(url: string) {
		await this.page.goto(url);
		await this.chooseLanguage();
		for (const part of BEFORE_PARTS) {
			await expect(this.heading(`welcome:before.${part}.title`)).toBeVisible();
			await this.press(part === BEFORE_PARTS.at(-1) ? 'welcome:before.understood' : 'welcome:next');
		}
	}

	/** The first screen: one button a language. */
	async chooseLanguage() {
		await this.page.locator(`[data-language=${this.language}]`).click();
		await expect(this.page.locator('html')).toHaveAttribute('lang', this.language);
	}

	isInside() {
		return expect(
			this.page.getByRole('navigation').getByRole('button', { name: this.t('today:place'), exact: true }),
		).toBeVisible({ timeout: OPENING });
	}

	async typeSecret(secret = this.pin) {
		await this.page.getByLabel(this.t('welcome:open.label'), { exact: true }).fill(secret);
		await this.press('welcome:open.button');
	}

	async unlock() {
		await this.typeSecret();
		await this.isInside();
	}

	/** The life-buoy, at the top of every screen. */
	async goToHelp() {
		await this.page.getByRole('button', { name: this.t('shell:help'), exact: true }).click();
	}

	async go(room: 'today' | 'coping' | 'lessons' | 'find' | 'messages') {
		await this.page
			.getByRole('navigation')
			.getByRole('button', { name: this.t(`${room}:place`), exact: true })
			.click();
	}

	/** Slow breathing with a number before and after, stopped on the way. */
	async breathe(before: number, after: number) {
		await this.openContent('coping', 'exercises/slow-breathing');
		await this.press('player:start');
		await this.page.getByRole('slider').fill(String(before));
		await this.press('player:before.next');
		await this.press('player:stop');
		await this.page.getByRole('slider').fill(String(after));
		await this.press('player:after.save');
	}

	/** What comes with the app, by its file: its card, where it is listed. */
	content(path: string) {
		// The first that begins with it: others may name it, and a room may be called like its lesson.
		const title = titleIn(this.language, path).replace(/[?().]/g, '\\$&');
		return this.page.getByRole('button', { name: new RegExp(`^${title}`) }).first();
	}

	async openContent(room: 'coping' | 'lessons', path: string) {
		await this.go(room);
		if (room === 'coping') await this.page.getByRole('button', { name: this.t('coping:all.title') }).click();
		await this.content(path).click();
		await expect(this.page.getByRole('heading', { name: titleIn(this.language, path) })).toBeVisible();
	}

	async openConnect() {
		await this.go('messages');
		await this.press('messages:not.connect');
	}

	async typeCode(code: string) {
		await this.page.getByLabel(this.t('messages:connect.or'), { exact: true }).fill(code);
		await this.press('messages:connect.send');
	}

	/** The six digits on her screen. */
	async digits(): Promise<string> {
		await expect(this.heading('messages:compare.title')).toBeVisible({ timeout: 30_000 });
		return ((await this.page.locator('.digits').textContent()) ?? '').replaceAll(/\D/g, '');
	}
}

export class Caseworker {
	readonly page: Page;
	readonly language: Language;
	readonly t: ReturnType<typeof words>;
	readonly secret = 'lantern orchard window kettle';

	constructor(page: Page, language: Language = 'en') {
		this.page = page;
		this.language = language;
		this.t = words(language);
	}

	press(key: string, parameters?: Record<string, string>) {
		return press(this.page, this.t(key, parameters));
	}

	async setUp(url: string) {
		await this.page.goto(`${url}/caseworker`);
		await this.page.locator(`input[type=radio][value=${this.language}]`).check();
		await this.press('entrance:next');
		await this.page.getByLabel(this.t('entrance:secret.field'), { exact: true }).fill(this.secret);
		await this.page.getByLabel(this.t('entrance:secret.again'), { exact: true }).fill(this.secret);
		await this.press('entrance:secret.create');
		await expect(this.page.getByLabel(this.t('caseload:join.field'), { exact: true })).toBeVisible({
			timeout: OPENING,
		});
	}

	async unlock() {
		await this.page.getByLabel(this.t('entrance:secret.field'), { exact: true }).fill(this.secret);
		await this.press('entrance:unlock.open');
		await expect(this.page.getByRole('button', { name: this.t('caseload:person.add') })).toBeVisible({
			timeout: OPENING,
		});
	}

	async join(invite: string) {
		await this.page.getByLabel(this.t('caseload:join.field'), { exact: true }).fill(invite);
		await this.press('caseload:join.do');
	}

	/** Opens a first meeting; resolves to the code on the screen. */
	async offer(name: string): Promise<string> {
		await this.page
			.getByRole('button', { name: this.t('caseload:person.add') })
			.first()
			.click();
		await this.page.getByLabel(this.t('caseload:add.label'), { exact: true }).fill(name);
		await this.press('caseload:add.begin');
		return this.code();
	}

	async code(): Promise<string> {
		const code = this.page.locator('.code');
		await expect(code).toBeVisible({ timeout: 30_000 });
		return ((await code.textContent()) ?? '').replaceAll(/\s/g, '');
	}

	async digits(): Promise<string> {
		await expect(
			this.page.getByRole('heading', { name: this.t('caseload:compare.title'), exact: true }),
		).toBeVisible({ timeout: 30_000 });
		return ((await this.page.locator('.digits').textContent()) ?? '').replaceAll(/\D/g, '');
	}

	/** In the list, chosen. */
	async openPerson(name: string) {
		await this.page.getByRole('option', { name }).or(this.page.getByRole('button', { name })).first().click();
	}

	/** On the open person: a nudge at a day and time of this computer's zone. */
	async nudge(nudge: { template: string; date: string; time: string; place: string; note: string }) {
		await this.press('caseload:person.send');
		await this.fillNudge(nudge);
		await this.press('caseload:form.send');
	}

	async fillNudge(nudge: { template: string; date: string; time: string; place: string; note: string }) {
		const field = (key: string) => this.page.getByLabel(this.t(`caseload:form.${key}`), { exact: false });
		await field('template').first().selectOption(nudge.template);
		await field('date').first().fill(nudge.date);
		await field('time').first().fill(nudge.time);
		await this.page.getByRole('textbox', { name: this.t('caseload:form.place') }).fill(nudge.place);
		await this.page.getByRole('textbox', { name: this.t('caseload:form.note') }).fill(nudge.note);
	}
}

/** Both sides, from the first meeting to an open conversation. Resolves to the six digits both saw. */
export async function meet(survivor: Survivor, caseworker: Caseworker, name: string): Promise<string> {
	const code = await caseworker.offer(name);
	await survivor.openConnect();
	await survivor.typeCode(code);
	const hers = await survivor.digits();
	expect(hers).toMatch(/^\d{6}$/);
	expect(await caseworker.digits()).toBe(hers);
	await survivor.press('messages:compare.same');
	await caseworker.press('caseload:compare.same');
	await expect(survivor.heading('messages:compare.title')).toBeHidden({ timeout: 30_000 });
	await expect(
		caseworker.page.getByRole('heading', { name: caseworker.t('caseload:connected.title') }),
	).toBeVisible({ timeout: 30_000 });
	return hers;
}
