/** Another calendar beside: nothing until she chooses, kept when she has, in her words. */
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import ar from '$locales/ar/ui/calendar-files.json';
import { I18n } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import { createSession } from '$platform/session';
import { ok } from '$protocol/result';
import { Beside } from '../../src/lib/features/appointments/calendar/beside/beside.svelte';
import BesideChoice from '../../src/lib/features/appointments/calendar/beside/BesideChoice.svelte';
import Given from './Given.svelte';

vi.setConfig({ testTimeout: 120_000 });
afterEach(cleanup);

test('is off in Arabic until she turns it on, and then stays', async () => {
	const i18n = new I18n({
		load: async () => ok({ 'calendar-files': ar }),
		keep: async () => undefined,
		kept: async () => 'ar',
		preferred: ['ar-EG'],
	});
	await i18n.start();
	const session = createSession('workshop');
	await expect.poll(() => session.state, { timeout: 60_000 }).not.toBe('starting');
	expect(
		(session.state === 'none' ? await session.create('492716') : await session.unlock('492716')).ok,
	).toBe(true);
	await render(Given, {
		i18n,
		session,
		navigation: new Navigation([{ id: 'today', order: 1, screen: 'today' }]),
		screen: BesideChoice,
		given: {},
	});
	const beside = new Beside(session, i18n);
	expect([beside.calendar, beside.of('2026-11-22')]).toEqual([null, null]);
	await page.getByText(ar.beside.title).click();
	await expect.element(page.getByRole('radio', { name: ar.beside.none })).toBeChecked();
	await page.getByRole('radio', { name: ar.beside['islamic-umalqura'], exact: true }).click();
	await expect.poll(() => beside.of('2026-11-22')).toBe('١٢ جمادى الآخرة ١٤٤٨ هـ');
	await expect.poll(() => new Beside(session, i18n).calendar).toBe('islamic-umalqura');
	session.end();
});
