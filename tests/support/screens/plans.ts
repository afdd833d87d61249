import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Look } from './look';

/** A goal with a step, as it is written and as it stands. */
export async function lookAtPlan(survivor: Survivor, look: Look): Promise<void> {
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

/** A goal with one step, for what is done with goals. */
export async function keepGoal(survivor: Survivor, goal: string): Promise<void> {
	const { page } = survivor;
	await survivor.go('today');
	await page.getByRole('button', { name: survivor.t('plan:title') }).click();
	await page.getByRole('button', { name: survivor.t('plan:domain.health') }).click();
	await page.getByRole('textbox').first().fill(goal);
	await survivor.press('plan:write.save');
	await survivor.press('plan:step.add');
	await page.getByRole('textbox').first().fill('B');
	await survivor.press('plan:write.save');
	await expect(page.getByRole('checkbox', { name: 'B' })).toBeVisible();
}

/** A safety plan: empty, with an example taken over, and on its way to a worker or to paper. */
export async function lookAtSafetyPlan(survivor: Survivor, look: Look): Promise<void> {
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
export async function lookAtPapers(survivor: Survivor, look: Look): Promise<void> {
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
