/**
 * A caseworker looks for a group in a region's list on her own machine and suggests it: it arrives whole on a phone that has no
 * list, and she saves it or lets it be without anybody learning which. What is looked for reaches no server.
 */
import { expectNoViolations } from '../support/axe';
import { expect, test } from '../support/fixtures';
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

	// The only region is taken at once; from here on what she types is asked of nobody.
	await desk.press('caseload:services.open');
	const search = desk.page.getByLabel(desk.t('caseload:services.search'));
	await expect(search).toBeVisible(PATIENT);
	const asked: string[] = [];
	desk.page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
	await search.fill('tuesday circle');
	await photograph(desk.page, 'suggest-search-en');
	await expectNoViolations(desk.page);
	await desk.page.getByRole('button', { name: GROUP }).first().click();
	await desk.page.getByLabel(desk.t('caseload:services.line')).fill(LINE);
	await photograph(desk.page, 'suggest-send-en');
	await expectNoViolations(desk.page);
	expect(asked.filter((one) => /packs\/directory|tuesday/i.test(one))).toEqual([]);
	const send = desk.t('caseload:services.send', { names: '' }).trim();
	await desk.page.getByRole('button', { name: send }).last().click();
	const suggested = desk.page.getByRole('region', { name: desk.t('caseload:services.title') });
	await expect(suggested).toContainText(GROUP);

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
	await her.press('find:suggested.save');
	await expect(her.page.getByText(her.t('find:suggested.saved'))).toBeVisible();
	await her.go('today');
	await expect(card).toHaveCount(0);
	await her.go('find');
	await her.page.getByRole('button', { name: GROUP }).click();
	await expect(her.page.getByRole('heading', { name: GROUP })).toBeVisible();

	// The desk knows that it came, and no more.
	await expect(suggested).toContainText(desk.t('letters:delivery.delivered'), PATIENT);
	await expect(suggested).not.toContainText(/saved/i);
	await desk.page.close();
	await her.page.close();
});
