/** Her safety plan: a line of her own and a person, each field written into; one line is given words of an example. */
import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import { toSafety } from './safety-walk';
import type { Writer } from './writer';

export async function makePlan(her: Survivor, writer: Writer): Promise<void> {
	const { page } = her;
	await toSafety(her, 'safety-plan:title');
	await her.press('safety-plan:list.signs.title');
	await her.press('safety-plan:add');
	await writer.write(her, 'safety-plan:line.text');
	await her.press('safety-plan:line.done');
	await expect(page.getByText(writer.canaryOf('safety-plan:line.text'))).toBeVisible();
	await her.press('safety-plan:back');
	await her.press('safety-plan:list.people.title');
	await her.press('safety-plan:add');
	for (const key of ['safety-plan:line.name', 'safety-plan:line.how', 'safety-plan:line.what'])
		await writer.write(her, key);
	await her.press('safety-plan:line.done');
	await expect(page.getByText(writer.canaryOf('safety-plan:line.name')).first()).toBeVisible();
	// What goes to a printer stands on the page before anything is printed.
	await her.press('safety-plan:back');
	await her.press('safety-plan:print');
	await her.press('safety-plan:tick.all');
	await expect(page.locator('.printed-sheet')).toContainText(writer.canaryOf('safety-plan:line.how'));
}
