/** Her calendar, as part of the walk: something that repeats, something that has been and how it went, a file, something half written. */
import { expect } from '@playwright/test';
import type { Survivor } from '../people';
import type { Writer } from './writer';

/** A month ago. */
const dayBefore = () => new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
/** Chosen in fields that are no text; nothing to look for. */
const DATES = { first: '2031-03-17', last: '2031-05-19', past: dayBefore() };
const WORDS = [
	'calendar:form.place',
	'calendar:form.who',
	'calendar:form.bring',
	'calendar:form.questions',
	'calendar:form.note',
];

export async function keepCalendar(her: Survivor, writer: Writer): Promise<void> {
	const { page } = her;
	await her.go('today');
	await her.press('calendar:title');
	await her.press('calendar:add');
	await writer.write(her, 'calendar:form.title');
	await writer.write(her, 'calendar:form.date', DATES.first);
	await writer.write(her, 'calendar:form.time', '10:47');
	await page.getByText(her.t('calendar:form.more'), { exact: true }).click();
	const select = (key: string) => page.getByLabel(her.t(key), { exact: true });
	await select('calendar:form.repeats').selectOption('week');
	await select('calendar:form.ends').selectOption('day');
	await writer.write(her, 'calendar:form.until', DATES.last);
	await select('calendar:form.ends').selectOption('times');
	await writer.write(her, 'calendar:form.times', '7');
	for (const field of WORDS) await writer.write(her, field);
	await her.press('calendar:save');

	await her.press('calendar:add');
	await writer.write(her, 'calendar:form.title', `${writer.canaryOf('calendar:form.title')} 2`);
	await writer.write(her, 'calendar:form.date', DATES.past);
	await her.press('calendar:save');
	await page.getByText(her.t('calendar:past'), { exact: true }).click();
	await page.getByRole('button', { name: `${writer.canaryOf('calendar:form.title')} 2` }).click();
	await writer.write(her, 'calendar:how.label');
	await expect(page.getByText(her.t('calendar:kept'))).toBeVisible();
	await her.press('appointments:back');

	await bringIn(her, writer);

	// One that stays a draft.
	await her.press('calendar:add');
	await writer.write(her, 'calendar:form.title', `${writer.canaryOf('calendar:form.title')} 3`);
}

/** A file of hers comes in; and words for another file, which she then does not save. */
async function bringIn(her: Survivor, writer: Writer): Promise<void> {
	const { page } = her;
	const title = writer.canaryOf('calendar-files:import.file');
	const file = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:${title}\r\nDTSTART:20310318T104700Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
	const open = async (screen: string) => {
		await page.getByText(her.t('calendar-files:entry'), { exact: true }).click();
		await her.press(`calendar-files:${screen}.title`);
	};
	await open('import');
	const chosen = { name: 'calendar.ics', mimeType: 'text/calendar', buffer: Buffer.from(file) };
	await page.locator('input[type=file]').setInputFiles(chosen);
	await her.press('calendar-files:import.read');
	await page.getByRole('button', { name: her.t('calendar-files:found.keep_one', { count: '1' }) }).click();
	await her.press('calendar-files:done.close');
	await expect(page.getByRole('button', { name: title })).toBeVisible();
	await open('export');
	await writer.write(her, 'calendar-files:export.name');
	await her.press('calendar-files:back');
}
