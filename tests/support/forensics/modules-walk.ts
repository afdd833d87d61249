/** A lesson that somebody wrote comes as a file, is kept with its writer's name, and is played: all of it in words of the walk. */
import { expect } from '@playwright/test';
import { moduleBytes, newSigningIdentity, signModule } from '../../../src/lib/platform/modules';
import type { Page } from '../../../src/lib/protocol/module-blocks';
import { textsFor, unsignedModule } from '../modules';
import type { Survivor } from '../people';
import type { Writer } from './writer';

const PAGES: Page[] = [{ id: 'p1', blocks: [{ id: 'b1', type: 'reflection', long: false }] }];

export async function keepModule(her: Survivor, writer: Writer): Promise<void> {
	const { page, language } = her;
	const title = writer.canaryOf('a lesson');
	const texts = textsFor(PAGES, (key) => (key === 'title' ? title : `${writer.canaryOf('a lesson')} ${key}`));
	const author = newSigningIdentity(writer.canaryOf('a writer'));
	const signed = signModule(unsignedModule({ language, pages: PAGES, texts }), author);
	await her.go('lessons');
	await page.getByRole('button', { name: new RegExp(`^${her.t('modules:entry.title')}`) }).click();
	await her.press('modules:receive.title');
	await page
		.locator('input[type=file]')
		.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(moduleBytes(signed)) });
	await her.press('modules:arrived.keepAndTrust');
	await expect(her.heading('modules:arrived.title')).toBeHidden();
	await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
	await her.press('modules:back');
	await her.press('modules:back');
	await page.getByRole('button', { name: new RegExp(`^${her.t('modules:people.title')}`) }).click();
	await page.getByRole('button', { name: new RegExp(writer.canaryOf('a writer')) }).click();
	await writer.write(her, 'modules:person.name');
	await her.press('modules:person.rename');
	await expect(page.getByText(her.t('modules:person.renamed'))).toBeVisible();
}
