/**
 * What she does about her own safety, as part of the walk: a copy brought back, an exit of her own, deleting begun, a second
 * PIN and one that deletes, and another look with its covers. Everything is written into.
 */
import { expect, type BrowserContext } from '@playwright/test';
import { Survivor } from '../people';
import type { Writer } from './writer';

/** Argon2id on a busy machine. Milliseconds. */
const OPENING = 60_000;
const PINS = { 'second PIN': '61840937251846', 'PIN that deletes': '94072618503374' };
/** What is converted: nothing the cover would take for a PIN. */
const AMOUNT = { en: '7741.290361855', ar: '٧٧٤١٫٢٩٠٣٦١٨٥٥' };
const SITE = 'https://example.org/';

/** The head of a copy such as this app makes, with as little work as there can be; no words open it. */
const COPY = `age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 2\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n${'~'.repeat(64)}`;

export async function toSafety(her: Survivor, key: string): Promise<void> {
	await her.go('today');
	await her.press('safety:card.title');
	await her.page.getByRole('button', { name: new RegExp(`^${her.t(key)}`) }).click();
}

/** On the choice of a lock: a copy is looked into with words that are not its own. Back where it began. */
export async function tryToRestore(her: Survivor, writer: Writer): Promise<void> {
	await her.press('moving:restore.offer');
	const file = { name: 'data.bin', mimeType: 'application/octet-stream', buffer: Buffer.from(COPY) };
	await her.page.locator('input[type=file]').setInputFiles(file);
	await her.press('moving:restore.next');
	await writer.write(her, 'moving:restore.wordsLabel');
	await her.press('moving:restore.open');
	await expect(her.page.getByText(her.t('moving:file.WrongWords.text'))).toBeVisible({ timeout: OPENING });
	await her.press('moving:back');
	await her.press('moving:back');
}

/** An address for the exit: first words that are none, then one that is kept. */
export async function chooseExit(her: Survivor, writer: Writer, name: string): Promise<void> {
	await toSafety(her, 'exit:title');
	await writer.write(her, 'exit:own.label');
	await her.press('exit:own.use');
	await expect(her.page.getByText(her.t('exit:problem.NotAnAddress'))).toBeVisible();
	await writer.write(her, 'exit:own.label', `${SITE}${writer.canaryOf(name).replaceAll(' ', '-')}`);
	await her.press('exit:own.use');
	await expect(her.page.getByText(her.t('exit:saved'))).toBeVisible();
}

/**
 * Words of her own for notices. They are on the disk as they are once notices are on, as the screen says; here the browser,
 * which has no push service, refuses, and nothing of them may stay.
 */
export async function nearlyNotices(her: Survivor, writer: Writer): Promise<void> {
	await her.page.context().grantPermissions(['notifications']);
	await toSafety(her, 'notices:title');
	await her.press('notices:next');
	await her.page.getByRole('radio', { name: her.t('notices:words.own'), exact: true }).check();
	await writer.write(her, 'notices:words.field');
	await her.press('notices:turnOn');
	const problems = ['Failed', 'Denied', 'NoPush'].map((name) =>
		her.page.getByText(her.t(`notices:problem.${name}`)),
	);
	await expect(problems.reduce((one, other) => one.or(other))).toBeVisible({ timeout: OPENING });
}

/** Everything nearly deleted, but for a word that is another. */
export async function nearlyDelete(her: Survivor, writer: Writer): Promise<void> {
	await toSafety(her, 'deleting:entry.title');
	await her.page.getByRole('button', { name: her.t('deleting:all.title') }).click();
	const label = her.t('deleting:all.type', { word: her.t('deleting:all.word') });
	await writer.write(her, 'deleting:all.type', undefined, label);
	await her.press('deleting:all.button');
	await expect(her.page.getByText(her.t('deleting:all.notTheWord'))).toBeVisible();
}

