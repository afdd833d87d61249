import { expect } from '@playwright/test';
import { codeOf } from '../drawn-camera';
import { amina, fileOf, lessonBy } from '../lessons';
import type { Survivor } from '../people';
import type { Look } from './look';

/** What somebody else wrote comes as a file: looked at, kept with trust in who signed it, and passed on. */
export async function lookAtModules(survivor: Survivor, hers: Look): Promise<void> {
	const { page: phone } = survivor;
	await survivor.go('lessons');
	await phone.getByRole('button', { name: survivor.t('modules:entry.title') }).click();
	await survivor.press('modules:receive.title');
	await hers('14-modules-receive');
	const lesson = lessonBy(amina, 'First rent');
	await phone.locator('input[type=file]').setInputFiles(fileOf(lesson));
	await expect(survivor.heading('modules:arrived.title')).toBeVisible();
	await hers('14-modules-arrived');
	await survivor.press('modules:arrived.keepAndTrust');
	await survivor.press('modules:pass.title');
	await survivor.press('modules:pass.codes.show');
	expect((await codeOf(phone)).side).toBeGreaterThan(20);
	await hers('14-modules-pass');
	await survivor.press('modules:back');
	await expect(phone.getByRole('heading', { name: 'First rent', exact: true })).toBeVisible();
	await hers('14-modules-one');
	await survivor.press('modules:back');
	await phone.getByRole('button', { name: survivor.t('modules:people.title') }).click();
	await phone.getByRole('button', { name: /Amina/ }).click();
	await expect(phone.getByLabel(survivor.t('modules:person.name'))).toBeVisible();
	await hers('14-modules-person');
}
