/**
 * A region is chosen, a service of it saved and given to her worker, the phone asked once where it is, and something looked for:
 * the field is left as it is. At the desk something is looked for, and a service is suggested with a line.
 */
import { expect } from '@playwright/test';
import type { Caseworker, Survivor } from '../people';
import type { TestServer } from '../server';
import type { Writer } from './writer';

export async function lookFor(her: Survivor, writer: Writer, server: TestServer): Promise<void> {
	const { page } = her;
	const region = ['directory', 'import', 'samples/willow-bay', '--region', 'sample', '--publish'];
	expect((await server.cli(...region)).exit).toBe(0);
	// A region says where she is: neither its name nor anything in it stands on the disk.
	Object.assign(writer.secrets, { region: 'Willow Bay', 'saved service': 'Tuesday circle' });
	await her.go('find');
	await her.press('find:none.choose');
	await her.press('find:region.choose');
	await page.getByLabel(her.t('find:search.label')).fill('tuesday');
	await page.getByRole('button', { name: 'Tuesday circle' }).first().click();
	await her.press('find:keep.save');
	await expect(page.getByText(her.t('find:keep.saved'))).toBeVisible();
	// Given to her worker: seen before it goes, and hers to send.
	await page.getByRole('button', { name: her.t('find:keep.give', { names: '' }).trim() }).click();
	await expect(page.getByLabel(her.t('messages:share.name'))).toHaveValue(/Tuesday circle/);
	await her.press('messages:share.look');
	await page.locator('.footer button').first().click();
	await expect(page.getByText(her.t('messages:has.lead'))).toBeVisible();
	await expect(page.getByText('12 Mill Street')).toBeVisible();
	await her.go('find');
	// Neither what the browser said nor what was made of it.
	Object.assign(writer.secrets, { 'where she is': '50.10441', 'where she is, about': '"lat":50.104' });
	await page.context().grantPermissions(['geolocation']);
	await page.context().setGeolocation({ latitude: 50.10441, longitude: -5.50092 });
	await page.getByText(her.t('find:filter.more'), { exact: true }).click();
	await her.press('find:here.title');
	await her.press('find:here.ask');
	await expect(her.heading('find:title')).toBeVisible();
	await expect(page.locator('option', { hasText: her.t('find:here.title') })).toHaveCount(1);
	await writer.write(her, 'find:search.label');
	await expect(page.getByRole('heading', { name: her.t('find:result.title') })).toBeVisible();
}

export async function suggestGroup(desk: Caseworker, writer: Writer): Promise<void> {
	const { page } = desk;
	await desk.press('caseload:services.open');
	await expect(page.getByLabel(desk.t('caseload:services.search'))).toBeVisible();
	await writer.write(desk, 'caseload:services.search');
	await page.getByLabel(desk.t('caseload:services.search')).fill('tuesday');
	await page.getByRole('button', { name: 'Tuesday circle' }).first().click();
	await writer.write(desk, 'caseload:services.line');
	const send = desk.t('caseload:services.send', { names: '' }).trim();
	await page.getByRole('button', { name: send }).last().click();
	await expect(page.getByText(writer.canaryOf('caseload:services.line')).first()).toBeVisible();
}
