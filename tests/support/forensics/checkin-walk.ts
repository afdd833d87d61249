/** A day is noted, with words of her own. */
import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Writer } from './writer';

export async function noteDay(her: Survivor, writer: Writer): Promise<void> {
	const { page } = her;
	await her.go('coping');
	await page.getByRole('button', { name: her.t('checkin:card.title') }).click();
	await her.press('checkin:start');
	await her.press('checkin:mood.2');
	await her.press('checkin:sleep.3');
	await her.press('checkin:safety.1');
	await her.press('checkin:help.on');
	await writer.write(her, 'checkin:note.label');
	await her.press('checkin:note.done');
	await her.press('checkin:kept.look');
	await expect(page.getByText(writer.canaryOf('checkin:note.label'))).toBeVisible();
}
