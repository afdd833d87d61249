import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Look } from './look';

/** The card for when a memory comes, what calms her, a feeling and what fits it, or nothing. */
export async function lookAtFeelings(survivor: Survivor, look: Look): Promise<void> {
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

/** A breathing exercise from its note to its end, and one of another kind. */
export async function lookAtExercises(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
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
}

/** Numbers of a country, how each is reached, and lessons about other countries. */
export async function lookAtHelp(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
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
}
