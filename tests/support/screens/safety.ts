import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Look } from './look';

/** Everything behind the card about her safety. */
export async function lookAtSafety(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
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
}

/** A copy, as far as the file; to another phone, as far as the code. From the last screen about safety. */
export async function lookAtCopy(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
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
}