/** A second PIN, and with it one that deletes. @param key what opens the phone */
export async function setGuards(her: Survivor, writer: Writer, key: string): Promise<void> {
	Object.assign(writer.secrets, PINS);
	const read = async (pages: number) => {
		for (let page = 1; page < pages; page += 1) await her.press('second:next');
		await her.press('second:understood');
	};
	const choose = async (pin: string) => {
		await writer.write(her, 'welcome:give.label', key);
		await her.press('welcome:give.next');
		await expect(her.heading('welcome:lock.title')).toBeVisible({ timeout: OPENING });
		await her.press('welcome:lock.next');
		await writer.write(her, 'welcome:pin.label', pin);
		await her.press('welcome:pin.next');
		await writer.write(her, 'welcome:pin.againLabel', pin);
		await her.press('welcome:pin.finish');
	};
	await toSafety(her, 'second:second.title');
	await read(4);
	await choose(PINS['second PIN']);
	await expect(her.heading('second:second.done.title')).toBeVisible({ timeout: OPENING });
	await her.press('second:later');
	await toSafety(her, 'second:wipe.title');
	await read(4);
	const word = her.t('second:wipe.word.word');
	const label = her.t('second:wipe.word.type', { word });
	await writer.write(her, 'second:wipe.word.type', undefined, label);
	await her.press('second:understood');
	await expect(her.page.getByText(her.t('second:wipe.word.notTheWord'))).toBeVisible();
	await writer.write(her, 'second:wipe.word.type', word, label);
	await her.press('second:understood');
	await choose(PINS['PIN that deletes']);
	await expect(her.heading('second:wipe.done.title')).toBeVisible({ timeout: OPENING });
	await her.press('second:understood');
}

/** Holds the title of a cover until what it leads to is there; `meanwhile` happens in the three seconds. */
export async function hold(her: Survivor, until: string, meanwhile?: () => Promise<void>): Promise<void> {
	await her.page.getByRole('button', { name: her.t('covers:name.notes'), exact: true }).focus();
	await her.page.keyboard.down('Enter');
	await meanwhile?.();
	await expect(her.page.getByText(her.t(until))).toBeVisible();
	await her.page.keyboard.up('Enter');
}

export async function writeNote(her: Survivor, writer: Writer): Promise<void> {
	await her.press('covers:notes.new');
	await writer.write(her, 'covers:notes.text');
}

/** From now on it is called Notes. Two covers are written into while they are tried. @param key what opens the phone */
export async function wearNotes(her: Survivor, writer: Writer, key: string): Promise<void> {
	const { page } = her;
	const toTry = async (cover: string) => {
		await page.locator(`input[type=radio][value=${cover}]`).check();
		await her.press('disguise:next');
		await her.press('disguise:opens.try');
	};
	await toSafety(her, 'disguise:title');
	await toTry('converter');
	await writer.writeSecret(her, 'covers:converter.amount', AMOUNT[writer.language]);
	await her.press('covers:converter.convert');
	await her.press('disguise:back');
	await her.press('disguise:back');
	await toTry('notes');
	await writeNote(her, writer);
	await her.press('covers:notes.save');
	await writer.write(her, 'covers:search');
	await expect(page.getByText(her.t('covers:notes.notFound'))).toBeVisible();
	await hold(her, 'disguise:try.lock');
	await writer.write(her, 'disguise:try.secret');
	await her.press('disguise:try.open');
	await expect(page.getByText(her.t('welcome:open.wrong'))).toBeVisible({ timeout: OPENING });
	await writer.write(her, 'disguise:try.secret', key);
	await her.press('disguise:try.open');
	const name = her.t('covers:name.notes');
	await expect(her.heading('disguise:worn.title', { name })).toBeVisible({ timeout: OPENING });
	await her.press('disguise:worn.end');
}

/** Begun anew, the cover's search takes the second PIN; something is kept in what that opens. */
export async function openSecond(her: Survivor, writer: Writer): Promise<void> {
	await her.page.reload();
	await writer.write(her, 'covers:search', PINS['second PIN']);
	await her.page.keyboard.press('Enter');
	await her.isInside();
	await chooseExit(her, writer, 'second compartment');
	await her.breathe(5, 5);
}

/** A note of the cover that is being written, in a tab of its own. */
export async function leaveNote(context: BrowserContext, url: string, writer: Writer): Promise<void> {
	const her = new Survivor(await context.newPage(), writer.language);
	await her.page.goto(url);
	await writeNote(her, writer);
}
