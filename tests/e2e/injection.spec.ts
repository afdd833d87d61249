/**
 * Attacks as words, on their whole way through the real relay: in the caseworker's name, in what she calls a person, in
 * place and note. On both screens they are text; nothing runs, and the policy has nothing to report. One screen after the other,
 * with every payload, is in tests/browser.
 */
import { figure } from '../support/figure';
import { expect, test } from '../support/fixtures';
import { PAYLOADS } from '../support/payloads';
import { Caseworker, meet, Survivor } from '../support/people';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

/** What can be typed into a field and handed over a command line: whole letters, no NUL. */
const UNTYPED = ['\0', '\r', '\n', '\u2028', '\u2029', '\v', '\f', '\u0085'];
const typed = PAYLOADS.filter((one) => one.isWellFormed() && !UNTYPED.some((letter) => one.includes(letter)));

/** As many as fit into a note, one after the other. */
function notes(count: number): string[] {
	const filled = Array.from({ length: count }, () => '');
	for (const one of typed) {
		const at = filled.findIndex((text) => text.length + one.length < 1_950);
		if (at !== -1) filled[at] = `${filled[at] ?? ''} ${one}`.trim();
	}
	return filled;
}

test('attacks arrive as words', async ({ browser, watch }) => {
	test.setTimeout(240_000);
	const dialogs: string[] = [];
	const open = async (size: { width: number; height: number }) => {
		const context = await browser.newContext({ viewport: size });
		await watch(context);
		context.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
		return context.newPage();
	};
	const survivor = new Survivor(await open({ width: 360, height: 740 }), 'en');
	const caseworker = new Caseworker(await open({ width: 1280, height: 800 }), 'en');
	const name = `<img src=x onerror="globalThis.injected=1">{{name}}$t(x)`;
	await survivor.setUp(server.url);
	await caseworker.setUp(server.url);
	await caseworker.join(await server.invite(name));
	await expect(caseworker.page.getByText(name).first()).toBeVisible();
	await meet(survivor, caseworker, '<svg onload=globalThis.injected=1>');
	const bundles = notes(6);
	const date = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
	await caseworker.press('caseload:connected.send');
	for (const [at, note] of bundles.entries()) {
		if (at > 0) await caseworker.press('caseload:person.send');
		const place = `${String(at)} <script>globalThis.injected=1</script>`;
		await caseworker.fillNudge({ template: 'health', date, time: `10:1${String(at)}`, place, note });
		await caseworker.press('caseload:form.send');
		await expect(caseworker.page.getByText(place).first()).toBeVisible();
	}
	await survivor.go('messages');
	await expect(survivor.page.getByText(name).first()).toBeVisible();
	await survivor.go('today');
	await expect(survivor.page.getByText('<script>globalThis.injected=1</script>').first()).toBeVisible();
	await survivor.press('calendar:title');
	const shown: string[] = [];
	for (let at = 0; at < bundles.length; at += 1) {
		const row = survivor.page.getByRole('list').getByRole('button', {
			name: survivor.t('appointments:template.health.title'),
		});
		await expect(row).toHaveCount(bundles.length);
		await row.nth(at).click();
		shown.push((await survivor.page.locator('p.note').textContent()) ?? '');
		await survivor.press('appointments:back');
	}
	expect(shown.sort()).toEqual(bundles.sort());
	const ran = await Promise.all(
		[survivor.page, caseworker.page].map((page) => page.evaluate(() => 'injected' in globalThis)),
	);
	const executions = dialogs.length + ran.filter(Boolean).length;
	figure('injection: executions, through the relay', `${String(executions)} of ${String(typed.length)}`, '0');
	expect(executions).toBe(0);
});
