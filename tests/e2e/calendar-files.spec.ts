/**
 * A calendar file in and out of the built app, under its content policy and by the keyboard: one bad event loses no
 * other, and what is saved again says only what she chose.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCalendar } from '../../src/lib/platform/calendar/parse';
import { expectEnoughContrast, expectNoViolations } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';

const folder = process.env.SCREENSHOTS;
let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
	if (folder) mkdirSync(folder, { recursive: true });
});
test.afterAll(() => server.close());

/** Days from now, as a file has them. */
const inDays = (days: number, form: 'file' | 'iso' = 'iso') => {
	const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
	return form === 'iso' ? day : day.replaceAll('-', '');
};

const FILE = [
	'BEGIN:VCALENDAR',
	'BEGIN:VEVENT',
	'UID:one',
	'SUMMARY:موعد في العيادة',
	'LOCATION:Quay 4',
	`DTSTART;TZID=Arabian Standard Time:${inDays(9, 'file')}T090000`,
	`DTEND;TZID=Arabian Standard Time:${inDays(9, 'file')}T100000`,
	'BEGIN:VALARM',
	'TRIGGER:-PT30M',
	'END:VALARM',
	'END:VEVENT',
	'BEGIN:VEVENT',
	'UID:two',
	'SUMMARY:Cannot be read',
	'DTSTART:tomorrow',
	'END:VEVENT',
	'BEGIN:VEVENT',
	'UID:three',
	'SUMMARY:Choir',
	`DTSTART;TZID=Nowhere at all:${inDays(10, 'file')}T180000`,
	'RRULE:FREQ=WEEKLY;COUNT=5',
	'END:VEVENT',
	'END:VCALENDAR',
].join('\r\n');

for (const language of ['en', 'ar'] as const) {
	test(`a file comes in, and times go out (${language})`, async ({ page }) => {
		test.setTimeout(240_000);
		const her = await enter(page, server.url, language);
		const say = (key: string) => her.t(`calendar-files:${key}`, { count: '2' });
		const two = (key: string) => say(`${key}_${language === 'ar' ? 'two' : 'other'}`);
		const look = async (name: string) => {
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectNoViolations(page);
			await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
			await expectEnoughContrast(page);
			if (folder)
				for (const scheme of ['dark', 'light'] as const)
					for (const [width, height] of [
						[1280, 800],
						[360, 740],
					] as const) {
						await page.emulateMedia({ colorScheme: scheme });
						await page.setViewportSize({ width, height });
						const path = join(folder, `${name}-${language}-${scheme}-${String(width)}.png`);
						await page.screenshot({ path, fullPage: true });
					}
			await page.emulateMedia({ colorScheme: 'light' });
		};
		const open = async (screen: 'import' | 'export') => {
			await page.getByText(say('entry'), { exact: true }).click();
			await page.getByRole('button', { name: say(`${screen}.title`) }).click();
		};
		const choose = async (name: string, content: string | Buffer) => {
			await page.locator('input[type=file]').setInputFiles({
				name,
				mimeType: 'text/calendar',
				buffer: Buffer.from(content),
			});
			await page.getByRole('button', { name: say('import.read'), exact: true }).press('Enter');
		};
		await page.getByRole('button', { name: her.t('calendar:title') }).click();
		await open('import');
		await choose('photo.ics', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]));
		await expect(page.getByText(say('import.failed.NotCalendar'))).toBeVisible();
		await look('import');
		await choose('New Years Day.ics', FILE);
		await expect(page.getByText(say('problem.BadStart'))).toBeVisible();
		await page.getByText(say('found.partly')).press('Enter');
		await expect(page.getByText(say('problem.UnknownZone'))).toBeVisible();
		await page.getByText(say('found.see')).click();
		await page.getByRole('checkbox', { name: say('found.reminders') }).check();
		await look('found');

		const keep = page.getByRole('button', { name: two('found.keep') });
		await keep.press('Enter');
		await expect(page.getByText(two('done.kept'))).toBeVisible();
		await look('done');
		await page.getByRole('button', { name: say('done.close'), exact: true }).press('Enter');
		await expect(page.getByRole('button', { name: 'موعد في العيادة' })).toBeVisible();

		// All of it out, in her words; then read as any calendar would.
		await page.getByText(say('beside.title'), { exact: true }).click();
		await page.getByRole('radio', { name: say('beside.islamic-umalqura'), exact: true }).check();
		await look('list');
		await open('export');
		await page.getByLabel(say('export.name'), { exact: true }).fill('Call');
		await page.getByRole('checkbox', { name: say('export.reminders') }).check();
		await look('export');
		const coming = page.waitForEvent('download');
		await page.getByRole('button', { name: say('export.save'), exact: true }).press('Enter');
		const download = await coming;
		expect(download.suggestedFilename()).toBe('calendar.ics');
		const text = readFileSync(await download.path());
		for (const hers of ['Choir', 'Quay', 'موعد', 'UID:one']) expect(text.toString()).not.toContain(hers);
		expect(parseCalendar(text)).toMatchObject({
			problems: [],
			events: [
				{ title: 'Call', start: { at: `${inDays(9)}T05:00:00.000Z` }, reminders: [{ seconds: 1_800 }] },
				{
					title: 'Call',
					start: { local: `${inDays(10)}T18:00:00` },
					repeats: { rules: ['FREQ=WEEKLY;COUNT=5'] },
				},
			],
		});
		await look('saved');
	});
}
