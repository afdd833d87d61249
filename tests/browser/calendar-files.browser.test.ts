/**
 * A calendar file in and out, in a real browser over a real vault: read in its worker, looked at, kept sealed in one write;
 * and what she saves for another calendar says nothing but times and the words she gave.
 */
import type { Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import words from '$locales/en/ui/calendar-files.json';
import { readCalendar } from '$platform/calendar';
import { utf8 } from '$platform/crypto';
import { I18n } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import { ok } from '$protocol/result';
import Export from '../../src/lib/features/appointments/calendar/files/Export.svelte';
import Import from '../../src/lib/features/appointments/calendar/files/Import.svelte';
import { keptEntries } from '../../src/lib/features/appointments/calendar/kept';
import Given from './Given.svelte';
import { opened } from './opened';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };

afterEach(() => {
	vi.restoreAllMocks();
});

async function draw(session: Session, screen: unknown, given: Record<string, unknown> = {}) {
	const i18n = new I18n({
		load: async () => ok({ 'calendar-files': words }),
		keep: async () => undefined,
		kept: async () => 'en',
	});
	await i18n.start();
	cleanup();
	await render(Given, {
		i18n,
		session,
		navigation: new Navigation([{ id: 'today', order: 1, screen: 'today' }]),
		screen: screen as Component,
		given,
	});
}

const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const choose = async (name: string, content: string | Uint8Array<ArrayBuffer>) => {
	const field = page.getByLabelText(new RegExp(`^${words.import.file}`));
	await userEvent.upload(field, new File([content], name));
	await press(words.import.read);
};
const seen = (text: string | RegExp) => expect.element(page.getByText(text).first(), PATIENT).toBeVisible();

const CALENDAR = [
	'BEGIN:VCALENDAR',
	'BEGIN:VEVENT',
	'UID:1',
	'SUMMARY:Dentist at Harbour House',
	'LOCATION:Quay 4',
	'DESCRIPTION:Ask for Mariam',
	'DTSTART;TZID=W. Europe Standard Time:20310317T090000',
	'DURATION:PT1H',
	'END:VEVENT',
	'BEGIN:VEVENT',
	'UID:2',
	'SUMMARY:Nobody can read when',
	'DTSTART:20311399T090000',
	'END:VEVENT',
	'BEGIN:VEVENT',
	'UID:3',
	'SUMMARY:Long ago',
	'DTSTART;VALUE=DATE:20200101',
	'END:VEVENT',
	'END:VCALENDAR',
].join('\r\n');

test('a file with one bad event brings the others, once, and they go out again as bare times', async () => {
	const session = await opened();
	const entries = keptEntries(session);
	await draw(session, Import);

	// What is no calendar is a plain sentence, and the next file works.
	await press(words.import.read);
	await seen(words.import.failed.NoFile);
	await choose('photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70));
	await seen(words.import.failed.NotCalendar);
	await choose('empty.ics', '');
	await seen(words.import.failed.NotCalendar);
	await choose('nothing.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n');
	await seen(words.import.failed.Empty);

	await choose('my calendar.ics', CALENDAR);
	await seen('2 entries can be read.');
	await seen(words.problem.BadStart);
	await press('Put 1 in my calendar');
	await seen(words.done.kept_one.replace('{{count}}', '1'));
	expect(entries.items.map(({ value }) => value.title)).toEqual(['Dentist at Harbour House']);

	// Again: what she has is not offered, and one by one is possible.
	await press(words.done.another);
	await choose('my calendar.ics', CALENDAR);
	await seen('1 is in your calendar already.');
	await page.getByRole('radio', { name: words.found.some }).click();
	await expect.element(page.getByRole('button', { name: /^Put 0/ })).toBeDisabled();
	await page.getByRole('checkbox', { name: 'Long ago' }).click();
	await press('Put 1 in my calendar');
	await seen(words.done.title);
	await press(words.done.another);
	await choose('my calendar.ics', CALENDAR);
	await seen(words.found.nothingNew);
	expect(entries.items).toHaveLength(2);

	// Out: everything that is still to come, with the words that she left as they were.
	const made: Blob[] = [];
	const give = URL.createObjectURL.bind(URL);
	vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
		if (content instanceof Blob) made.push(content);
		return give(content);
	});
	await draw(session, Export, { params: {} });
	await seen(words.export.open.text);
	await page.getByRole('textbox', { name: words.export.name }).fill('  ');
	await press(words.export.save);
	await seen(words.export.noName);
	expect(made).toEqual([]);
	await page.getByRole('textbox', { name: words.export.name }).fill('Call');
	await press(words.export.save);
	await seen(words.export.saved);
	const text = (await made[0]?.text()) ?? '';
	for (const hers of ['Dentist', 'Quay', 'Mariam', 'UID:1', 'Berlin']) expect(text).not.toContain(hers);
	expect((await readCalendar(utf8(text))).events).toMatchObject([
		{ title: 'Call', place: '', note: '', start: { at: '2031-03-17T08:00:00.000Z', zone: 'UTC' } },
	]);
});

test('a large file is read beside the page, which answers all the time', async () => {
	await draw(await opened(), Import);
	const event = (at: number) =>
		`BEGIN:VEVENT\r\nUID:${String(at)}\r\nSUMMARY:Entry\r\nDTSTART;TZID=Europe/Paris:20310317T090000\r\nEND:VEVENT`;
	const many = Array.from({ length: 20_000 }, (_, at) => event(at)).join('\r\n');
	let turns = 0;
	const counting = setInterval(() => (turns += 1), 10);
	await choose('many.ics', `BEGIN:VCALENDAR\r\n${many}\r\nEND:VCALENDAR`);
	await seen(words.import.reading);
	await seen('20,000 entries can be read.');
	clearInterval(counting);
	expect(turns).toBeGreaterThan(3);
	await seen(/1,000 fit at once/);
});
