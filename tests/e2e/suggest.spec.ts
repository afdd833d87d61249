/**
 * A caseworker looks for a group in a region's list on her own machine and suggests it: it arrives whole on a phone that has no
 * list, and she saves it or lets it be without anybody learning which. What is looked for reaches no server.
 */
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { tabTo } from '../support/keyboard';
import { Caseworker, meet } from '../support/people';
import { enter } from '../support/prepared';
import { startServer, type TestServer } from '../support/server';
import { photograph } from '../support/trouble';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
	const sample = ['import', 'samples/willow-bay', '--region', 'sample', '--publish'];
	expect(await server.cli('directory', ...sample)).toMatchObject({ exit: 0, err: '' });
});
test.afterAll(() => server.close());

const PATIENT = { timeout: 60_000 };
const GROUP = 'Tuesday circle (sample)';
const LINE = 'They laugh a lot there.';

test('a group is suggested, arrives whole without its list, and nobody learns what became of it', async ({
	browser,
	watch,
}) => {
	test.setTimeout(300_000);
	const open = async (width: number, height: number) => {
		const context = await browser.newContext({ viewport: { width, height } });
		context.setDefaultTimeout(20_000);
		await watch(context);
		return context.newPage();
	};
	const desk = new Caseworker(await open(1280, 800), 'en');
	const her = await enter(await open(360, 740), server.url, 'ar');
	await desk.setUp(server.url);
	await desk.join(await server.invite('Mariam'));
	await meet(her, desk, 'Blue door');
	await desk.press('caseload:connected.done');
	await desk.openPerson('Blue door');

	// From here on by keyboard alone. The only region is taken at once, and she can write as soon as it is there.
	const at = (key: string) => desk.page.getByRole('button', { name: desk.t(`caseload:services.${key}`) });
	await tabTo(desk.page, at('open'));
	await desk.page.keyboard.press('Enter');
	const search = desk.page.getByLabel(desk.t('caseload:services.search'));
	await expect(search).toBeFocused(PATIENT);
	// What she types is asked of nobody.
	const asked: string[] = [];
	desk.page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
	await desk.page.keyboard.type('tuesday circle');
	await tabTo(desk.page, desk.page.getByText(desk.t('find:filter.more'), { exact: true }));
	await desk.page.keyboard.press('Enter');
	await tabTo(desk.page, desk.page.getByRole('checkbox', { name: desk.t('find:flag.group') }));
	await desk.page.keyboard.press('Space');
	await photograph(desk.page, 'suggest-search-en');
	await expectNoViolations(desk.page);
	await tabTo(desk.page, desk.page.getByRole('button', { name: GROUP }).first());
	await desk.page.keyboard.press('Enter');
	await expect(desk.page.getByRole('heading', { name: GROUP })).toBeFocused();
	const line = desk.page.getByLabel(desk.t('caseload:services.line'));
	await tabTo(desk.page, line);
	await desk.page.keyboard.type(LINE);
	await expect(desk.page.getByText(desk.t('caseload:form.kept'))).toBeVisible();
	await photograph(desk.page, 'suggest-send-en');
	await expectNoViolations(desk.page);
	expect(asked.filter((one) => /packs\/directory|tuesday/i.test(one))).toEqual([]);

	// Locked by a reload: what she wrote and what it is about are still there, and the list is not needed for it.
	await desk.page.reload();
	await desk.unlock();
	await desk.openPerson('Blue door');
	await tabTo(desk.page, at('draft'));
	await desk.page.keyboard.press('Enter');
	await expect(desk.page.getByRole('heading', { name: GROUP })).toBeFocused();
	await expect(line).toHaveValue(LINE);
	const send = desk.t('caseload:services.send', { names: '' }).trim();
	await tabTo(desk.page, desk.page.getByRole('button', { name: send }).last());
	await desk.page.keyboard.press('Enter');
	const suggested = desk.page.getByRole('region', { name: desk.t('caseload:services.title') });
	await expect(suggested.getByText(LINE)).toBeVisible();
	// It is sent, so nothing is left to go on with.
	await expect(at('open')).toBeFocused();

	// Today says that something waits, and not what.
	await her.go('today');
	const card = her.page.getByRole('button', { name: her.t('find:suggested.card.title') });
	await expect(card).toBeVisible(PATIENT);
	await expect(her.page.getByText(GROUP)).toHaveCount(0);
	await card.click();
	await expect(her.page.getByRole('heading', { name: GROUP })).toBeVisible();
	await expect(her.page.getByText(LINE)).toBeVisible();
	await expect(her.page.getByText(her.t('find:sample.title'))).toBeVisible();
	await photograph(her.page, 'suggest-suggested-ar');
	await expectNoViolations(her.page);
	// Saved above and taken out below, as everywhere; what stands above is what is so.
	await her.press('find:suggested.save');
	await expect(her.page.getByText(her.t('find:suggested.saved'))).toBeVisible();
	await her.press('find:keep.drop');
	await expect(her.page.getByText(her.t('find:suggested.saved'))).toHaveCount(0);
	await her.press('find:keep.save');
	await expect(her.page.getByText(her.t('find:suggested.saved'))).toBeVisible();
	await her.go('today');
	await expect(card).toHaveCount(0);
	await her.go('find');
	await her.page.getByRole('button', { name: her.t('find:saved.title') }).click();
	await her.page.getByRole('button', { name: GROUP }).click();
	await expect(her.page.getByRole('heading', { name: GROUP })).toBeVisible();

	// The desk knows that it came, and no more.
	await expect(suggested).toContainText(desk.t('letters:delivery.delivered'), PATIENT);
	await expect(suggested).not.toContainText(/saved/i);
	await desk.page.close();
	await her.page.close();
});
