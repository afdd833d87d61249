/** Her plan: a goal with a step, both with a day, given to her worker; and at the desk a proposal that is sent. */
import { expect } from '@playwright/test';
import type { Caseworker, Survivor } from '../people';
import type { Writer } from './writer';

export async function keepPlan(her: Survivor, writer: Writer, date: string): Promise<void> {
	const { page } = her;
	await her.go('today');
	await page.getByRole('button', { name: her.t('plan:title') }).click();
	await page.getByRole('button', { name: her.t('plan:domain.papers') }).click();
	await writer.write(her, 'plan:write.goal.label');
	await writer.write(her, 'plan:write.day', date);
	await her.press('plan:write.save');
	await her.press('plan:step.add');
	await writer.write(her, 'plan:write.step.label');
	await writer.write(her, 'plan:write.day', date);
	await her.press('plan:write.save');
	await page.getByRole('checkbox', { name: writer.canaryOf('plan:write.step.label') }).check();
	await page.getByRole('button', { name: her.t('plan:give.not') }).click();
	await page.getByRole('checkbox', { name: writer.canaryOf('plan:write.step.label') }).check();
	await page.locator('.footer button').click();
	await expect(page.getByText(her.t('plan:give.sent'))).toBeVisible();
}

export async function proposeGoal(desk: Caseworker, writer: Writer): Promise<void> {
	await expect(desk.page.getByText(writer.canaryOf('plan:write.step.label')).first()).toBeVisible();
	await desk.press('caseload:plan.propose');
	await writer.write(desk, 'caseload:plan.form.text');
	await desk.press('caseload:plan.form.send');
	await expect(desk.page.getByText(desk.t('caseload:plan.proposed'))).toBeVisible();
}
