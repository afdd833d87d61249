import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Look } from './look';

/** A calendar without and with an appointment of her own, which is deleted again. */
export async function lookAtCalendar(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
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
}

/** A day noted and looked back on; a question list, its question about dying and what it comes to. */
export async function lookAtDays(survivor: Survivor, look: Look): Promise<void> {
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
